"""What the commands about moderation share: their group, options, one change, who decides."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click
from flask.cli import AppGroup

from opinion.articles.finding import article_to_change
from opinion.articles.models import Article
from opinion.comments.models import Comment
from opinion.database import BusyError, db, writing
from opinion.moderation.deciding import Decider
from opinion.moderation.models import LAW_LENGTH, WORDS_LENGTH, By, Rule
from opinion.people.joining import person_at

moderation = AppGroup("moderation", help="See what waits for a moderator, and decide about it.")
numbers = click.argument("numbers", nargs=-1, required=True, type=click.IntRange(min=1))
by_whom = click.option("--by", "email", help="Who of the staff decides: their e-mail address.")


def at_most(length: int) -> Callable[[click.Context, click.Parameter, str], str]:
    """Return what accepts a text of at most ``length`` characters, without spaces around it."""

    def fit(ctx: click.Context, param: click.Parameter, value: str) -> str:
        if len(value.strip()) > length:
            raise click.BadParameter(f"at most {length} characters", ctx, param)
        return value.strip()

    return fit


def said(name: str, length: int, meaning: str) -> Callable[..., Any]:
    """Return an option that takes a text, empty where it is not given."""
    return click.option(name, default="", callback=at_most(length), help=meaning)


words = said("--words", WORDS_LENGTH, "What its writer is told besides.")
note = said("--note", WORDS_LENGTH, "What other moderators should know. Nobody else reads it.")
law = said("--law", LAW_LENGTH, "Which law it is against.")
rule = click.option(
    "--rule", type=click.Choice([each.value for each in Rule]), help="Which rule it breaks."
)


@contextmanager
def one_change() -> Iterator[None]:
    """Change all that is asked for, or, where something is wrong, nothing."""
    try:
        with writing():
            yield
    except BusyError as problem:
        raise click.ClickException("the database is being written to: try again") from problem


def decider(email: str | None) -> Decider:
    """Return who decides: one of the staff, where an address is given."""
    if email is None:
        return Decider(By.COMMAND)
    person = person_at(email.strip().lower())
    if person is None or not person.is_staff:
        raise click.ClickException(f"{email} is not one of the staff; nothing was changed")
    return Decider(By.COMMAND, person.id)


def to_decide(number: int) -> tuple[Comment, Article]:
    """Load the comment ``number`` and its article to change them, or say that it is not there."""
    comment = db.session.get(Comment, number)
    if comment is None:
        raise click.ClickException(f"there is no comment {number}; nothing was changed")
    article = db.session.scalars(article_to_change(comment.article_id)).one()
    db.session.refresh(comment)  # another moderator may have been faster
    return comment, article
