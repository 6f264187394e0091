"""The command line's door to privacy: what is stored of an address, and what is not kept."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TextIO

import click
from flask import current_app
from flask.cli import AppGroup

from opinion.clock import now
from opinion.comments.forms import EMAIL, settings
from opinion.database import BusyError, writing
from opinion.kept_pages import shelf
from opinion.notices.keys import address_hash
from opinion.people.guests import keyed_hash
from opinion.people.models import EMAIL_LENGTH
from opinion.privacy.erasing import StaffError, erase_address
from opinion.privacy.exporting import Address, data_of_address
from opinion.privacy.purging import tasks
from opinion.privacy.tasks import BATCH, Spans, Task

privacy = AppGroup("privacy", help="Export, erase and purge what is stored of people.")


def known_by(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """Return an e-mail address as it is kept, in small letters, or say that it is none."""
    kept = value.strip().lower()
    if len(kept) > EMAIL_LENGTH or not EMAIL.fullmatch(kept):
        raise click.BadParameter(f"“{value}” is not an e-mail address", ctx, param)
    return kept


email_given = click.argument("email", callback=known_by)


@privacy.command("export")
@email_given
@click.argument("file", type=click.File("w", encoding="utf-8", lazy=True), default="-")
def export(email: str, file: TextIO) -> None:
    """Write all that is stored of the address EMAIL as JSON, to FILE or the screen."""
    data = data_of_address(address_of(email), now(), current_app.config["SECRET_KEY"])
    file.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")


@privacy.command("erase")
@email_given
@click.option("--with-comments", is_flag=True, help="Also what guests wrote with the address.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def erase(email: str, with_comments: bool, yes: bool) -> None:
    """Wipe all that is stored of the address EMAIL, and the account. Nothing brings it back."""
    if not yes:
        click.confirm(f"Wipe all that is stored of {email}? Export it first, if asked", abort=True)
    try:
        with one_change():
            was_person = erase_address(address_of(email), with_comments=with_comments)
    except StaffError:
        sentence = f"{email} works here: end that first, by “flask staff remove”; nothing changed"
        raise click.ClickException(sentence) from None
    click.echo(f"{email} is erased{', and the account' if was_person else ''}.")


@privacy.command("purge")
@click.option("--dry-run", is_flag=True, help="Say how much is due, and change nothing.")
def purge(dry_run: bool) -> None:
    """Wipe what is not kept any longer (docs/privacy.md). For cron, each night."""
    for task in tasks(spans(), now()):
        number = task.how_many() if dry_run else carry_out(task)
        click.echo(f"{number:>7}  {task.name}")
    if dry_run:
        click.echo("Nothing was changed.")
    else:
        click.echo(f"{shelf.purge(settings()):>7}  finished pages on the disk")


def carry_out(task: Task) -> int:
    """Do all of a task, each batch in a transaction of its own, and say how much that was."""
    total = 0
    while True:
        with one_change():
            done = task.do_some()
        total += done
        if done < BATCH:
            return total


def spans() -> Spans:
    """Return for how long the settings say that things are kept."""
    site = settings()
    days = (site.keep_undecided, site.keep_removed, site.keep_networks)
    return Spans(*(timedelta(days=each) for each in days))


def address_of(email: str) -> Address:
    """Return an address with the hashes that stand for it."""
    secret: str = current_app.config["SECRET_KEY"]
    return Address(email, address_hash(secret, email), keyed_hash("sign in", email))


@contextmanager
def one_change() -> Iterator[None]:
    """Change all that is asked for, or, where the database is not to be had, nothing."""
    try:
        with writing():
            yield
    except BusyError as problem:
        raise click.ClickException("the database is being written to: try again") from problem
