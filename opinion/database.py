"""The database: its connection, names of constraints, moments in UTC, the one way to write."""

import threading
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from flask import Flask, current_app
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Engine, MetaData, event
from sqlalchemy.engine import Connection, Dialect, make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator

from opinion.config import Settings
from opinion.replica import RoutedSession, binds

try:
    from pysqlite3 import dbapi2 as sqlite
except ImportError:  # no wheel for this platform
    import sqlite3 as sqlite

SAFE_SQLITE = (3, 51, 3)  # sqlite.org/wal.html: earlier ones may corrupt a database in WAL mode
WAIT = 5.0  # seconds that a writer waits for its turn
AS_WRITTEN = 26  # letters: 2026-01-31 23:59:59.999999
SLOT_WAIT = 1.0  # seconds that one more than the bounded number of writers waits for a place
PRAGMAS = (
    f"busy_timeout = {int(WAIT * 1000)}",
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "trusted_schema = OFF",
    "cache_size = -500",  # kilobytes for each connection: the system has the file in memory too
    "journal_size_limit = 16777216",
)


class BusyError(Exception):
    """Nothing was written: other writers kept the database for too long."""


class Model(DeclarativeBase):
    """What every table class descends from; constraints are named after what they hold."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Moment(TypeDecorator[datetime]):
    """A moment with its zone: kept in UTC, and read back as UTC, whatever the database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment needs its zone")
        return value and value.astimezone(UTC)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:
        read = _read if dialect.name == "sqlite" else _in_utc
        return lambda kept: kept and read(kept)


def _read(text: str) -> datetime:
    """Read a moment: in one step as we write it, also as somebody may have written it by hand."""
    read = datetime.fromisoformat
    return read(f"{text}+00:00") if len(text) == AS_WRITTEN else _in_utc(read(text))


def _in_utc(kept: datetime) -> datetime:
    return kept.replace(tzinfo=UTC) if kept.tzinfo is None else kept.astimezone(UTC)


SESSION = {"class_": RoutedSession, "expire_on_commit": False}
db = SQLAlchemy(model_class=Model, session_options=SESSION)


class WriteLock:
    """Bounds the writers of this process and, on SQLite, lets one at a time in of all processes.

    At most ``places`` threads are inside or waiting, so that readers always find a thread.
    """

    def __init__(self, file: Path | None, places: int) -> None:
        self._path = file
        self._turn = threading.Lock()
        self._places = threading.BoundedSemaphore(places)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Wait for a turn, and keep it while inside. Raises :class:`BusyError` after 5 seconds."""
        with ExitStack() as stack:
            if not self._places.acquire(timeout=SLOT_WAIT):
                raise BusyError
            stack.callback(self._places.release)
            if self._path:
                self._take_turn(self._path, stack)
            yield

    def _take_turn(self, path: Path, stack: ExitStack) -> None:
        file = FileLock(path, poll_interval=0.002)  # each time: one from before a fork is void
        end = time.monotonic() + WAIT
        if not self._turn.acquire(timeout=WAIT):
            raise BusyError
        stack.callback(self._turn.release)
        try:
            file.acquire(timeout=max(0.0, end - time.monotonic()))
        except Timeout as problem:
            raise BusyError from problem
        stack.callback(file.release)


def configure(app: Flask, settings: Settings) -> None:
    """Connect ``app`` to the database that ``settings`` name."""
    app.config["SQLALCHEMY_DATABASE_URI"] = url = make_url(settings.database)
    options: dict[str, Any] = {"pool_size": settings.threads, "max_overflow": 2}
    if url.get_backend_name() == "sqlite":
        options["module"] = sqlite
        lock = WriteLock(settings.instance / "write.lock", settings.threads - 1)
        if sqlite.sqlite_version_info < SAFE_SQLITE:
            warnings.warn(f"SQLite {sqlite.sqlite_version} is old: docs/deploying.md", stacklevel=2)
    else:
        waiting = {"options": f"-c lock_timeout={int(WAIT * 1000)} -c timezone=UTC"}
        options |= {"connect_args": waiting, "pool_pre_ping": True}
        lock = WriteLock(None, settings.threads - 1)
    app.config |= {"SQLALCHEMY_ENGINE_OPTIONS": options, "SQLALCHEMY_BINDS": binds(settings)}
    app.extensions["opinion_write_lock"] = lock
    db.init_app(app)
    with app.app_context():
        if url.get_backend_name() == "sqlite":
            _prepare_sqlite(db.engine)


def _prepare_sqlite(engine: Engine) -> None:
    """Set each connection up, and begin transactions ourselves: the driver begins them too late."""

    @event.listens_for(engine, "connect")
    def connected(connection: Any, record: Any) -> None:
        connection.isolation_level = None
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        if connection.get_execution_options().get("write"):
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:  # by the driver itself: each page does so, it takes no lock, and can't fail
            connection.connection.cursor().execute("BEGIN")


@contextmanager
def writing() -> Iterator[Session]:
    """Open the one transaction that writes, and commit it at the end.

    What was read before is forgotten: load again, inside, what the change depends on.

    Raises:
        BusyError: the database was not to be had within 5 seconds; nothing was written.
        RuntimeError: the caller is already writing.
    """
    session = db.session()
    if session.info.get("writing"):
        raise RuntimeError("writing() inside writing()")
    session.rollback()
    session.expire_all()  # a rollback forgets nothing where no transaction was open
    with current_app.extensions["opinion_write_lock"].held():
        session.info["writing"] = True
        try:
            session.connection(execution_options={"write": True})
            yield session
            session.commit()
        except OperationalError as problem:
            session.rollback()
            if is_busy(problem):
                raise BusyError from problem
            raise
        except BaseException:
            session.rollback()
            raise
        finally:
            session.info["writing"] = False


def is_busy(problem: OperationalError) -> bool:
    """Whether the database refused since others had it for too long."""
    return any(said in str(problem.orig).lower() for said in ("database is locked", "lock timeout"))
