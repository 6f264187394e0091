"""Replaying: the load of a large site, and how much of it is carried: ``make bench-load``."""

import resource
import sys
from collections.abc import Callable, Iterator
from itertools import islice
from math import inf
from random import Random
from statistics import quantiles
from typing import Any

from bench import reporting, results, serving
from bench.asking import by_timetable, each_once
from bench.filling import copied, filled
from bench.growth import LARGE
from bench.mixing import PER_SECOND, Readers
from bench.requesting import Request
from bench.serving import Server

CONNECTIONS = 64
SECONDS = 10.0
MOST_WAIT = 0.1  # seconds, of 99 in 100
WHOLE = sum(PER_SECOND.values())  # requests a second
CROWD, CROWDED = 600, "crowded"
NEWS = 1 / CROWD  # for each reader of the one article: a comment a second comes in
WORKERS = 2
FEW, MANY = 1 / 16, 4.0  # shares that are tried at the least, and at the most
STEPS = 7
Next = Callable[[], Request]


def main() -> None:
    """Find both shares, print them, and write them into docs/performance.md."""
    is_short = "--short" in sys.argv
    seconds, steps, most = (3.0, 3, 2_000) if is_short else (SECONDS, STEPS, None)
    with copied(filled(*LARGE)) as site, serving.site(site, workers=WORKERS) as server:
        readers = Readers(site, server.port)
        chance = Random(2)  # noqa: S311 - no secret

        def of_crowd() -> Request:
            if chance.random() < NEWS:
                return readers.comment_on(CROWDED)
            return readers.page_of(CROWDED)

        print("Reading everything once ...", flush=True)
        first = each_once(server.port, islice(readers.everything(), most), CONNECTIONS)
        shape = ", ".join(f"{number} {kind}s" for kind, number in PER_SECOND.items())
        phases = [
            (f"All articles ({shape} a second)", WHOLE, readers.next),
            (f"One article with 4 500 comments ({CROWD} pages a second)", CROWD, of_crowd),
        ]
        found = {
            "short": is_short,
            "first": {"number": first.number, "seconds": first.seconds},
            "phases": [
                searched(server, what, wanted, following, (seconds, steps))
                for what, wanted, following in phases
            ],
        }
    results.keep("load", found)
    print(reporting.loaded(results.kept("load")))
    if not is_short:
        reporting.write()


def searched(
    server: Server, what: str, wanted: float, following: Next, effort: tuple[float, int]
) -> dict[str, Any]:
    """Look for the largest share of a load that is carried; begin with all of it."""
    seconds, steps = effort
    carried, too_much, share = 0.0, inf, 1.0
    tried = []
    replay(server, wanted / 2, following, seconds)
    for _ in range(steps):
        step = {"share": share, **replay(server, wanted * share, following, seconds)}
        tried.append(step)
        print(f"{what}: {share:.2f}, p99 {step['p99']:.0f} ms", flush=True)
        if is_carried(step):
            carried = share
        else:
            too_much = share
        if carried >= MANY or too_much <= FEW:
            break
        share = next_share(carried, too_much)
    return {"what": what, "carried": carried, "steps": tried}


def is_carried(step: dict[str, Any]) -> bool:
    """Whether everything was answered, and quickly enough."""
    return not step["failed"] and not step["unasked"] and step["p99"] < MOST_WAIT * 1e3


def next_share(carried: float, too_much: float) -> float:
    """Return what to try next, between what was carried and what was too much."""
    if not carried:
        return too_much / 2
    if too_much == inf:
        return min(carried * 2, MANY)
    return (carried + too_much) / 2


def replay(server: Server, rate: float, following: Next, seconds: float) -> dict[str, Any]:
    """Ask ``rate`` times a second; return how long answers took, and what it cost."""
    before, own = server.seconds(), own_seconds()
    answered = by_timetable(server.port, moments(rate, seconds, following), CONNECTIONS)
    times = quantiles(answered.all_waited, n=100, method="inclusive")
    return {
        "wanted": rate,
        "rate": answered.number / answered.seconds,
        "p50": times[49] * 1e3,
        "p99": times[98] * 1e3,
        "failed": len(answered.failed),
        "unasked": answered.unasked,
        "server": (server.seconds() - before) / answered.seconds,
        "client": (own_seconds() - own) / answered.seconds,
    }


def moments(rate: float, seconds: float, following: Next) -> Iterator[tuple[float, Request]]:
    """Yield requests and when they are due, as if each reader came by chance (Poisson)."""
    chance = Random(3)  # noqa: S311 - no secret
    at = chance.expovariate(rate)
    while at < seconds:
        yield at, following()
        at += chance.expovariate(rate)


def own_seconds() -> float:
    """Return the processor time that this process has taken."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
