"""Growth: how much longer reading and posting take where there is more."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass

from bench import serving
from bench.asking import once
from bench.filling import Site, copied, filled
from bench.measuring import Figures, ask, by_turns, read
from bench.mixing import Readers
from bench.places import OF_SERVER
from bench.requesting import request
from bench.serving import Server

SMALL, LARGE = (1_000, 20), (1_000_000, 12_000)  # comments, articles
SHORT, LONG = "fifty", "ten-thousand"
PACKED = {"Accept-Encoding": "gzip, deflate, br"}
PAGES = 500


@dataclass(frozen=True)
class Grown:
    """What takes how long (milliseconds, medians) with little and with much.

    ``most`` is how many times as long it may take, ``costs`` how many times the processor time.
    """

    what: str
    little: float
    much: float
    most: float
    costs: float

    @property
    def ratio(self) -> float:
        """How many times as long it takes."""
        return self.much / self.little


def grown(rounds: int, seconds: float) -> list[Grown]:
    """Measure two sites by turns: one of a thousand comments, one of a million."""
    with ExitStack() as stack:
        sites = [stack.enter_context(copied(filled(*size))) for size in (SMALL, LARGE)]
        small, large = sites
        makes = [stack.enter_context(serving.site(it, OF_SERVER, keeps=False)) for it in sites]
        keeps = [stack.enter_context(serving.site(it, OF_SERVER)) for it in sites]

        def reads(server: Server, slug: str) -> Callable[[], Figures]:
            return lambda: read(server, f"/articles/{slug}", 1, seconds, PACKED)

        def posts(server: Server, site: Site, slug: str) -> Callable[[], Figures]:
            readers = Readers(site, server.port)
            return lambda: ask(server, lambda: readers.comment_on(slug), 1, seconds)

        ways = {
            "made, small": reads(makes[0], SHORT),
            "made, large": reads(makes[1], SHORT),
            "made, long": reads(makes[1], LONG),
            "kept, small": reads(keeps[0], SHORT),
            "kept, large": reads(keeps[1], SHORT),
            "kept, long": reads(keeps[1], LONG),
        }
        found = by_turns(ways, rounds)
        found |= by_turns({
            "post, small": posts(keeps[0], small, SHORT),
            "post, large": posts(keeps[1], large, SHORT),
            "post, long": posts(keeps[1], large, LONG),
        }, rounds)  # fmt: skip
    return [
        row
        for what, name, most in (
            ("reading a page that is made anew", "made", 1.1),
            ("reading a page that is kept", "kept", 1.1),
            ("posting", "post", 1.2),
        )
        for row in _rows(what, name, most, found)
    ]


def _rows(what: str, name: str, most: float, found: dict[str, Figures]) -> list[Grown]:
    small, large, long = (found[f"{name}, {which}"] for which in ("small", "large", "long"))
    pairs = (
        ("with 1 000 and 1 000 000 comments stored", small, large),
        ("with 50 and 10 000 comments on the article", large, long),
    )
    return [
        Grown(f"{what}, {where}", few.p50, many.p50, most, many.microseconds / few.microseconds)
        for where, few, many in pairs
    ]


def memory(workers: int = 2) -> list[float]:
    """Return the megabytes of each process, with a million comments, after 500 different pages."""
    with copied(filled(*LARGE)) as site, serving.site(site, workers=workers) as server:
        for number in range(1, PAGES + 1):
            status, *_ = once(server.port, request(server.port, f"/articles/article-{number}"))
            if status != 200:  # noqa: PLR2004
                raise RuntimeError(f"article-{number} was answered with {status}")
        return server.megabytes()
