"""What was done, and by whom, in lines: the log of a comment, and the acts of a sanction."""

from collections.abc import Iterator, Mapping

import click
from sqlalchemy import select

from opinion.database import db
from opinion.languages import iso
from opinion.moderation.acts import acts_by_sanction
from opinion.moderation.commands.asked import moderation, numbers
from opinion.moderation.finding import decisions_about
from opinion.moderation.models import Decision
from opinion.moderation.sanctions import Sanction, SanctionAct
from opinion.people.appointing import names_of


@moderation.command("log")
@numbers
def log(numbers: tuple[int, ...]) -> None:
    """List what was decided about the comments with these NUMBERS, the last thing first.

    Then what was imposed for them, and what was done about that, the first thing first.
    """
    for number in dict.fromkeys(numbers):
        decisions = db.session.scalars(decisions_about(number)).all()
        names = names_of(each.person_id for each in decisions)
        for each in decisions:
            click.echo(told(each, names))
        for line in sanction_lines(number):
            click.echo(line)


def told(decision: Decision, names: Mapping[int, str]) -> str:
    """Return a decision in one line."""
    former = decision.former or "new"
    what = f"{former} → {decision.status}" if decision.changes else f"{decision.status}, let be"
    why = [decision.rule, decision.law and f"law: {decision.law}"]
    why += [decision.words and f"“{decision.words}”", decision.note and f"[{decision.note}]"]
    who = by_name(decision.decided_by, decision.person_id, names)
    line = f"{decision.comment_id}  {iso(decision.at)}  {what}  {who}"
    undoes = f"  undoes {decision.undoes}" if decision.undoes else ""
    return f"{line}{undoes}  {', '.join(filter(None, why))}".rstrip()


def sanction_lines(number: int) -> Iterator[str]:
    """Yield what was done about each sanction that was imposed for the comment ``number``."""
    rows = select(Sanction).where(Sanction.comment_id == number).order_by(Sanction.id)
    found = db.session.scalars(rows).all()
    acts = acts_by_sanction(each.id for each in found)
    names = names_of(row.person_id for done in acts.values() for row in done.values())
    for each in found:
        for row in acts[each.id].values():
            what = f"sanction {each.id} {each.kind} {each.on}"
            yield f"{number}  {iso(row.at)}  {what}: {in_words(row, names)}"


def in_words(row: SanctionAct, names: Mapping[int, str]) -> str:
    """Return what was done about a sanction, by whom."""
    return f"{row.act} {by_name(row.done_by, row.person_id, names)}"


def by_name(by: str, person_id: int | None, names: Mapping[int, str]) -> str:
    """Return who did something: by their name, where one of the staff is known to have done it."""
    return f"by {names.get(person_id or 0) or by}"
