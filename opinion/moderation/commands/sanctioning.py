"""The command line's door to sanctions: imposing, listing and lifting them."""

from collections.abc import Callable
from datetime import timedelta

import click

from opinion.clock import now
from opinion.comments.forms import settings
from opinion.database import db
from opinion.languages import iso
from opinion.moderation.acts import acts_by_sanction
from opinion.moderation.commands.asked import (
    by_whom,
    decider,
    moderation,
    note,
    one_change,
    to_decide,
    words,
)
from opinion.moderation.commands.logged import in_words
from opinion.moderation.models import Rule
from opinion.moderation.sanction_orders import (
    DoneBeforeError,
    InForceError,
    NotAllowedError,
    NotSanctionedError,
    Order,
    OwnSanctionError,
    StaffError,
    UnknownError,
    WordlessError,
)
from opinion.moderation.sanctioning import impose, lift, uphold
from opinion.moderation.sanctions import Kind, On, Sanction
from opinion.moderation.trail import listed
from opinion.people.appointing import names_of
from opinion.people.guests import key_at
from opinion.permissions import EDITORS_IMPOSE


@moderation.command("sanction")
@click.argument("number", type=click.IntRange(min=1))
@click.argument("kind", type=click.Choice([each.value for each in Kind]))
@click.option("--on", required=True, type=click.Choice([each.value for each in On]))
@click.option("--days", type=click.IntRange(1, EDITORS_IMPOSE.days), help="A ban may have none.")
@click.option("--rule", required=True, type=click.Choice([each.value for each in Rule]))
@click.option("--replaces", type=click.IntRange(min=1), help="Which one gets another end by it.")
@words
@note
@by_whom
def sanction(number: int, kind: str, rule: str, email: str | None, **more: str) -> None:
    """Impose KIND on who wrote the comment NUMBER."""
    days = int(more["days"]) if more["days"] else None
    order = Order(
        Kind(kind),
        On(more["on"]),
        timedelta(days=days) if days else None,
        Rule(rule),
        more["words"],
        more["note"],
        int(more["replaces"]) if more["replaces"] else None,
    )
    try:
        with one_change():
            by = decider(email)
            comment, _ = to_decide(number)
            made = impose(
                comment,
                order,
                by=by,
                at=now(),
                secret=settings().secret_key,
                network_key=key_at(comment.posted_at),
            )
    except NotSanctionedError as why:
        raise click.ClickException(refusal(why, order.on)) from why
    click.echo(told(made))


@moderation.command("sanctions")
@click.option("--over", is_flag=True, help="Those that are in force no more.")
@click.option("--kind", type=click.Choice([each.value for each in Kind]))
def sanctions(*, over: bool, kind: str | None) -> None:
    """List the last 50 sanctions that are in force, and who imposed and lifted them."""
    rows = listed(now(), Kind(kind) if kind else None, is_over=over)
    found = [each for each, _ in db.session.execute(rows)]
    acts = acts_by_sanction(each.id for each in found)
    names = names_of(row.person_id for done in acts.values() for row in done.values())
    for each in found:
        done = [in_words(row, names) for row in acts[each.id].values()]
        click.echo("  ".join([told(each), *done]))


@moderation.command("lift")
@click.argument("number", type=click.IntRange(min=1))
@words
@by_whom
def lift_one(number: int, words: str, email: str | None) -> None:
    """Lift the sanction NUMBER, in your --words."""
    change(number, lift, words, email)
    click.echo(f"{number} lifted")


@moderation.command("uphold")
@click.argument("number", type=click.IntRange(min=1))
@words
@by_whom
def uphold_one(number: int, words: str, email: str | None) -> None:
    """Answer the objection to the sanction NUMBER, in your --words: it stands."""
    change(number, uphold, words, email)
    click.echo(f"{number} stands")


def change(number: int, verb: Callable[..., None], words: str, email: str | None) -> None:
    """Lift or uphold the sanction ``number``, or say why that can't be."""
    try:
        with one_change():
            by = decider(email)
            found = db.session.get(Sanction, number)
            if found is None:
                raise click.ClickException(f"there is no sanction {number}")
            verb(found, by=by, at=now(), words=words)
    except NotSanctionedError as why:
        raise click.ClickException(refusal(why)) from why


def refusal(why: NotSanctionedError, on: str = "") -> str:
    """Say why nothing was changed."""
    if isinstance(why, InForceError):
        until = iso(why.sanction.expires_at) if why.sanction.expires_at else "for good"
        number = why.sanction.id
        return f"{number} is in force already, {until}: change its end with --replaces {number}"
    sentences = {
        StaffError: "who wrote it works for the site",
        UnknownError: f"of its writer no {on} is known",
        NotAllowedError: "not by them, or not for so long: only a ban has no end, "
        "a network has 30 days at the most",
        DoneBeforeError: "that was done before, or there is nothing to be done",
        OwnSanctionError: "who imposed it does not answer: let another one of the staff do it",
        WordlessError: "answer the objection first: say why, in --words",
    }
    return sentences[type(why)]


def told(each: Sanction) -> str:
    """Return a sanction in one line."""
    until = f"until {iso(each.expires_at)}" if each.expires_at else "for good"
    line = f"{each.id}  {each.kind}  {each.on}  {until}  {each.rule}"
    about = f"  comment {each.comment_id}" if each.comment_id else ""
    return f"{line}{about}{f'  [{each.note}]' if each.note else ''}"
