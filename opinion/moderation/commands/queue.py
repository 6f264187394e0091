"""The command line's door to what waits for a moderator."""

from collections import Counter
from collections.abc import Iterator

import click
from sqlalchemy import ColumnElement, select

from opinion.articles.models import Article
from opinion.comments.models import Comment, Status
from opinion.comments.reactions import Report
from opinion.comments.reporting import open_reports, reported
from opinion.database import db
from opinion.moderation.commands.asked import moderation
from opinion.screening.reasons import Why
from opinion.screening.wording import exactly
from opinion.text import excerpt

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
