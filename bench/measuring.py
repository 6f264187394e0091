"""Measuring: how many requests a server answers, how fast, and for how much processor time."""

import re
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from statistics import median, quantiles

from bench.asking import Answered, one_after_another
from bench.connecting import PATIENCE
from bench.requesting import Request, request
from bench.serving import Server
from opinion.upkeep.serving import HOST

WRK = shutil.which("wrk")
UNITS = {"us": 1e-3, "ms": 1.0, "s": 1e3}
LATENCY = re.compile(r"^\s+(50|99)%\s+([\d.]+)(us|ms|s)\s*$", re.MULTILINE)
NUMBER = re.compile(r"^\s*(\d+) requests in", re.MULTILINE)
PER_SECOND = re.compile(r"^Requests/sec:\s+([\d.]+)", re.MULTILINE)
FAILED = ("Non-2xx", "Socket errors")


@dataclass(frozen=True)
class Figures:
    """Requests a second, milliseconds that half and 99 of 100 take at most, processor time each.

    ``refused`` is the share that was answered with an error, which does not count into ``rate``.
    """

    rate: float
    p50: float
    p99: float
    microseconds: float
    refused: float = 0.0


def client() -> str:
    """Return what the reading is measured with."""
    return "wrk" if WRK else "the client in bench/asking.py"


def read(
    server: Server, path: str, connections: int, seconds: float, headers: Mapping[str, str]
) -> Figures:
    """Ask for one page again and again; with wrk where it is installed, which costs less."""
    before = server.seconds()
    if WRK is None:
        asked = request(server.port, path, headers=headers)
        return figures(one_after_another(server.port, lambda: asked, connections, seconds),
                       server.seconds() - before)  # fmt: skip
    said = [word for name, value in headers.items() for word in ("-H", f"{name}: {value}")]
    effort = (f"-c{connections}", f"-d{seconds:.0f}s", f"--timeout={PATIENCE:.0f}s")
    command = [WRK, "-t1", *effort, "--latency", *said]
    done = subprocess.run(  # noqa: S603
        [*command, f"http://{HOST}:{server.port}{path}"], capture_output=True, text=True, check=True
    ).stdout
    if any(word in done for word in FAILED):
        raise RuntimeError(done)
    times = {share: float(time) * UNITS[unit] for share, time, unit in LATENCY.findall(done)}
    number = int(NUMBER.findall(done)[0])
    spent = (server.seconds() - before) / max(1, number)
    return Figures(float(PER_SECOND.findall(done)[0]), times["50"], times["99"], spent * 1e6)


def figures(answered: Answered, spent: float, *, may_refuse: bool = False) -> Figures:
    """Return what came of asking, for which the server took ``spent`` seconds of processor time.

    Raises:
        RuntimeError: something was answered with an error, and the server may not refuse.
    """
    number, refused = answered.number, len(answered.failed)
    if refused and not may_refuse:
        raise RuntimeError(f"{refused} went wrong: {answered.failed[:3]}")
    times = quantiles(answered.all_waited, n=100, method="inclusive")
    return Figures(
        rate=(number - refused) / answered.seconds,
        p50=times[49] * 1e3,
        p99=times[98] * 1e3,
        microseconds=spent / number * 1e6,
        refused=refused / number,
    )


def ask(
    server: Server,
    following: Callable[[], Request],
    connections: int,
    seconds: float,
    *,
    may_refuse: bool = False,
) -> Figures:
    """Ask what is ``following``, again and again."""
    before = server.seconds()
    answered = one_after_another(server.port, following, connections, seconds)
    return figures(answered, server.seconds() - before, may_refuse=may_refuse)


def by_turns(ways: Mapping[str, Callable[[], Figures]], rounds: int) -> dict[str, Figures]:
    """Measure each of the ``ways`` in turn, round after round; return the median of each figure."""
    found: dict[str, list[Figures]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            found[name].append(way())
    return {name: middle(each) for name, each in found.items()}


def middle(them: Sequence[Figures]) -> Figures:
    """Return the median of each figure."""
    return Figures(
        *(median(getattr(each, field.name) for each in them) for field in fields(Figures))
    )
