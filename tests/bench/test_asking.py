"""Asking: all ask at once, and the next time only when all are answered."""

import socket
from contextlib import ExitStack
from threading import Barrier, Thread

from bench.asking import Answered, all_at_once
from bench.requesting import Request, request
from opinion.upkeep.serving import HOST

READERS, TIMES = 3, 2
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


def answered_together(following: list[str]) -> tuple[Answered, list[bytes]]:
    """Ask a server that answers nobody before all have asked; return also what it was asked."""
    paths, asked, all_have_asked = iter(following), [], Barrier(READERS, timeout=10)

    def serve(connection: socket.socket) -> None:
        with connection:
            while said := connection.recv(65_536):
                asked.append(said.split()[1])
                all_have_asked.wait()
                connection.sendall(ANSWER)

    def accept() -> None:
        for _ in range(READERS):
            connection, _ = listening.accept()
            thread = Thread(target=serve, args=(connection,))
            thread.start()
            ending.callback(thread.join)

    with ExitStack() as ending, socket.create_server((HOST, 0)) as listening:
        port = listening.getsockname()[1]
        accepting = Thread(target=accept)
        accepting.start()
        ending.callback(accepting.join)

        def next_path() -> Request:
            return request(port, next(paths))

        return all_at_once(port, next_path, READERS, TIMES), asked


def test_all_ask_the_same_at_once_and_again_on_the_same_connections() -> None:
    answered, asked = answered_together(["/first", "/second"])

    assert asked == [b"/first"] * READERS + [b"/second"] * READERS
    assert answered.number == READERS * TIMES
    assert not answered.failed
