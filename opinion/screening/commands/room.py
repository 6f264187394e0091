"""What the commands about screening share: their group, and one change at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

import click
from flask.cli import AppGroup
from sqlalchemy import select

from opinion.articles.models import Article, Section
from opinion.database import BusyError, db, writing

Kind = TypeVar("Kind", Article, Section)
screening = AppGroup("screening", help="Say what a new comment passes before it appears.")


@contextmanager
def one_change() -> Iterator[None]:
    """Change all that is asked for, or, where something is wrong, nothing."""
    try:
        with writing():
            yield
    except BusyError as problem:
        raise click.ClickException("the database is being written to: try again") from problem


def found_at(kind: type[Kind], slug: str) -> Kind:
    """Return the article or section at ``slug``, or say that there is none."""
    found = db.session.scalar(select(kind).where(kind.slug == slug))
    if found is None:
        raise click.ClickException(f"there is no {kind.__name__.lower()} “{slug}”")
    return found
