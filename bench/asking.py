"""Asking: a client on plain sockets that sends requests and notes how long each answer took.

It either asks again as soon as it is answered (``one_after_another``), or by a timetable, and then
an answer's time counts from the moment the request was due (``by_timetable``).
"""

import selectors
import socket
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from time import perf_counter

from bench.requesting import Request
from opinion.upkeep.serving import HOST

PATIENCE = 20.0  # seconds without any answer
TOO_LATE = 3.0  # seconds behind a timetable, which is then given up
CHUNK = 262_144
BODILESS = {204, 304}


@dataclass
class Answered:
    """The seconds that answers took, by kind of request; what went wrong; how long it all took."""

    waited: dict[str, list[float]] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)
    unasked: int = 0
    seconds: float = 0.0

    @property
    def all_waited(self) -> list[float]:
        """The seconds that each answer took."""
        return [each for times in self.waited.values() for each in times]

    @property
    def number(self) -> int:
        """How many answers came."""
        return sum(len(times) for times in self.waited.values())


class _Connection:
    """A connection, what was asked on it, and what has come of the answer."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection((HOST, port), timeout=PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.asked: Request | None = None
        self.due = 0.0
        self._came = bytearray()
        self._size = 0
        self.status = 0

    def ask(self, asked: Request, due: float) -> None:
        self.asked, self.due, self._size = asked, due, 0
        self._came.clear()
        self.socket.sendall(asked.sent)

    def is_answered(self) -> bool:
        """Take what has come; say whether that is all."""
        came = self.socket.recv(CHUNK)
        if not came:
            raise ConnectionError("the server hung up")
        self._came += came
        if not self._size:
            end = self._came.find(b"\r\n\r\n")
            if end < 0:
                return False
            self.status = int(self._came[9:12])
            self._size = end + 4 + _length(bytes(self._came[:end]).lower(), self.status)
        return len(self._came) >= self._size

    @property
    def head_and_body(self) -> tuple[bytes, bytes]:
        head, _, body = bytes(self._came).partition(b"\r\n\r\n")
        return head, body


def _length(head: bytes, status: int) -> int:
    if status in BODILESS:
        return 0
    _, found, rest = head.partition(b"content-length:")
    if not found:
        raise ConnectionError("an answer that does not say how long it is")
    return int(rest.split(b"\r\n", 1)[0])


def once(port: int, asked: Request) -> tuple[int, bytes, bytes, float]:
    """Ask once on a connection of its own; return status, head, body, and the seconds it took."""
    connection = _Connection(port)
    start = perf_counter()
    connection.ask(asked, start)
    while not connection.is_answered():
        pass
    took = perf_counter() - start
    connection.socket.close()
    return connection.status, *connection.head_and_body, took


def one_after_another(
    port: int, following: Callable[[], Request], connections: int, seconds: float
) -> Answered:
    """Ask on so many connections at once, on each again as soon as it is answered."""
    end = perf_counter() + seconds

    def due(now: float) -> float | None:
        return now if now < end else None

    return _asked(port, due, following, connections)


def by_timetable(
    port: int, timetable: Iterable[tuple[float, Request]], connections: int
) -> Answered:
    """Ask at the seconds that ``timetable`` names, from now; late where no connection is free.

    Where that becomes far too late, the rest is left unasked.
    """
    left = deque(timetable)
    start = perf_counter()
    unasked = 0

    def due(now: float) -> float | None:
        nonlocal unasked
        if left and now > start + left[0][0] + TOO_LATE:
            unasked = len(left)
            left.clear()
        return start + left[0][0] if left else None

    answered = _asked(port, due, lambda: left.popleft()[1], connections)
    answered.unasked = unasked
    return answered


def _asked(
    port: int,
    due: Callable[[float], float | None],
    following: Callable[[], Request],
    connections: int,
) -> Answered:
    """Ask what is ``following``, whenever it is ``due``, until there is nothing more."""
    answered = Answered()
    selector = selectors.DefaultSelector()
    free = deque(_Connection(port) for _ in range(connections))
    everybody = list(free)
    for each in everybody:
        selector.register(each.socket, selectors.EVENT_READ, each)
    start = perf_counter()
    while True:
        now = perf_counter()
        moment = due(now)
        while free and moment is not None and moment <= now:
            free.popleft().ask(following(), moment)
            moment = due(now)
        if moment is None and len(free) == connections:
            break
        wait = PATIENCE if moment is None or not free else max(0.0, moment - now)
        for key, _ in selector.select(wait):
            if key.data.is_answered():
                _note(key.data, answered)
                free.append(key.data)
    answered.seconds = perf_counter() - start
    selector.close()
    for each in everybody:
        each.socket.close()
    return answered


def _note(connection: _Connection, answered: Answered) -> None:
    asked = connection.asked
    kind = asked.kind if asked else ""
    answered.waited.setdefault(kind, []).append(perf_counter() - connection.due)
    if connection.status >= 400:  # noqa: PLR2004
        answered.failed.append(f"{kind}: {connection.status}")
