"""Checking: what the versions are now, asked in the cheapest way that the database has."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import Any

from sqlalchemy import Engine, event

from opinion.clock import now
from opinion.database import WAIT
from opinion.kept_pages.models import Version
from opinion.kept_pages.store import Kept, Versions
from opinion.kept_pages.wal_index import WalIndex, index_of


class UnknownError(Exception):
    """The database did not say: what is kept may be old."""


class Checker:
    """Asks one database for versions, on one connection that does nothing else.

    The driver is asked itself: a kept page is handed out in less time than SQLAlchemy would take.
    ``prepare`` is called with each connection.
    """

    def __init__(self, engine: Engine, prepare: Callable[[Any], None] | None = None) -> None:
        self._engine = engine
        self._prepare = prepare
        self._is_sqlite = engine.dialect.name == "sqlite"
        self._lock = Lock()
        self._failures = 0
        self._connection: Any = None
        self._index: WalIndex | None = None
        event.listen(engine, "engine_disposed", lambda _: self.close())
        mark = "?" if self._is_sqlite else "%s"
        self._query = (
            f"SELECT name, number FROM {Version.__tablename__} "  # noqa: S608
            f"WHERE name IN ({mark}, {mark}) ORDER BY name"
        )

    def is_current(self, page: Kept) -> bool:
        """Return whether ``page`` is true: nothing that it shows has changed since it was made.

        SQLite tells without being asked whether anybody has written at all since the page was
        last found to be current: if nobody has, that was enough.

        Raises:
            UnknownError: the database did not answer.
        """
        if page.until is not None and page.until <= now():
            return False
        if not page.versions:
            return True
        index = self._index
        state = index.state() if index else None
        if state is not None and state == page.checked:
            return True
        if self.versions([name for name, _ in page.versions]) != page.versions:
            return False
        page.checked = state
        return True

    def is_untouched(self, page: Kept) -> bool:
        """Return whether ``page`` is known to be true without asking the database anything."""
        index = self._index
        if index is None or index.state() != page.checked:
            return False
        return page.until is None or now() < page.until

    def versions(self, names: Sequence[str]) -> Versions:
        """Return the present versions of two ``names``, 0 of what has none.

        Raises:
            UnknownError: the database did not answer.
        """
        with self._asking() as connection:
            found = dict(connection.execute(self._query, tuple(names)).fetchall())
            if self._is_sqlite and self._index is None:
                self._index = index_of(connection)
        return tuple((name, found.get(name, 0)) for name in names)

    @contextmanager
    def _asking(self) -> Iterator[Any]:
        driver, failures = self._engine.dialect.loaded_dbapi, self._failures
        with self._lock:
            if self._failures != failures:  # for who was before us: waiting again would not help
                raise UnknownError
            try:
                if self._connection is None:
                    self._connection = self._connect()
                yield self._connection
            except driver.Error as problem:
                self._failures += 1
                self.close()
                raise UnknownError from problem

    def _connect(self) -> Any:
        dialect = self._engine.dialect
        places, options = dialect.create_connect_args(self._engine.url)
        if self._is_sqlite:
            ours: dict[str, Any] = {"isolation_level": None, "check_same_thread": False}
        else:
            ours = {"autocommit": True}
        connection = dialect.connect(*places, **{**options, **ours})
        if self._prepare:
            self._prepare(connection)
        if not self._is_sqlite:
            connection.execute(f"SET lock_timeout = '{WAIT:g}s'")
        return connection

    def close(self) -> None:
        """End the connection; the next question opens another."""
        connection, self._connection = self._connection, None
        self._index = None
        if connection is not None:
            connection.close()
