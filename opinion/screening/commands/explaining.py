"""The command that says what each check of the ladder makes of a text."""

from dataclasses import replace

import click
from flask import current_app
from sqlalchemy import select

from opinion.articles.models import Article
from opinion.clock import now
from opinion.database import db
from opinion.moderation.standing import Traits, standing_of
from opinion.people.models import Person
from opinion.permissions import may_comment
from opinion.screening import ladder, wording
from opinion.screening.cases import Case, Record
from opinion.screening.commands.room import found_at, screening
from opinion.screening.gathering import Rules, ordinary_case, words_in
from opinion.screening.ladder import FOR_STAFF_TOO, Check, Hold, Verdict, verdicts
from opinion.screening.lessons import verdict_on
from opinion.screening.presets import Preset
from opinion.screening.reasons import Why

GUEST, KNOWN, STAFF = "guest", "known", "staff"
WIDTH = 16  # of a check's name
ASKED_WHEN_SENT = {ladder.duplicate, ladder.flood, ladder.heat, ladder.trap}
ENOUGH = Record(approved=100, decided=100)


@screening.command("explain")
@click.argument("text")
@click.option("--article", "slug", help="Under the article at this address; else anywhere.")
@click.option(
    "--as",
    "writer",
    default=GUEST,
    help="guest: who never wrote before (the default); known: who was approved; staff; or the "
    "e-mail address of somebody who has signed in.",
)
def explain(text: str, slug: str | None, writer: str) -> None:
    """Say what each check would make of TEXT as a new comment, in order, and what comes of it.

    What depends on how it is sent (duplicates, speed, heat, the trap) is taken as in order.
    A check has passed, or does not apply, or says what it does.
    """
    article = found_at(Article, slug) if slug else None
    case = case_of(text, article, writer)
    said = verdicts(case)
    for check, verdict in said:
        words = sentence(verdict) if verdict else quiet(check, case, is_anywhere=article is None)
        click.echo(f"{check.__name__.replace('_', ' '):{WIDTH}}{words}")
    click.echo(f"{'→':{WIDTH}}{outcome([verdict for _, verdict in said if verdict])}")


def case_of(text: str, article: Article | None, writer: str) -> Case:
    """Return ``text`` as a comment by ``writer``, with all that the checks look at."""
    settings, at = current_app.config["SETTINGS"], now()
    rules = Rules(Preset(settings.preset), settings.new_comments == "hold")
    person = person_called(writer)
    case = ordinary_case(article, person.writer if person else None, rules, at)
    traits = Traits((person.writer,), person.email) if person else Traits()
    return replace(
        case,
        text=text,
        is_closed=article is not None and not may_comment(article, at),
        words=words_in(text, at),
        learned=verdict_on(text),
        record=ENOUGH if writer == KNOWN else case.record,
        is_staff=person.is_staff if person else writer == STAFF,
        standing=standing_of(traits, at, settings.secret_key),
    )


def person_called(writer: str) -> Person | None:
    """Return who has the mailbox ``writer``; None where it is a word for somebody."""
    if writer in {GUEST, KNOWN, STAFF}:
        return None
    person = db.session.scalar(select(Person).where(Person.email == writer.strip().lower()))
    if person is None:
        raise click.ClickException(f"nobody has signed in as {writer} yet")
    return person


def quiet(check: Check, case: Case, *, is_anywhere: bool) -> str:
    """Return in words what it means that ``check`` found nothing: passed, or not asked, and why."""
    figures = case.terms.figures
    reasons = {
        "of staff it is not asked": case.is_staff and check not in FOR_STAFF_TOO,
        "it depends on how the comment is sent": check in ASKED_WHEN_SENT,
        "no article is named": check is ladder.closed and is_anywhere,
        "first comments are not held here": check is ladder.first_comment
        and not (figures.is_first_held and case.terms.has_staff),
        "too little was decided about this writer": check is ladder.recent_history
        and not (figures.decided and case.record.decided >= figures.decided),
        "it has learned too little": check is ladder.learning_filter and case.learned is None,
    }
    why = next((words for words, is_so in reasons.items() if is_so), "")
    return f"does not apply: {why}" if why else "passed"


def sentence(verdict: Verdict) -> str:
    """Return what a check says, in words."""
    if isinstance(verdict, Hold):
        return f"holds it: {wording.exactly(verdict.reason)}"
    if verdict.reason["why"] == Why.CLOSED:
        return "sends it back: the article takes no comments."
    return f"sends it back: {wording.exactly(verdict.reason)}"


def outcome(said: list[Verdict]) -> str:
    """Return what comes of a comment that these things are said of, in words."""
    if not all(isinstance(each, Hold) for each in said):
        return "It is sent back to its writer, with the text."
    return "It waits for a moderator." if said else "It appears at once."
