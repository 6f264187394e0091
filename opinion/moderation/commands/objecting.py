"""The command line's door to objections: what writers say against decisions, and the answers."""

import click

from opinion.database import db
from opinion.moderation.acts import open_objections_to_sanctions
from opinion.moderation.answering import (
    AnsweredError,
    NotYoursToAnswerError,
    WordlessAnswerError,
    answer,
)
from opinion.moderation.commands.asked import (
    by_whom,
    decider,
    moderation,
    one_change,
    to_decide,
    words,
)
from opinion.moderation.models import Decision, Objection, Outcome
from opinion.moderation.objecting import Answer, open_objections
from opinion.text import excerpt

EXCERPT = 200  # characters


@moderation.command("objections")
def objections() -> None:
    """List what writers say against decisions and sanctions and nobody has answered.

    The oldest first. Those to sanctions are answered by “uphold” and “lift”.
    """
    rows = db.session.execute(open_objections()).all()
    for objection, decision in rows:
        why = decision.law or decision.rule or "no rule"
        click.echo(f"{objection.id}  comment {decision.comment_id}, {decision.status}: {why}")
        click.echo(f"    “{excerpt(objection.text, EXCERPT)}”")
    sanctions = db.session.execute(open_objections_to_sanctions()).all()
    for act, sanction, _ in sanctions:
        click.echo(f"sanction {sanction.id}, {sanction.kind}: {sanction.rule}")
        click.echo(f"    “{excerpt(act.words, EXCERPT)}”")
    click.echo(f"{len(rows) + len(sanctions)} to answer")


@moderation.command("answer")
@click.argument("number", type=click.IntRange(min=1))
@click.option("--upheld", "outcome", flag_value=Outcome.UPHELD.value, help="The decision stands.")
@click.option(
    "--reversed",
    "outcome",
    flag_value=Outcome.REVERSED.value,
    help="It was wrong: the comment is shown again.",
)
@words
@by_whom
def answer_one(number: int, outcome: str | None, words: str, email: str | None) -> None:
    """Answer the objection NUMBER; its writer is told, in your --words."""
    if outcome is None:
        raise click.UsageError("say what becomes of it: --upheld or --reversed")
    with one_change():
        by = decider(email)
        objection = db.session.get(Objection, number)
        decision = db.session.get(Decision, objection.decision_id) if objection else None
        if objection is None or decision is None or decision.comment_id is None:
            raise click.ClickException(f"there is no objection {number}; nothing was changed")
        comment, article = to_decide(decision.comment_id)
        db.session.refresh(objection)
        try:
            answer(objection, comment, article, Answer(Outcome(outcome), words), by=by)
        except AnsweredError as problem:
            raise click.ClickException(f"{number} was answered before") from problem
        except NotYoursToAnswerError as problem:
            sentence = "who decided does not answer: let another one of the staff do it"
            raise click.ClickException(sentence) from problem
        except WordlessAnswerError as problem:
            raise click.ClickException("say why, in --words; nothing was changed") from problem
    click.echo(f"{number} {outcome}")
