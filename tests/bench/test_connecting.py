"""Connecting: an answer is taken whole, however the server says how long it is."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from bench.asking import once, one_after_another
from bench.requesting import request
from opinion.upkeep.serving import HOST

CHUNKS = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nfir\r\n2\r\nst\r\n0\r\n\r\n"
CLOSING = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok"


@contextmanager
def answering(answer: bytes) -> Iterator[int]:
    """Answer each connection once, then hang up; yield the port."""

    def serve() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with connection:
                if connection.recv(65_536):
                    connection.sendall(answer)

    with socket.create_server((HOST, 0)) as listening:
        thread = Thread(target=serve)
        thread.start()
        yield listening.getsockname()[1]
        listening.shutdown(socket.SHUT_RDWR)
        thread.join()


def test_an_answer_in_chunks_is_put_together() -> None:
    with answering(CHUNKS) as port:
        status, _, body, _ = once(port, request(port, "/"))

    assert (status, body) == (200, b"first")


def test_where_a_server_hangs_up_the_next_request_has_a_new_connection() -> None:
    with answering(CLOSING) as port:
        answered = one_after_another(port, lambda: request(port, "/"), 1, 0.05)

    assert answered.number > 1
    assert not answered.failed
