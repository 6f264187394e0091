"""Asking: a client on plain sockets that sends requests and notes how long each answer took.

It asks again as soon as it is answered (``one_after_another``, ``each_once``), or once all are
(``all_at_once``), or by a timetable, and then an answer's time counts from the moment the request
was due (``by_timetable``).
"""

import selectors
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter

from bench.connecting import PATIENCE, Connection
from bench.requesting import Request

TOO_LATE = 3.0  # seconds behind a timetable, which is then given up


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


def once(port: int, asked: Request) -> tuple[int, bytes, bytes, float]:
    """Ask once on a connection of its own; return status, head, body, and the seconds it took."""
    connection = Connection(port)
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

    with _connected(port, connections) as everybody:
        return _asked(everybody, due, following, Answered())


def each_once(port: int, requests: Iterable[Request], connections: int) -> Answered:
    """Ask each of ``requests`` once, on so many connections at once, as fast as they answer."""
    with _connected(port, connections) as everybody:
        return _each_once(everybody, requests, Answered())


def all_at_once(
    port: int, following: Callable[[], Request], connections: int, times: int
) -> Answered:
    """Ask what is ``following`` on all connections at once, and again once all are answered.

    The seconds that ``following`` itself takes do not count.
    """
    answered = Answered()
    with _connected(port, connections) as everybody:
        for _ in range(times):
            _each_once(everybody, [following()] * connections, answered)
    return answered


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

    with _connected(port, connections) as everybody:
        answered = _asked(everybody, due, lambda: left.popleft()[1], Answered())
    answered.unasked = unasked
    return answered


@contextmanager
def _connected(port: int, connections: int) -> Iterator[Sequence[Connection]]:
    """Yield so many connections; close them at the end."""
    everybody = [Connection(port) for _ in range(connections)]
    try:
        yield everybody
    finally:
        for each in everybody:
            each.socket.close()


def _each_once(
    everybody: Sequence[Connection], requests: Iterable[Request], answered: Answered
) -> Answered:
    """Ask each of ``requests`` once, as fast as they are answered."""
    left = deque(requests)
    return _asked(everybody, lambda now: now if left else None, left.popleft, answered)


def _asked(
    everybody: Sequence[Connection],
    due: Callable[[float], float | None],
    following: Callable[[], Request],
    answered: Answered,
) -> Answered:
    """Ask what is ``following``, whenever it is ``due``, until there is nothing more.

    What comes of it is added to what has been ``answered``.
    """
    selector = selectors.DefaultSelector()
    free = deque(everybody)
    for each in everybody:
        selector.register(each.socket, selectors.EVENT_READ, each)
    start = perf_counter()
    while True:
        now = perf_counter()
        moment = due(now)
        while free and moment is not None and moment <= now:
            free.popleft().ask(following(), moment)
            moment = due(now)
        if moment is None and len(free) == len(everybody):
            break
        wait = PATIENCE if moment is None or not free else max(0.0, moment - now)
        for key, _ in selector.select(wait):
            if key.data.is_answered():
                _note(key.data, answered)
                _keep_open(key.data, selector)
                free.append(key.data)
    answered.seconds += perf_counter() - start
    selector.close()
    return answered


def _note(connection: Connection, answered: Answered) -> None:
    asked = connection.asked
    kind = asked.kind if asked else ""
    answered.waited.setdefault(kind, []).append(perf_counter() - connection.due)
    if connection.status >= 400:  # noqa: PLR2004
        answered.failed.append(f"{kind}: {connection.status}")


def _keep_open(connection: Connection, selector: selectors.BaseSelector) -> None:
    """Connect again where the server hangs up after each answer."""
    if connection.is_over:
        selector.unregister(connection.socket)
        connection.renew()
        selector.register(connection.socket, selectors.EVENT_READ, connection)
