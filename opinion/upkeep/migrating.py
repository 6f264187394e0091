"""Migrating: bringing the database's tables to the form that this version of the site needs."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy import text
from sqlalchemy.engine import Connection

from opinion.clock import now
from opinion.config import place
from opinion.database import WriteLock, db

FOLDER = place("migrations")
ONE_AT_A_TIME = 7_146_281  # the number by which PostgreSQL knows our lock; any would do


def upgrade(revision: str = "head") -> None:
    """Make the tables, or change them, up to ``revision``; the settings say in which database.

    Raises:
        opinion.database.BusyError: others kept the database for too long; nothing was changed.
    """
    with changing() as connection:
        make_tables(connection, revision)


def make_tables(connection: Connection, revision: str = "head") -> None:
    """Do the same in the transaction of ``connection``, whichever database that is."""
    command.upgrade(configuration(connection), revision)


def downgrade(revision: str) -> None:
    """Take the changes behind ``revision`` back; ``base`` takes everything away.

    Raises:
        opinion.database.BusyError: others kept the database for too long; nothing was changed.
    """
    with changing() as connection:
        command.downgrade(configuration(connection), revision)


def check() -> None:
    """Compare the tables in the database with the models.

    Raises:
        alembic.util.CommandError: they differ; the message says in what.
    """
    with db.engine.begin() as connection:
        command.check(configuration(connection))


def draft(message: str, folder: Path = FOLDER) -> str:
    """Write the next step into ``folder``: what models have and tables lack. Return its name."""
    name = f"{now():%Y_%m_%d}_{'_'.join(message.lower().split())}"
    with db.engine.begin() as connection:
        config = configuration(connection, folder)
        command.revision(config, message, autogenerate=True, rev_id=name)
    return name


def is_current() -> bool:
    """Whether the tables are as this version needs them."""
    return present() == newest()


def present() -> str | None:
    """Return the revision that the tables are at, None where there are none."""
    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest() -> str | None:
    """Return the newest revision there is."""
    return ScriptDirectory(str(FOLDER)).get_current_head()


@contextmanager
def changing() -> Iterator[Connection]:
    """Open the one transaction that changes tables; every process waits for its turn.

    To change a table, SQLite makes it anew and drops the old one, and with it, by the foreign keys,
    all that belongs to its rows. So they are off meanwhile, and checked before the end.
    """
    lock: WriteLock = current_app.extensions["opinion_write_lock"]
    with lock.held(), db.engine.connect() as connection:
        if connection.dialect.name != "sqlite":
            with connection.begin():
                connection.execute(text("SET LOCAL lock_timeout = 0"))  # a migration takes its time
                connection.execute(text(f"SELECT pg_advisory_xact_lock({ONE_AT_A_TIME})"))
                connection.execute(text("SET LOCAL lock_timeout TO DEFAULT"))
                yield connection
            return
        driver = connection.connection.driver_connection
        driver.execute("PRAGMA foreign_keys = OFF")  # type: ignore[union-attr]
        try:
            with connection.execution_options(write=True).begin():
                yield connection
                if broken := connection.execute(text("PRAGMA foreign_key_check")).all():
                    raise RuntimeError(f"rows would point nowhere: {broken[:5]}")
        finally:
            driver.execute("PRAGMA foreign_keys = ON")  # type: ignore[union-attr]


def configuration(connection: Connection, folder: Path = FOLDER) -> Config:
    """Return what Alembic wants to know: the ``connection``, and where the steps lie."""
    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.set_main_option("file_template", "%%(rev)s")
    config.attributes["connection"] = connection
    return config
