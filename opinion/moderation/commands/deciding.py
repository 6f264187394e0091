"""The command line's door to decisions: making them, taking them back, reading them."""

import click

from opinion.comments.models import Status
from opinion.comments.reporting import open_reports
from opinion.moderation.commands.asked import (
    by_whom,
    decider,
    law,
    moderation,
    note,
    numbers,
    one_change,
    rule,
    to_decide,
    words,
)
from opinion.moderation.commands.queue import counted
from opinion.moderation.deciding import (
    Decider,
    NoReasonError,
    NotUndoneError,
    Verdict,
    decide,
    undo,
)
from opinion.moderation.finding import last_change
from opinion.moderation.models import Decision, Rule


@moderation.command("publish")
@numbers
@note
@by_whom
def publish(numbers: tuple[int, ...], note: str, email: str | None) -> None:
    """Show the comments with these NUMBERS to everybody."""
    decide_each(numbers, Verdict(Status.PUBLISHED, note=note), email)


@moderation.command("remove")
@numbers
@rule
@law
@words
@note
@by_whom
def remove(
    numbers: tuple[int, ...], rule: str | None, law: str, words: str, note: str, email: str | None
) -> None:
    """Take the comments with these NUMBERS away; replies to them stay.

    Say why, by a rule, a law or words: their writers are told.
    """
    named = Rule(rule) if rule else None
    decide_each(numbers, Verdict(Status.REMOVED, named, law, words, note), email)


@moderation.command("spam")
@numbers
@note
@by_whom
def spam(numbers: tuple[int, ...], note: str, email: str | None) -> None:
    """Take the comments with these NUMBERS for spam."""
    decide_each(numbers, Verdict(Status.SPAM, note=note), email)


@moderation.command("hold")
@numbers
@rule
@words
@note
@by_whom
def hold(
    numbers: tuple[int, ...], rule: str | None, words: str, note: str, email: str | None
) -> None:
    """Hide the comments with these NUMBERS until it is decided about them.

    You may say why, by a rule or words: their writers are told.
    """
    named = Rule(rule) if rule else None
    decide_each(numbers, Verdict(Status.HELD, named, words=words, note=note), email)


@moderation.command("undo")
@numbers
@by_whom
def take_back(numbers: tuple[int, ...], email: str | None) -> None:
    """Take back what was last decided about the comments with these NUMBERS, within 30 days."""
    with one_change():
        by = decider(email)
        done = [undo_one(number, by) for number in dict.fromkeys(numbers)]
    for decision in done:
        click.echo(f"{decision.comment_id} is {decision.status} again")


def decide_each(numbers: tuple[int, ...], verdict: Verdict, email: str | None) -> None:
    """Decide about each of the comments ``numbers``, or, where one is not there, about none."""
    with one_change():
        by = decider(email)
        changed = [number for number in dict.fromkeys(numbers) if decide_one(number, verdict, by)]
    click.echo(f"{len(changed)} {verdict.status}")


def decide_one(number: int, verdict: Verdict, by: Decider) -> bool:
    """Decide about the comment ``number``, and say whether that changed anything."""
    comment, article = to_decide(number)
    reports = open_reports().get(number, [])
    try:
        decision = decide(comment, article, verdict, by=by)
    except NoReasonError as problem:
        words = "say why, by --rule, --law or --words; nothing was changed"
        raise click.ClickException(words) from problem
    if decision and (decision.changes or not reports):
        return True
    also = f": {counted(len(reports))} reviewed" if reports else ""
    click.echo(f"{number} was {comment.status} already{also}")
    return False


def undo_one(number: int, by: Decider) -> Decision:
    """Take back what was last decided about the comment ``number``."""
    comment, article = to_decide(number)
    last = last_change(number)
    sentence = f"about {number} there is nothing that can be taken back; nothing was changed"
    if last is None:
        raise click.ClickException(sentence)
    try:
        return undo(last, comment, article, by=by)
    except NotUndoneError as problem:
        raise click.ClickException(sentence) from problem
