"""Rendering: what the first reader after a change waits for, beside the least it could cost."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import Any

from bench.asking import once
from bench.filling import Site
from bench.reference import Reference
from bench.requesting import request
from bench.serving import Server
from opinion.database import sqlite

CHANGE = "UPDATE articles SET title = ? WHERE slug = ?"
OK = 200


@dataclass(frozen=True)
class Rendered:
    """Milliseconds (medians), and bytes."""

    first: float
    first_packed: float
    reference: float
    bytes: int
    reference_bytes: int

    @property
    def ratio(self) -> float:
        """How many times as long as the reference it takes."""
        return self.first / self.reference


def rendered(server: Server, site: Site, slug: str, times: int) -> Rendered:
    """Change an article, and measure the next answer; by turns with the reference."""
    first, packed, reference = [], [], []
    with opened(site) as connection:
        bare = Reference(connection)
        for number in range(times):
            plain = after_change(server, connection, slug, f"{number} plain", "identity")
            first.append(plain[0])
            packed.append(after_change(server, connection, slug, f"{number} packed", "br")[0])
            start = perf_counter()
            made = bare.page(slug).encode()
            reference.append((perf_counter() - start) * 1e3)
    return Rendered(median(first), median(packed), median(reference), plain[1], len(made))


def after_change(
    server: Server, connection: Any, slug: str, title: str, encoding: str
) -> tuple[float, int]:
    """Change the title; return the next answer's milliseconds and bytes."""
    connection.execute(CHANGE, (f"Said about it: {title}", slug))
    asked = request(server.port, f"/articles/{slug}", headers={"Accept-Encoding": encoding})
    status, _, body, took = once(server.port, asked)
    if status != OK or (encoding == "identity" and title.encode() not in body):
        raise RuntimeError(f"the page of {slug} is not the one after the change ({status})")
    return took * 1e3, len(body)


@contextmanager
def opened(site: Site) -> Iterator[Any]:
    """Open a connection to a site's database; each statement is its own transaction."""
    connection = sqlite.connect(site.file, isolation_level=None)
    connection.execute("PRAGMA busy_timeout = 5000")
    try:
        yield connection
    finally:
        connection.close()
