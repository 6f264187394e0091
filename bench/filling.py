"""Filling: a site with as many comments as is wished, through the tables as they are migrated."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from bench.conversations import COLUMNS, Conversation, conversation, rows
from bench.planning import Plan, add_articles, planned
from bench.words import remarks
from opinion import create_app
from opinion.clock import now
from opinion.config import place, read_settings
from opinion.database import db, sqlite
from opinion.upkeep.migrating import newest, upgrade

PLACE = place("bench").parent / ".cache" / "bench"
FILE = "opinion.db"
FORM = 3  # raise it when what is filled in changes
LASTING = timedelta(days=3)  # then lists show other weeks, and the site is made anew
TALK = timedelta(days=30)  # for so long people comment on an article
QUOTED = 60  # characters of a paragraph that a comment is about


@dataclass(frozen=True)
class Site:
    """A site that was filled: where it lies, and how many comments and articles it has."""

    folder: Path
    comments: int
    articles: int

    @property
    def file(self) -> Path:
        """Its database."""
        return self.folder / FILE


def filled(comments: int, articles: int) -> Site:
    """Return a site with so many comments; it is kept for the next run, so don't write to it."""
    site = Site(PLACE / f"{comments}", comments, articles)
    mark = site.folder / "filled.json"
    known = json.loads(mark.read_text()) if mark.exists() else {}
    with_app = create_app(read_settings({"OPINION_INSTANCE": str(site.folder)}))
    told = [FORM, articles]
    with with_app.app_context():
        wanted = [*told, newest()]
        is_old = known.get("at", 0) < (now() - LASTING).timestamp()
        if known.get("of") == wanted and not is_old:
            return site
        mark.unlink(missing_ok=True)
        for old in site.folder.glob(f"{FILE}*"):
            old.unlink()
        print(f"Filling a site with {comments:,} comments ...", flush=True)
        db.engine.dispose()
        upgrade()
        fill(site)
        db.engine.dispose()
    mark.write_text(json.dumps({"of": wanted, "at": now().timestamp()}))
    return site


@contextmanager
def copied(site: Site) -> Iterator[Site]:
    """Copy a site, to write to; the copy is taken away at the end."""
    folder = site.folder.with_name(f"{site.folder.name}-copy")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(site.folder, folder)
    try:
        yield Site(folder, site.comments, site.articles)
    finally:
        shutil.rmtree(folder)


def fill(site: Site) -> None:
    """Fill the empty tables of a site, the current application's.

    Triggers and indexes are made again at the end: that is much faster.
    """
    plan = planned(site.articles, site.comments)
    add_articles(plan)
    db.engine.dispose()
    connection = sqlite.connect(site.file, isolation_level=None)
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -400000"):
        connection.execute(f"PRAGMA {pragma}")
    made_later = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND "
    kinds = "(type = 'trigger' OR type = 'index' AND tbl_name IN ('comments', 'anchors'))"
    things = connection.execute(made_later + kinds).fetchall()
    for kind, name, _ in things:
        connection.execute(f"DROP {kind} {name}")
    connection.execute("BEGIN")
    _add_comments(connection, plan)
    for *_, statement in sorted(things):  # indexes come before triggers
        connection.execute(statement)
    connection.execute("COMMIT")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()


def _add_comments(connection: Any, plan: Plan) -> None:
    """Store the comments of all articles, which are numbered from 1 on, and what they count.

    Under the same address the same is said on every site.
    """
    said, number, end = remarks(Random(1)), 1, now() - timedelta(hours=1)  # noqa: S311
    marks = ", ".join("?" * len(COLUMNS))
    for article, (slug, size, at) in enumerate(plan, 1):
        chance = Random(slug)  # noqa: S311 - no secret
        blocks = json.loads(
            connection.execute("SELECT blocks FROM articles WHERE id = ?", (article,)).fetchone()[0]
        )
        made = conversation(article, number, size, len(blocks), chance)
        number += size
        connection.executemany(
            f"INSERT INTO comments ({', '.join(COLUMNS)}) VALUES ({marks})",  # noqa: S608
            rows(made, at, min(end, at + TALK), said, chance),
        )
        connection.executemany(
            "INSERT INTO anchors (comment_id, article_id, block, quote, prefix, suffix,"
            " is_reworded) VALUES (?, ?, ?, ?, '', '', 0)",
            _anchors(made, {each["id"]: each["html"] for each in blocks}),
        )
        connection.execute(
            "UPDATE articles SET agree_count = ?, passage_counts = ? WHERE id = ?",
            (made.agreeing, json.dumps(made.passage_counts()), article),
        )


def _anchors(made: Conversation, html: dict[str, str]) -> list[tuple[int, int, str, str]]:
    return [
        (number, made.article, block, html[block][3 : 3 + QUOTED])
        for number, block in made.about.items()
    ]
