"""Copying: the whole database into another one, of the same kind or another, and proving it.

All of it happens in one transaction on either side: while the source stands still, and before
anything can be seen in the target. So what fails leaves the target as empty as it was.
"""

import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from itertools import zip_longest

from flask import Flask
from sqlalchemy import MappingResult, String, Table, func, inspect, select, text
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError, SQLAlchemyError

from opinion import database
from opinion.config import Settings
from opinion.database import BusyError, Model
from opinion.kept_pages.models import Version
from opinion.upkeep import migrating

DRIVERS = {"sqlite", "postgresql+psycopg"}
BATCH = 1_000  # rows
TRIES = 50  # to find the source without a writer
PAUSE = 0.1  # seconds between them
Tell = Callable[[str], None]


class CopyError(Exception):
    """Nothing was copied; the message says why, to who runs the command."""


def copy(source: Connection, settings: Settings, address: str, tell: Tell) -> None:
    """Copy all that ``source`` holds into the empty database at ``address``, and compare each row.

    ``source`` is the transaction of a writer in the database that ``settings`` name; nobody else
    writes there until it ends. ``tell`` is handed a line about each table.

    Raises:
        BusyError: there was always somebody writing.
        CopyError: the target is none, or not empty; or a row does not fit, or came back changed.
    """
    url = _target(address, settings)
    if not migrating.is_current():
        raise CopyError("the tables here are not of this version: “flask db upgrade” comes first")
    _hold_still(source)
    site = Flask(__name__)
    try:
        database.configure(
            site, replace(settings, database_url=url.render_as_string(hide_password=False))
        )
        with site.app_context():
            try:
                with migrating.changing() as target:
                    _fill(source, target, tell)
            finally:
                database.db.engine.dispose()
    except DBAPIError as problem:
        raise CopyError(f"{url.render_as_string()}: {problem.orig}") from problem
    except (ImportError, SQLAlchemyError) as problem:
        raise CopyError(f"{url.render_as_string()}: {problem}") from problem


def compare(table: Table, source: Connection, target: Connection) -> int:
    """Return how many rows ``table`` has on both sides.

    Raises:
        CopyError: a row is on one side alone, or differs; the message names it.
    """
    number = 0
    with closing(_rows(table, source)) as here, closing(_rows(table, target)) as there:
        for number, (ours, theirs) in enumerate(zip_longest(here, there), 1):  # noqa: B007
            if ours is None or theirs is None or dict(ours) != dict(theirs):
                row = ours if ours is not None else theirs
                key = ", ".join(str(row[column]) for column in table.primary_key)
                raise CopyError(f"{table.name}: row {key} is not the same on both sides")
    return number


def _target(address: str, settings: Settings) -> URL:
    try:
        url = make_url(address)
    except ArgumentError as problem:
        raise CopyError(f"“{address}” is no address of a database") from problem
    if url.drivername not in DRIVERS:
        raise CopyError(f"{url.drivername}: must be sqlite or postgresql+psycopg")
    if {url.drivername, make_url(settings.database).drivername} == {"sqlite"}:
        raise CopyError("from SQLite to SQLite a backup is the way: see docs/deploying.md")
    return url


def _hold_still(source: Connection) -> None:
    """Keep other writers out: on SQLite, who writes does so anyway.

    Writers take their tables in an order of their own, so that one of them and we might each wait
    for the other: we give way, before they are sent away, and try again.
    """
    if source.dialect.name == "sqlite":
        return
    tables = ", ".join(table.name for table in Model.metadata.sorted_tables)
    for _ in range(TRIES):
        try:
            with source.begin_nested():
                source.execute(text("SET LOCAL lock_timeout = '100ms'"))
                source.execute(text(f"LOCK TABLE {tables} IN SHARE MODE"))
        except OperationalError:
            time.sleep(PAUSE)
        else:
            return
    raise BusyError


def _fill(source: Connection, target: Connection, tell: Tell) -> None:
    if present := inspect(target).get_table_names():
        raise CopyError(f"the database there is not empty: it has {len(present)} tables")
    migrating.make_tables(target)
    tables = [each for each in Model.metadata.sorted_tables if each is not Version.__table__]
    for table in reversed(tables):  # the migrations put in what a new site begins with
        target.execute(table.delete())
    for table in tables:
        _add(table, _rows(table, source), target)
    for table in tables:
        _go_on_counting(table, target)
        tell(f"{table.name}: {compare(table, source, target)} rows, each the same on both sides")


def _add(table: Table, rows: MappingResult, target: Connection) -> None:
    try:
        with closing(rows):
            for some in rows.partitions():
                target.execute(table.insert(), [dict(row) for row in some])
    except DBAPIError as problem:
        raise CopyError(f"{table.name}: {problem.orig}") from problem


def _rows(table: Table, connection: Connection) -> MappingResult:
    """Return the rows in the order of their keys, which both databases must mean alike.

    Without what each reckons by itself.
    """
    is_sqlite = connection.dialect.name == "sqlite"
    order = [
        column.collate("C") if isinstance(column.type, String) and not is_sqlite else column
        for column in table.primary_key
    ]
    stored = [column for column in table.columns if column.computed is None]
    query = select(*stored).order_by(*order)
    return connection.execute(query, execution_options={"yield_per": BATCH}).mappings()


def _go_on_counting(table: Table, target: Connection) -> None:
    """Let PostgreSQL give the next row a number that none has yet; SQLite does so by itself."""
    counted = table.autoincrement_column
    if counted is None or target.dialect.name == "sqlite":
        return
    sequence = func.pg_get_serial_sequence(table.name, counted.name)
    target.execute(select(func.setval(sequence, select(func.max(counted)).scalar_subquery())))
