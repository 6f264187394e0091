"""Measure the site beside other programs that do the same, in one run: ``make bench-beside``."""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import asdict
from functools import partial
from math import inf
from pathlib import Path
from typing import Any

from bench import comparing, reporting, results
from bench.asking import once
from bench.filling import PLACE, copied, filled
from bench.growth import SHORT, SMALL
from bench.measuring import Figures, ask, by_turns, client, read
from bench.others.isso import isso
from bench.others.ours import opinion
from bench.others.programs import NotInstalledError, Program, article_of
from bench.others.wordpress import wordpress
from bench.places import OF_CLIENT, OF_SERVER, pinned
from bench.requesting import request
from bench.serving import Server

WORKERS = 2
ROUNDS, SHORT_TURN = 3, 5.0
# connections and seconds: 32 who wait for a slow page need some until all of them are answered
TURNS = (("read", 1, 15.0), ("read", 32, 15.0), ("post", 1, 5.0), ("post", 8, 5.0))
AS_A_BROWSER = {"Accept-Encoding": "gzip, deflate, br"}
PLAIN = {"Accept-Encoding": "identity"}
IDLE, PAUSE = 0.01, 0.2  # a server that takes less of a core than this is done


def main() -> None:
    """Measure all, print it, and write it into docs/performance.md; a short run only prints."""
    words = sys.argv[1:]
    is_short = "--short" in words
    place = next((Path(word).absolute() for word in words if word != "--short"), None)
    found: dict[str, Any] = {"short": is_short, "client": client(), "table": []}
    with pinned(OF_CLIENT), ExitStack() as stack:
        programs = started(stack, place, found)
        for each in programs:
            check(each)
        found["pages"] = {each.name: size(each) for each in programs}
        measure(programs, found, *((1, SHORT_TURN) if is_short else (ROUNDS, inf)))
        found["programs"] = [described(each) for each in programs]
    results.keep("beside", found)
    print(comparing.compared(results.kept("beside")))
    if not is_short:
        reporting.write()


def started(stack: ExitStack, place: Path | None, found: dict[str, Any]) -> list[Program]:
    """Start all programs that are installed, with the same article; say which are left out.

    They lie on the same disk as the site: what posting costs depends on it.
    """
    site = stack.enter_context(copied(filled(*SMALL)))
    article = article_of(site, SHORT)
    found["left_out"] = {}
    programs = [stack.enter_context(opinion(site, SHORT, OF_SERVER, WORKERS))]
    others: dict[str, Callable[[Path], AbstractContextManager[Program]]] = {
        "WordPress": lambda folder: wordpress(article, folder, OF_SERVER, WORKERS),
        "Isso": lambda folder: isso(place, article, folder, OF_SERVER, WORKERS),
    }
    for name, start in others.items():
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=PLACE)))
        try:
            programs.append(stack.enter_context(start(folder)))
        except NotInstalledError as how:
            found["left_out"][name] = str(how)
            print(f"{name} is left out, for it is not installed: {how}", flush=True)
    return programs


def check(program: Program) -> None:
    """Post a comment, and see that it is shown at once.

    Raises:
        RuntimeError: it is not.
    """
    port, said = program.server.port, program.comment()
    status, _, answer, _ = once(port, said)
    _, _, page, _ = once(port, request(port, program.busy_page, headers=PLAIN))
    if status >= 400 or b"(0)" not in page:  # noqa: PLR2004
        raise RuntimeError(f"{program.name} did not publish a comment: {status} {answer!r}")


def size(program: Program) -> int:
    """Return how many bytes the page has as it is sent."""
    port = program.server.port
    status, _, body, _ = once(port, request(port, program.page, headers=AS_A_BROWSER))
    if status != 200:  # noqa: PLR2004
        raise RuntimeError(f"{program.name} answered with {status}")
    return len(body)


def measure(programs: list[Program], found: dict[str, Any], rounds: int, most: float) -> None:
    """Measure reading and posting, by turns of ``most`` seconds at the most."""
    for what, number, seconds in TURNS:
        ways = {
            each.name: partial(turn, each, what, number, min(seconds, most)) for each in programs
        }
        for who, figures in by_turns(ways, rounds).items():
            line = {"what": what, "connections": number, "who": who, **asdict(figures)}
            found["table"].append(line)
            print(f"{what} {number:3} {who:10} {figures.rate:9.1f}/s", flush=True)


def turn(program: Program, what: str, number: int, seconds: float) -> Figures:
    """Read the page again and again, or post comments, on so many connections."""
    with settled(program.server):
        if what == "read":
            return read(program.server, program.page, number, seconds, AS_A_BROWSER)
        return ask(program.server, program.comment, number, seconds, may_refuse=True)


@contextmanager
def settled(server: Server) -> Iterator[None]:
    """Wait afterwards until the server has nothing left to do: the next one has the same core."""
    yield
    end = time.monotonic() + 30
    while time.monotonic() < end:
        before = server.seconds()
        time.sleep(PAUSE)
        if server.seconds() - before < IDLE * PAUSE:
            return


def described(program: Program) -> dict[str, Any]:
    """Return what else is reported of a program: its memory, and what it keeps."""
    return {
        "who": program.name,
        "version": program.version,
        "memory": [each for each in program.server.megabytes() if each],  # 0: it has ended
        "keeps": program.keeps,
    }


if __name__ == "__main__":
    main()
