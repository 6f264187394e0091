"""Ours: the site itself, served as docs/deploying.md says."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version

from bench import serving
from bench.filling import Site
from bench.mixing import Readers
from bench.others.programs import Program
from bench.reporting import OURS

KEEPS = "the whole comment: SQLite syncs its log (WAL, synchronous = FULL)"


@contextmanager
def opinion(site: Site, slug: str, cores: set[int], workers: int) -> Iterator[Program]:
    """Serve a site whose article ``slug`` is read; comments go to an article that has none."""
    with serving.site(site, cores, workers) as server:
        readers = Readers(site, server.port)
        yield Program(
            name=OURS,
            version=version("opinion"),
            server=server,
            page=f"/articles/{slug}",
            busy_page="/articles/none",
            comment=lambda: readers.comment_on("none"),
            keeps=KEEPS,
        )
