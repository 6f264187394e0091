"""The command line's door to moderation: what waits, and what becomes of it."""

from collections import Counter
from collections.abc import Iterator

import click
from flask.cli import AppGroup
from sqlalchemy import ColumnElement, select

from opinion.articles.finding import article_to_change
from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.models import Comment, Status
from opinion.comments.reactions import Report
from opinion.comments.reporting import open_reports, reported, settle
from opinion.database import BusyError, db, writing
from opinion.moderation.deciding import decide
from opinion.screening.reasons import Why
from opinion.screening.wording import exactly
from opinion.text import excerpt

moderation = AppGroup("moderation", help="See what waits for a moderator, and decide about it.")
EXCERPT = 100  # characters


@moderation.command("queue")
def queue() -> None:
    """List the held comments, the oldest first, then those that were reported and stand."""
    reports = open_reports()
    held = listed(Comment.status == Status.HELD, reports)
    click.echo(f"{held} held")
    standing = Comment.id.in_(reported()) & (Comment.status == Status.PUBLISHED)
    number = listed(standing, reports)
    if number:
        click.echo(f"{number} reported")


@moderation.command("publish")
@click.argument("numbers", nargs=-1, required=True, type=click.IntRange(min=1))
def publish(numbers: tuple[int, ...]) -> None:
    """Show the comments with these NUMBERS to everybody."""
    decide_each(numbers, Status.PUBLISHED)


@moderation.command("remove")
@click.argument("numbers", nargs=-1, required=True, type=click.IntRange(min=1))
def remove(numbers: tuple[int, ...]) -> None:
    """Take the comments with these NUMBERS away; replies to them stay."""
    decide_each(numbers, Status.REMOVED)


def listed(which: ColumnElement[bool], reports: dict[int, list[Report]]) -> int:
    """List these comments, the oldest first, with what was said against them; say how many."""
    found = db.session.execute(
        select(Comment, Article.slug)
        .join(Article, Article.id == Comment.article_id)
        .where(which)
        .order_by(Comment.posted_at, Comment.id)
    ).all()
    for comment, slug in found:
        click.echo(f"{comment.id}  {slug}  {comment.name}: {excerpt(comment.text, EXCERPT)}")
        for line in reasons_of(comment):
            click.echo(f"    {line}")
        for line in described(reports.get(comment.id, [])):
            click.echo(f"    {line}")
    return len(found)


def reasons_of(comment: Comment) -> Iterator[str]:
    """Yield why a comment is held, in sentences; the reports about it are told besides."""
    if comment.is_held:
        reasons = comment.held_for or []
        yield from (exactly(each) for each in reasons if each.get("why") != Why.REPORTS)


def described(reports: list[Report]) -> Iterator[str]:
    """Yield lines that say how many reports there are, for what reasons, and what was noted."""
    if not reports:
        return
    reasons = Counter(each.reason for each in reports)
    each_reason = ", ".join(f"{number} {reason}" for reason, number in reasons.items())
    yield f"{counted(len(reports))}: {each_reason}"
    yield from (f"“{excerpt(each.note, EXCERPT)}”" for each in reports if each.note)


def counted(reports: int) -> str:
    """Return how many reports there are, in words."""
    return f"{reports} report" if reports == 1 else f"{reports} reports"


def decide_each(numbers: tuple[int, ...], status: Status) -> None:
    """Decide about each of the comments ``numbers``, or, where one is not there, about none."""
    try:
        with writing():
            changed = [number for number in dict.fromkeys(numbers) if decide_one(number, status)]
    except BusyError as problem:
        raise click.ClickException("the database is being written to: try again") from problem
    click.echo(f"{len(changed)} {status}")


def decide_one(number: int, status: Status) -> bool:
    """Decide about the comment ``number``, and say whether that changed anything."""
    comment = db.session.get(Comment, number)
    if comment is None:
        raise click.ClickException(f"there is no comment {number}; nothing was changed")
    article = db.session.scalars(article_to_change(comment.article_id)).one()
    db.session.refresh(comment)  # another moderator may have been faster
    is_changed = decide(comment, article, status)
    reviewed = settle(comment, now())
    if not is_changed:
        also = f": {counted(reviewed)} reviewed" if reviewed else ""
        click.echo(f"{number} was {comment.status} already{also}")
    return is_changed
