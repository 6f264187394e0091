"""What the commands about people share: one change, and what words at the command line name."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlalchemy import select

from opinion.articles.models import Article
from opinion.comments.forms import EMAIL
from opinion.database import BusyError, db, writing
from opinion.people.joining import person_at
from opinion.people.models import EMAIL_LENGTH, Person
from opinion.text import NAME_LENGTH, clean_name


def address(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """Return an e-mail address as it is kept, in small letters, or say that it is none."""
    kept = value.strip().lower()
    if len(kept) > EMAIL_LENGTH or not EMAIL.fullmatch(kept):
        raise click.BadParameter(f"“{value}” is not an e-mail address", ctx, param)
    return kept


@contextmanager
def one_change() -> Iterator[None]:
    """Change all that is asked for, or, where something is wrong, nothing."""
    try:
        with writing():
            yield
    except BusyError as problem:
        raise click.ClickException("the database is being written to: try again") from problem


def known_person(email: str) -> Person:
    """Return who has the mailbox ``email``, or say that nobody has."""
    person = person_at(email)
    if person is None:
        raise click.ClickException(f"nobody has signed in as {email} yet; nothing was changed")
    return person


def named_person(email: str, name: str | None) -> Person:
    """Return who has the mailbox ``email``, called ``name`` where that is given.

    What the site is to vouch for needs a name to stand beside: who has none is not accepted.
    """
    person = known_person(email)
    if name is not None:
        person.name = fit_name(name)
    if not person.name:
        raise click.ClickException(f"{email} has no name: give one by --name; nothing was changed")
    return person


def fit_name(name: str) -> str:
    """Return a name as it is kept, or say why it can't be one."""
    kept = clean_name(name)
    if not kept or len(kept) > NAME_LENGTH:
        raise click.ClickException(f"a name has 1 to {NAME_LENGTH} characters; nothing was changed")
    return kept


def article_at(slug: str | None) -> Article | None:
    """Return the article at ``slug``, public or not; None where none is asked for."""
    if slug is None:
        return None
    article = db.session.scalar(select(Article).where(Article.slug == slug))
    if article is None:
        raise click.ClickException(f"there is no article “{slug}”; nothing was changed")
    return article
