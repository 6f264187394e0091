"""The databases that tests run on: SQLite always, PostgreSQL where a server is found."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import psycopg
import pytest
from flask import Flask
from sqlalchemy.engine import make_url

from opinion.database import db

SERVER = os.environ.get("TEST_POSTGRESQL", "postgresql://127.0.0.1:5432/postgres?connect_timeout=2")


@contextmanager
def postgresql(copied: str = "template1") -> Iterator[str]:
    """Make a database of its own on the server that is found, and drop it; else skip the test.

    It is a copy of the database ``copied``. Yields its address as SQLAlchemy writes it.
    ``TEST_POSTGRESQL`` names another server.
    """
    try:
        connection = psycopg.connect(SERVER, autocommit=True)
    except psycopg.OperationalError as problem:
        pytest.skip(f"no PostgreSQL server at {SERVER}: {problem}")
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
        other.execute("LOCK TABLE articles, comments IN EXCLUSIVE MODE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()
