"""The database that tests on PostgreSQL have one after the other: each finds it as it was made."""

from typing import Any

import psycopg
import pytest

from tests.borrowing import Borrowed

STORE = "INSERT INTO sections (slug, name) VALUES ('town', 'Town') RETURNING id"


def asked(address: str, statement: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(address.replace("+psycopg", "")) as connection:
        cursor = connection.execute(statement.encode())
        return cursor.fetchall() if cursor.description else []


def test_the_next_finds_the_same_database_without_what_was_stored(borrowed: Borrowed) -> None:
    with borrowed.lent() as first:
        assert asked(first, STORE) == [(1,)]
        asked(first, "DELETE FROM lesson_counts")
        assert asked(first, "SELECT name FROM versions") != []

    with borrowed.lent() as second:
        assert second == first
        assert asked(second, "TABLE sections") == []
        assert asked(second, "SELECT name FROM versions") == []
        assert asked(second, "SELECT count(*) FROM lesson_counts") == [(2,)]
        assert asked(second, STORE) == [(1,)], "numbers begin with one again"


@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE sections ADD COLUMN colour text",
        "ALTER TABLE sections ALTER COLUMN name DROP NOT NULL",
        "DROP TRIGGER version_9_sections_insert ON sections",
        "CREATE TABLE another (id integer)",
        "ANALYZE sections",
    ],
)
def test_where_more_than_rows_was_changed_the_next_finds_a_new_one(
    borrowed: Borrowed, change: str
) -> None:
    with borrowed.lent() as first:
        asked(first, STORE)
        asked(first, change)

    with borrowed.lent() as second:
        assert second != first
        assert asked(second, "TABLE sections") == []


def test_a_connection_that_was_left_open_keeps_nobody_out(borrowed: Borrowed) -> None:
    with borrowed.lent() as first:
        left = psycopg.connect(first.replace("+psycopg", ""))
        left.execute(STORE)

    with borrowed.lent() as second:
        assert asked(second, STORE) == [(1,)]
    left.close()
