"""The command line's door to staff: who works for the site, and as what."""

import click
from flask import current_app
from flask.cli import AppGroup

from opinion.clock import now
from opinion.database import db
from opinion.languages import iso
from opinion.people import appointing
from opinion.people.commands.asked import address, fit_name, known_person, one_change
from opinion.people.joining import person_at
from opinion.people.models import Role
from opinion.people.set_up_links import make_link

LOCAL = "http://localhost"  # by name: passkeys know no numbers
staff = AppGroup("staff", help="Say who works for the site.")
port_option = click.option(
    "--port",
    default=8000,
    show_default=True,
    type=click.IntRange(1, 65535),
    help="The port that “make run” says, where OPINION_SITE_URL is not set.",
)


@staff.command("add")
@click.argument("email", callback=address)
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--name", help="The name that they go by.")
@port_option
def add(email: str, role: str, name: str | None, port: int) -> None:
    """Let who has the mailbox EMAIL work for the site."""
    kept = None if name is None else fit_name(name)
    with one_change():
        known = person_at(email)
        was = known.role if known else None
        person = appointing.appoint(email, Role(role), now())
        person.name = person.name if kept is None else kept
        token = make_link(person, now())
    said = f"was {role} already" if was == role else f"is {role} now"
    click.echo(f"{email} {said}.")
    tell(token, port)


@staff.command("link")
@click.argument("email", callback=address)
@port_option
def link(email: str, port: int) -> None:
    """Make a link at which EMAIL, one of the staff, sets a password or a passkey anew."""
    with one_change():
        person = known_person(email)
        if not person.is_staff:
            raise click.ClickException(f"{email} is not one of the staff; nothing was changed")
        token = make_link(person, now())
    tell(token, port)


def tell(token: str, port: int) -> None:
    """Print the link with the secret ``token``, which stands nowhere else."""
    site_url = current_app.config["SETTINGS"].site_url
    click.echo("They set a password or a passkey here, once, within 24 hours:")
    click.echo(f"{site_url or f'{LOCAL}:{port}'}/session/setup/{token}")
    if not site_url:
        click.echo(
            f"(Where “make run” says another port than {port}, put that one there, or say --port; "
            "OPINION_SITE_URL is the address of a public site.)",
            err=True,
        )


@staff.command("list")
def list_staff() -> None:
    """List who works for the site, and as what."""
    for each in db.session.scalars(appointing.staff()):
        click.echo(f"{each.email}  {each.role}  {each.name or '(no name)'}")


@staff.command("log")
def log() -> None:
    """List whose roles were changed, and by whom, the last thing first."""
    rows = appointing.latest_changes()
    names = appointing.names_of([each for row in rows for each in (row.person_id, row.by_id)])
    for row in rows:
        whom = names.get(row.person_id or 0, "somebody who left")
        who = names.get(row.by_id or 0, "the command line, or somebody who left")
        click.echo(
            f"{iso(row.at)}  {whom}  {row.former or 'no role'} → {row.role or 'no role'}  by {who}"
        )


@staff.command("remove")
@click.argument("email", callback=address)
def remove(email: str) -> None:
    """Let who has the mailbox EMAIL be a reader like others."""
    with one_change():
        person = known_person(email)
        was = person.role
        if was:
            appointing.dismiss(person, now())
    click.echo(f"{email} is not {was} any more." if was else f"{email} is not one of the staff.")
