"""The command line's door to sanctions: imposing, listing and lifting them."""

from datetime import timedelta

import click

from opinion.clock import now
from opinion.comments.forms import settings
from opinion.database import db
from opinion.languages import iso
from opinion.moderation.commands.asked import (
    by_whom,
    decider,
    moderation,
    note,
    one_change,
    to_decide,
    words,
)
from opinion.moderation.models import Rule
from opinion.moderation.sanctioning import (
    DoneBeforeError,
    NotAllowedError,
    Order,
    StaffError,
    UnknownError,
    impose,
    lift,
)
from opinion.moderation.sanctions import Kind, On, Sanction
from opinion.moderation.trail import listed
from opinion.people.guests import key_at
from opinion.permissions import EDITORS_IMPOSE


@moderation.command("sanction")
@click.argument("number", type=click.IntRange(min=1))
@click.argument("kind", type=click.Choice([each.value for each in Kind]))
@click.option("--on", required=True, type=click.Choice([each.value for each in On]))
@click.option("--days", type=click.IntRange(1, EDITORS_IMPOSE.days), help="A ban may have none.")
@click.option("--rule", required=True, type=click.Choice([each.value for each in Rule]))
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
    except StaffError as why:
        raise click.ClickException("who wrote it works for the site") from why
    except UnknownError as why:
        raise click.ClickException(f"of its writer no {order.on} is known") from why
    except NotAllowedError as why:
        sentence = "not for so long: only a ban has no end, a network has 30 days at the most"
        raise click.ClickException(sentence) from why
    click.echo(told(made))


@moderation.command("sanctions")
@click.option("--over", is_flag=True, help="Those that are in force no more.")
@click.option("--kind", type=click.Choice([each.value for each in Kind]))
def sanctions(*, over: bool, kind: str | None) -> None:
    """List the last 50 sanctions that are in force."""
    rows = listed(now(), Kind(kind) if kind else None, is_over=over)
    for each, _ in db.session.execute(rows):
        click.echo(told(each))


@moderation.command("lift")
@click.argument("number", type=click.IntRange(min=1))
@words
@by_whom
def lift_one(number: int, words: str, email: str | None) -> None:
    """Lift the sanction NUMBER, in your --words."""
    try:
        with one_change():
            by = decider(email)
            found = db.session.get(Sanction, number)
            if found is None:
                raise click.ClickException(f"there is no sanction {number}")
            lift(found, by=by, at=now(), words=words)
    except DoneBeforeError as why:
        raise click.ClickException(f"{number} was lifted before") from why
    except NotAllowedError as why:
        raise click.ClickException(f"{email} may not lift {number}") from why
    click.echo(f"{number} lifted")


def told(each: Sanction) -> str:
    """Return a sanction in one line."""
    until = f"until {iso(each.expires_at)}" if each.expires_at else "for good"
    line = f"{each.id}  {each.kind}  {each.on}  {until}  {each.rule}"
    about = f"  comment {each.comment_id}" if each.comment_id else ""
    return f"{line}{about}{f'  [{each.note}]' if each.note else ''}"
