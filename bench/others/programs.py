"""Programs: what is measured beside each other, and what all of them are to show."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass

from bench.filling import Site
from bench.requesting import Request
from bench.serving import Server
from opinion.database import sqlite


class NotInstalledError(Exception):
    """A program is not on this machine; the words say how it comes there."""


@dataclass(frozen=True)
class Comment:
    """A comment that is shown, maybe a reply to one before it."""

    number: int
    parent: int | None
    name: str
    text: str


@dataclass(frozen=True)
class Article:
    """What each program shows: an article and its comments, each after the one it answers."""

    title: str
    paragraphs: list[str]
    comments: list[Comment]


@dataclass(frozen=True)
class Program:
    """A program that runs, and its version.

    ``page`` has the article and its comments. ``comment`` makes a new guest's comment, to be shown
    on ``busy_page``. ``keeps`` says what is on the disk before it is answered.
    """

    name: str
    version: str
    server: Server
    page: str
    busy_page: str
    comment: Callable[[], Request]
    keeps: str


def article_of(site: Site, slug: str) -> Article:
    """Return an article of a site that was filled."""
    with closing(sqlite.connect(site.file)) as connection:
        number, title, source = connection.execute(
            "SELECT id, title, source FROM articles WHERE slug = ?", (slug,)
        ).fetchone()
        comments = connection.execute(
            "SELECT id, parent_id, name, text FROM comments WHERE article_id = ? ORDER BY id",
            (number,),
        ).fetchall()
    return Article(title, source.split("\n\n"), [Comment(*row) for row in comments])
