"""The databases that tests run on: SQLite, and PostgreSQL where it is found.

A server that answers is used, else one is started, if its programs are installed; else tests about
PostgreSQL are skipped, and the report ends with that.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from flask import Flask
from sqlalchemy import event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from opinion.database import Model, db
from tests.clusters import cluster, programs

FOUND = "postgresql://127.0.0.1:5432/postgres?connect_timeout=2"
OWN = "own"  # what TEST_POSTGRESQL says to have a server started in any case
at_the_end = ExitStack()


def answering() -> str:
    """Return the address of the server that is there already; empty where none is.

    ``TEST_POSTGRESQL`` names another than the usual one.
    """
    wanted = os.environ.get("TEST_POSTGRESQL", FOUND)
    if wanted == OWN:
        return ""
    try:
        psycopg.connect(wanted).close()
    except psycopg.OperationalError:
        if wanted != FOUND:
            raise
        return ""
    return wanted


@cache
def server() -> str:
    """Return the address of the server for tests, started first where it must be; empty: none."""
    there = answering()
    if there or programs() is None:
        return there
    return f"{at_the_end.enter_context(cluster()).address}/postgres"


def told() -> str:
    """Return the line about it at the end of a report."""
    found = answering() or (programs() and f"a server of the tests' own, by {programs()}")
    return f"PostgreSQL: {found or 'NOT FOUND, so tests about it are skipped'}"


@contextmanager
def postgresql(copied: str = "template1") -> Iterator[str]:
    """Make a database of its own on the server that is found, and drop it; else skip the test.

    It is a copy of the database ``copied``. Yields its address as SQLAlchemy writes it.
    """
    if not server():
        pytest.skip("there is no PostgreSQL server, and none of its programs")
    connection = psycopg.connect(server(), autocommit=True)
    name = f"opinion_test_{uuid4().hex}"
    with connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {copied}")
        try:
            info = connection.info
            yield f"postgresql+psycopg://{info.user}@{info.host}:{info.port}/{name}"
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def written_by_another(app: Flask) -> Iterator[None]:
    """Let another program write to the site's database meanwhile, and hold everybody up."""
    url = make_url(app.config["SETTINGS"].database)
    if url.get_backend_name() == "sqlite":
        other = db.engine.dialect.loaded_dbapi.connect(url.database, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
    else:
        plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
        other = psycopg.connect(plain)
        tables = ", ".join(Model.metadata.tables)
        other.execute(f"LOCK TABLE {tables} IN EXCLUSIVE MODE".encode())
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


@contextmanager
def only_read() -> Iterator[None]:
    """Let nothing be written meanwhile: whoever tries fails."""

    def forbid(connection: Any, *_: object) -> None:
        if db.engine.dialect.name == "sqlite":
            connection.execute("PRAGMA query_only = ON")
        else:
            connection.read_only = True

    db.session.rollback()
    event.listen(db.engine, "checkout", forbid)
    try:
        yield
        with pytest.raises(DBAPIError):
            db.session.execute(text("DELETE FROM silences"))
    finally:
        event.remove(db.engine, "checkout", forbid)
        db.session.remove()
        db.engine.dispose()
