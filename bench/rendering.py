"""Rendering: what the first reader after a change waits for, beside the least it could cost."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from secrets import token_hex
from statistics import median
from time import perf_counter
from typing import Any

from bench.asking import all_at_once, once
from bench.filling import Site
from bench.measuring import Figures, figures
from bench.mixing import Readers
from bench.reference import Reference
from bench.requesting import Request, request
from bench.serving import Server
from opinion.database import sqlite

CHANGE = "UPDATE articles SET title = ? WHERE slug = ?"
COUNT = "SELECT comment_count FROM articles WHERE slug = ?"


@dataclass(frozen=True)
class Rendered:
    """Milliseconds (medians), and bytes."""

    first: float
    first_packed: float
    first_commented: float
    reference: float
    bytes: int
    reference_bytes: int


def rendered(server: Server, site: Site, slug: str, busy: str, times: int) -> Rendered:
    """Change an article, and measure the next answer; by turns with the reference.

    The article at ``slug`` gets another headline, and the one at ``busy`` a comment.
    """
    first, packed, commented, reference = [], [], [], []
    readers = Readers(site, server.port, seed=0)
    with opened(site) as connection:
        bare = Reference(connection)
        for number in range(times):
            connection.execute(CHANGE, (f"Said about it: {number} plain", slug))
            plain = next_answer(server, slug, "identity", f"{number} plain")
            first.append(plain[0])
            connection.execute(CHANGE, (f"Said about it: {number} packed", slug))
            packed.append(next_answer(server, slug, "br")[0])
            said = f"{comment_on(server, connection, readers, busy):,} comments"
            commented.append(next_answer(server, busy, "identity", said)[0])
            start = perf_counter()
            made = bare.page(slug).encode()
            reference.append((perf_counter() - start) * 1e3)
    return Rendered(
        *(median(first), median(packed), median(commented), median(reference)),
        *(plain[1], len(made)),
    )


def first_readers(server: Server, site: Site, slug: str, connections: int, times: int) -> Figures:
    """Change an article, and have so many readers ask for it at once; again and again.

    One of them has the page made, the others wait for it. The server has no part in the change.
    """
    asked = request(server.port, f"/articles/{slug}", headers={"Accept-Encoding": "br"})
    with opened(site) as connection:

        def changed() -> Request:
            connection.execute(CHANGE, (f"Said about it: {token_hex(8)}", slug))
            return asked

        before = server.seconds()
        answered = all_at_once(server.port, changed, connections, times)
        return figures(answered, server.seconds() - before)


def next_answer(server: Server, slug: str, encoding: str, said: str = "") -> tuple[float, int]:
    """Ask for an article, whose page says ``said``; return the answer's milliseconds and bytes."""
    asked = request(server.port, f"/articles/{slug}", headers={"Accept-Encoding": encoding})
    status, _, body, took = once(server.port, asked)
    if status != HTTPStatus.OK or said.encode() not in body:
        raise RuntimeError(f"the page of {slug} is not the one after the change ({status})")
    return took * 1e3, len(body)


def comment_on(server: Server, connection: Any, readers: Readers, slug: str) -> int:
    """Post a comment under an article; return how many it has now."""
    status, *_ = once(server.port, readers.comment_on(slug))
    if status != HTTPStatus.CREATED:
        raise RuntimeError(f"a comment on {slug} was answered with {status}")
    (count,) = connection.execute(COUNT, (slug,)).fetchone()
    return int(count)


@contextmanager
def opened(site: Site) -> Iterator[Any]:
    """Open a connection to a site's database; each statement is its own transaction."""
    connection = sqlite.connect(site.file, isolation_level=None)
    connection.execute("PRAGMA busy_timeout = 5000")
    try:
        yield connection
    finally:
        connection.close()
