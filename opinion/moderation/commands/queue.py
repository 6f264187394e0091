"""The command line's door to what waits for a moderator."""

from collections import Counter
from collections.abc import Iterator

import click

from opinion.comments.models import Comment
from opinion.comments.reactions import Report
from opinion.comments.reporting import open_reports
from opinion.database import db
from opinion.moderation.commands.asked import moderation
from opinion.moderation.listing import in_order
from opinion.screening.reasons import Why
from opinion.screening.wording import exactly
from opinion.text import excerpt

EXCERPT = 100  # characters


@moderation.command("queue")
def queue() -> None:
    """List what waits, in the order of the page /moderation: held comments, and reported ones.

    Those that were reported stand until somebody decides.
    """
    reports = open_reports()
    counts: Counter[bool] = Counter()
    for comment, article in db.session.execute(in_order()).tuples():
        counts[comment.is_held] += 1
        tell(comment, article.slug, reports.get(comment.id, []))
    click.echo(f"{counts[True]} held")
    if counts[False]:
        click.echo(f"{counts[False]} reported")


def tell(comment: Comment, slug: str, reports: list[Report]) -> None:
    """Say what waits, why it is held, and what was reported about it."""
    click.echo(f"{comment.id}  {slug}  {comment.name}: {excerpt(comment.text, EXCERPT)}")
    for line in (*reasons_of(comment), *described(reports)):
        click.echo(f"    {line}")


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
