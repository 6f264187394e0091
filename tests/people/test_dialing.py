"""Dialing the provider: bounded in time and size, and only where secrets may go."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from opinion.people.dialing import LARGEST_ANSWER, Call, may_dial
from opinion.people.vouching import BadAnswerError, LateError, UnreachableError

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
Serve = Callable[[socket.socket], None]


@contextmanager
def answering(serve: Serve) -> Iterator[str]:
    """Let ``serve`` answer one caller meanwhile; yield the address."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def take() -> None:
            with server.accept()[0] as line:
                line.recv(65_536)
                serve(line)

        thread = threading.Thread(target=take, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/x"
        thread.join()


def endless(line: socket.socket) -> None:
    line.sendall(HEAD + b"\r\n")
    try:
        while True:
            line.sendall(b" " * 65_536)
    except OSError:
        pass


def trickling(line: socket.socket) -> None:
    line.sendall(HEAD + b"Content-Length: 1000000\r\n\r\n")
    try:
        while not threading.Event().wait(0.02):
            line.sendall(b" ")
    except OSError:
        pass


def breaking_off(line: socket.socket) -> None:
    line.sendall(HEAD + b"Content-Length: 100\r\n\r\n{")


def talking_nonsense(line: socket.socket) -> None:
    line.sendall(b"220 mail.example ESMTP\r\n")


def leading_elsewhere(line: socket.socket) -> None:
    line.sendall(b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\n\r\n{}")


def hanging_up(line: socket.socket) -> None:
    line.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize(
    ("serve", "error"),
    [
        (endless, BadAnswerError),
        (trickling, LateError),
        (breaking_off, BadAnswerError),
        (talking_nonsense, UnreachableError),
        (leading_elsewhere, BadAnswerError),
        (hanging_up, UnreachableError),
    ],
)
def test_an_answer_is_bounded(serve: Serve, error: type[Exception]) -> None:
    with answering(serve) as address, pytest.raises(error):
        Call(0.5).get(address)


def test_an_object_just_small_enough_is_read() -> None:
    text = b'{"a": "' + b"x" * (LARGEST_ANSWER - 9) + b'"}'

    def serve(line: socket.socket) -> None:
        line.sendall(HEAD + b"\r\n" + text)

    with answering(serve) as address:
        assert len(Call(5).get(address)["a"]) == LARGEST_ANSWER - 9


def test_a_call_that_is_over_asks_nobody() -> None:
    with pytest.raises(LateError):
        Call(0).get("http://127.0.0.1:1/")


@pytest.mark.parametrize(
    ("address", "is_safe"),
    [
        ("https://id.example/token?a=1", True),
        ("http://127.0.0.1:5000", True),
        ("http://localhost/x", True),
        ("http://id.example/", False),
        ("http://127.0.0.1.example/", False),
        ("https://", False),
        ("https://[", False),
        ("https://id.example:99999/", False),
        ("https://me@id.example/", False),
        ("ftp://localhost/", False),
        ("//localhost/", False),
        ("", False),
        (None, False),
        (7, False),
    ],
)
def test_secrets_go_over_https_or_stay_on_the_machine(address: object, is_safe: bool) -> None:
    assert may_dial(address) is is_safe


@pytest.mark.parametrize("address", ["http://id.example/", f"https://{'a' * 70}.example/", "x"])
def test_an_address_that_is_none_is_not_dialed(address: str) -> None:
    with pytest.raises((BadAnswerError, UnreachableError)):
        Call(5).get(address)
