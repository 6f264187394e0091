"""Measure the site beside its ceilings, in one run: ``make bench``."""

import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from bench import reporting, results, serving
from bench.asking import once
from bench.constant import Headers
from bench.filling import Site, copied, filled
from bench.growth import grown, memory
from bench.measuring import Figures, ask, by_turns, client, read
from bench.mixing import Readers
from bench.places import OF_CLIENT, OF_SERVER, pinned
from bench.rendering import first_readers, opened, rendered
from bench.requesting import request
from bench.serving import Server
from bench.syncing import syncs_per_second

COMMENTS, ARTICLES = 100_000, 1_400
PAGE, BARE = "/articles/fifty", ("Content-Type", "text/html; charset=utf-8")
PAGES = ("none", "fifty", "thousand", "ten-thousand")
CONNECTIONS = (1, 32)
CHANGES = 50  # in a round of first renderings
HELD = "SELECT id FROM comments WHERE status <> 'published' LIMIT 1"
PACKED = {"Accept-Encoding": "br"}
OURS, SAME, CONSTANT, NGINX = "Opinion", "constant, our headers", "constant", "nginx, a file"
Ways = dict[str, Callable[[], Figures]]


def main() -> None:
    """Measure all, print it, and write it into docs/performance.md; a short run only prints."""
    is_short = "--short" in sys.argv
    rounds, seconds = (1, 1.0) if is_short else (5, 1.0)
    with pinned(OF_CLIENT):
        found: dict[str, Any] = {"client": client(), "table": [], "short": is_short}
        with copied(filled(COMMENTS, ARTICLES)) as site, tempfile.TemporaryDirectory() as folder:
            measure(site, Path(folder), found, rounds, seconds)
        found["growth"] = [{**asdict(row), "ratio": row.ratio} for row in grown(rounds, seconds)]
    found["memory"] = memory()
    results.keep("bench", found)
    print(reporting.measured(results.kept("bench")))
    if not is_short:
        reporting.write()


def measure(site: Site, folder: Path, found: dict[str, Any], rounds: int, seconds: float) -> None:
    """Measure one site, and what stands beside it."""
    with ExitStack() as stack:
        ours = stack.enter_context(serving.site(site, OF_SERVER))
        beside = ceilings(stack, ours, folder)
        for number in CONNECTIONS:
            reading(ours, beside, number, found, partial(by_turns, rounds=rounds), seconds)
        first = rendered(ours, site, "fifty", "thousand", 10 * rounds)
        found["first"] = asdict(first)
        for number in CONNECTIONS:
            way = partial(first_readers, ours, site, "fifty", number, CHANGES)
            note(found, "first rendering, 50 comments", number, by_turns({OURS: way}, rounds))
        for number in CONNECTIONS:
            writing(ours, site, number, found, rounds, seconds)
        found["memory_after"] = sum(ours.megabytes())


def ceilings(stack: ExitStack, ours: Server, folder: Path) -> dict[str, tuple[Server, str]]:
    """Start what does nothing but answer as many bytes as our page has; return where to ask."""
    headers, body = answer(ours, PAGE)
    known, _ = answer(ours, PAGE, **{"If-None-Match": mark(ours, PAGE)})
    length = ("Content-Length", str(len(body)))
    found = {}
    for name, said, short in ((SAME, headers, known), (CONSTANT, [BARE], [])):
        place = folder / name.partition(",")[0] / str(len(said))
        place.mkdir(parents=True)
        ceiling = serving.ceiling(place, [*said, length], short, body, OF_SERVER)
        found[name] = (stack.enter_context(ceiling), "/")
    place = folder / "nginx"
    place.mkdir()
    folder.chmod(0o755)
    plain = stack.enter_context(serving.nginx(place, body, OF_SERVER))
    if plain:
        found[NGINX] = (plain, "/page")
    return found


def reading(
    ours: Server,
    beside: dict[str, tuple[Server, str]],
    number: int,
    found: dict[str, Any],
    turns: Callable[[Ways], dict[str, Figures]],
    seconds: float,
) -> None:
    """Measure reading with so many connections, kept pages and those that a browser has already."""

    def way(server: Server, path: str, **headers: str) -> Callable[[], Figures]:
        return lambda: read(server, path, number, seconds, {**PACKED, **headers})

    ways = {OURS: way(ours, PAGE)} | {name: way(*them) for name, them in beside.items()}
    note(found, "read, 50 comments", number, turns(ways))
    others = {f"{OURS}: {page}": way(ours, f"/articles/{page}") for page in PAGES}
    for name, figures in turns(others).items():
        note(found, f"read, {name.removeprefix(OURS + ': ')}", number, {OURS: figures})
    own, again = mark(ours, PAGE), {}
    for name, (server, path) in {OURS: (ours, PAGE), **beside}.items():
        again[name] = way(server, path, **{"If-None-Match": mark(server, path) or own})
    note(found, "conditional read", number, turns(again))


def answer(server: Server, path: str, **headers: str) -> tuple[Headers, bytes]:
    """Return what is at ``path``: headers, but for those that the server makes, and the body."""
    asked = request(server.port, path, headers={**PACKED, **headers})
    _, head, body, _ = once(server.port, asked)
    lines = [line.partition(": ") for line in head.decode("latin-1").split("\r\n")[1:]]
    own = {"date", "server", "content-length"}
    return [(name, value) for name, _, value in lines if name.lower() not in own], body


def mark(server: Server, path: str) -> str:
    """Return the ETag of what is at ``path``; empty where it has none."""
    headers, _ = answer(server, path)
    return next((value for name, value in headers if name.lower() == "etag"), "")


def writing(
    ours: Server, site: Site, number: int, found: dict[str, Any], rounds: int, seconds: float
) -> None:
    """Measure posting, by turns with what the disk allows, and all that readers do, mixed."""
    readers = Readers(site, ours.port, number)
    syncs: list[float] = []

    def posting() -> Figures:
        syncs.append(syncs_per_second(site.folder, seconds / 2))
        return ask(ours, readers.comment, number, seconds)

    note(found, "post", number, by_turns({OURS: posting}, rounds))
    found.setdefault("syncs", []).extend(syncs)
    mixed = {OURS: lambda: ask(ours, readers.next, number, 2 * seconds)}
    note(found, "mixed", number, by_turns(mixed, rounds))
    with opened(site) as connection:
        if connection.execute(HELD).fetchone():
            raise RuntimeError("some of the comments that were posted are held")


def note(found: dict[str, Any], what: str, number: int, figures: dict[str, Figures]) -> None:
    """Put what was measured into the table."""
    for who, each in figures.items():
        found["table"].append({"what": what, "connections": number, "who": who, **asdict(each)})
        print(
            f"{what:28} {number:3} {who:22} {each.rate:9.0f}/s  p50 {each.p50:7.2f} ms", flush=True
        )


if __name__ == "__main__":
    main()
