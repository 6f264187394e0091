"""Connecting: a plain socket to a server, what was asked on it, and what has come of the answer."""

import socket

from bench.requesting import Request
from opinion.upkeep.serving import HOST

PATIENCE = 20.0  # seconds without any answer
CHUNK = 262_144
BODILESS = {204, 304}
LAST_CHUNK = b"\r\n0\r\n\r\n"


class Connection:
    """A connection, on which one request after another is asked."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._connect()
        self.asked: Request | None = None
        self.due = 0.0
        self.status = 0
        self._came = bytearray()
        self._head = b""
        self._size = 0

    def renew(self) -> None:
        """Connect again."""
        self.socket.close()
        self._connect()

    def _connect(self) -> None:
        self.socket = socket.create_connection((HOST, self._port), timeout=PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, asked: Request, due: float) -> None:
        """Send a request that was due at this moment."""
        self.asked, self.due, self._head, self._size = asked, due, b"", 0
        self._came.clear()
        self.socket.sendall(asked.sent)

    def is_answered(self) -> bool:
        """Take what has come; say whether that is all.

        Raises:
            ConnectionError: the server hung up, or doesn't say how long its answer is.
        """
        came = self.socket.recv(CHUNK)
        if not came:
            raise ConnectionError("the server hung up")
        self._came += came
        if not self._head:
            end = self._came.find(b"\r\n\r\n")
            if end < 0:
                return False
            self.status = int(self._came[9:12])
            self._head = bytes(self._came[:end])
            self._size = 0 if self._is_in_chunks else end + 4 + self._length()
        if self._is_in_chunks:
            return self._came.endswith(LAST_CHUNK)
        return len(self._came) >= self._size

    @property
    def is_over(self) -> bool:
        """Whether the server hangs up after this answer."""
        return b"connection: close" in self._head.lower()

    @property
    def head_and_body(self) -> tuple[bytes, bytes]:
        """The answer, its body in one piece."""
        body = bytes(self._came[len(self._head) + 4 :])
        return self._head, _joined(body) if self._is_in_chunks else body

    @property
    def _is_in_chunks(self) -> bool:
        return b"transfer-encoding: chunked" in self._head.lower()

    def _length(self) -> int:
        if self.status in BODILESS:
            return 0
        _, found, rest = self._head.lower().partition(b"content-length:")
        if not found:
            raise ConnectionError("an answer that does not say how long it is")
        return int(rest.split(b"\r\n", 1)[0])


def _joined(chunks: bytes) -> bytes:
    """Return what was sent in chunks, each after a line with its length."""
    joined = b""
    while chunks:
        line, _, rest = chunks.partition(b"\r\n")
        length = int(line, 16)
        joined, chunks = joined + rest[:length], rest[length + 2 :]
    return joined
