"""A PostgreSQL database that tests have one after the other: to make one takes half a second."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import psycopg

from opinion.database import Model
from opinion.kept_pages.models import Version
from tests.databases import postgresql

ROOM = 16 * 1024 * 1024  # bytes that deleted rows may take up, before a new one is quicker
CATALOGUES = ("pg_class", "pg_attribute", "pg_constraint", "pg_proc", "pg_trigger")
CHANGES = ", ".join(f"(SELECT sum(xmin::text::bigint) FROM {name})" for name in CATALOGUES)  # noqa: S608
TABLES_AS_THEY_ARE = f"""
    SELECT {CHANGES}, (SELECT count(*) FROM pg_statistic JOIN pg_class ON pg_class.oid = starelid
        WHERE relnamespace = 'public'::regnamespace)
"""  # noqa: S608
SIZE = "SELECT pg_database_size(current_database())"
END_OTHERS = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()
        AND backend_type = 'client backend' AND pid <> pg_backend_pid()
"""
NUMBER_FROM_ONE = "SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S'"


def emptied() -> list[str]:
    """Return the tables in an order in which their rows can be deleted, triggers and all."""
    names = [table.name for table in reversed(Model.metadata.sorted_tables)]
    return sorted(names, key=lambda name: name == Version.__tablename__)  # it counts the others'


class Borrowed:
    """A copy of the database ``template``: whoever has it next finds it as it was made.

    Only rows are put back: where tables were changed or analysed, a new one is made.
    """

    def __init__(self, template: str) -> None:
        self._template = template
        self._until_dropped = ExitStack()
        self._address = ""
        self._tables: object = None
        self._rows: dict[str, list[tuple[object, ...]]] = {}
        self._size = 0

    @contextmanager
    def lent(self) -> Iterator[str]:
        """Yield its address as SQLAlchemy writes it; skip the test where there is no server."""
        if not self._address:
            self._make()
        try:
            yield self._address
        finally:
            try:
                is_as_made = self._is_put_back()
            except psycopg.Error:
                is_as_made = False
            if not is_as_made:
                self.drop()

    def drop(self) -> None:
        """Drop it, where there is one; whoever asks next gets a new one."""
        self._address = ""
        self._until_dropped.close()

    def _make(self) -> None:
        self._address = self._until_dropped.enter_context(postgresql(self._template))
        with self._connected() as connection:
            its_name = connection.info.dbname
            _ask(connection, f"ALTER DATABASE {its_name} SET synchronous_commit = off")
            _ask(connection, f"ALTER DATABASE {its_name} SET timezone = 'Asia/Tokyo'")  # any other
            self._tables = _ask(connection, TABLES_AS_THEY_ARE)
            self._rows = {name: _ask(connection, f"TABLE {name}") for name in emptied()}
            [(self._size,)] = _ask(connection, SIZE)

    def _is_put_back(self) -> bool:
        """Put the rows back; return False, and leave all as it is, where that won't do."""
        with self._connected() as connection:
            _ask(connection, END_OTHERS)
            [(size,)] = _ask(connection, SIZE)
            if size > self._size + ROOM or _ask(connection, TABLES_AS_THEY_ARE) != self._tables:
                return False
            _ask(connection, "SET CONSTRAINTS ALL IMMEDIATE")  # what counts changes, does it now
            for name in self._rows:
                _ask(connection, f"DELETE FROM {name}")  # noqa: S608
            for name, rows in self._rows.items():
                for row in rows:
                    places = ", ".join(["%s"] * len(row))
                    connection.execute(f"INSERT INTO {name} VALUES ({places})".encode(), row)  # noqa: S608
            _ask(connection, NUMBER_FROM_ONE)
        return True

    def _connected(self) -> psycopg.Connection[tuple[Any, ...]]:
        return psycopg.connect(self._address.replace("+psycopg", ""))


def _ask(connection: psycopg.Connection[tuple[Any, ...]], statement: str) -> list[tuple[Any, ...]]:
    cursor = connection.execute(statement.encode())
    return cursor.fetchall() if cursor.description else []
