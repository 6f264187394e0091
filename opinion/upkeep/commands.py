"""The command line's doors to upkeep: ``flask db`` and ``flask serve``."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

import click
from alembic.util import CommandError
from flask import current_app
from flask.cli import AppGroup, with_appcontext

from opinion.database import BusyError, writing
from opinion.upkeep import copying, migrating, preparing, serving
from opinion.upkeep.copying import CopyError

db = AppGroup("db", help="Look after the database's tables.")


@db.command("upgrade")
@click.argument("revision", default="head")
def upgrade(revision: str) -> None:
    """Make the tables, or bring them to REVISION (by default the newest)."""
    with problems_in_words():
        migrating.upgrade(revision)
    click.echo(f"The tables are at {migrating.present() or 'nothing'}.")


@db.command("downgrade")
@click.argument("revision")
def downgrade(revision: str) -> None:
    """Take the changes behind REVISION back; “base” takes all tables away."""
    with problems_in_words():
        migrating.downgrade(revision)
    click.echo(f"The tables are at {migrating.present() or 'nothing'}.")


@db.command("current")
def current() -> None:
    """Say which revision the tables are at, and which is the newest."""
    click.echo(f"present: {migrating.present() or 'none'}\nnewest:  {migrating.newest()}")


@db.command("check")
def check() -> None:
    """Fail where the tables differ from the models."""
    with problems_in_words():
        migrating.check()
    click.echo("The tables are those of the models.")


@db.command("revision")
@click.argument("message")
def revision(message: str) -> None:
    """Write the next migration, named by MESSAGE, from what the models have and the tables lack."""
    with problems_in_words():
        name = migrating.draft(message)
    click.echo(f"Wrote migrations/versions/{name}.py: read it before you trust it.")


@db.command("copy")
@click.argument("address")
@click.option(
    "--hold", is_flag=True, help="Keep writers out afterwards too, until Enter is pressed."
)
def copy(address: str, *, hold: bool) -> None:
    """Copy the whole database into the empty one at ADDRESS, and compare each row.

    Readers go on reading here; who writes is asked to try again in a moment (docs/scaling.md).
    """
    settings = current_app.config["SETTINGS"]
    with problems_in_words(), writing() as session:
        copying.copy(session.connection(), settings, address, click.echo)
        click.echo("All is copied.")
        if hold:
            click.echo("Nobody writes here until you press Enter.")
            if not sys.stdin.readline():
                click.echo("Nobody can press it here: writers wait until this command is ended.")
                Event().wait()


@click.command("serve")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--host", default=serving.HOST, show_default=True, help="The address to listen at.")
@click.option(
    "--workers",
    default=1,
    show_default=True,
    type=click.IntRange(1, 64),
    help="How many processes answer: one for each core.",
)
@with_appcontext
def serve(port: int, host: str, workers: int) -> None:
    """Serve the site: tables made; samples loaded on the first start, without a site's address.

    Where the port of a local site is taken, the next free one is used.
    """
    with problems_in_words():
        done = preparing.prepare()
        is_public = current_app.config["SETTINGS"].is_production
        free = port if is_public else serving.free_port(port, host)
    if done:
        click.echo(done)
    if free != port:
        click.echo(f"Port {port} is taken, so this is port {free}.")
    serving.become(free, host, workers)


@contextmanager
def problems_in_words() -> Iterator[None]:
    """Turn what may go wrong into one sentence and exit status 1."""
    try:
        yield
    except BusyError as problem:
        raise click.ClickException("the database is being written to: try again") from problem
    except (CommandError, CopyError, OSError) as problem:
        raise click.ClickException(str(problem)) from problem
