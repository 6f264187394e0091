"""The WAL-index of an SQLite database says that somebody has written to it."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from opinion.kept_pages.wal_index import WalIndex, index_of

ADD = "INSERT INTO things VALUES (1)"
ALSO = (
    "import sqlite3, sys; sqlite3.connect(sys.argv[1], isolation_level=None).execute(sys.argv[2])"
)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    with closing(sqlite3.connect(tmp_path / "site.db")) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE things (number INTEGER)")
    return tmp_path / "site.db"


@pytest.fixture
def looking(place: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(place, isolation_level=None)) as connection:
        connection.execute("SELECT * FROM things").fetchall()
        yield connection


@pytest.fixture
def index(looking: sqlite3.Connection) -> WalIndex:
    found = index_of(looking)
    assert found
    return found


def test_it_stays_the_same_while_nobody_writes(
    index: WalIndex, looking: sqlite3.Connection
) -> None:
    before = index.state()

    looking.execute("SELECT * FROM things").fetchall()

    assert index.state() == before


def test_each_transaction_changes_it(index: WalIndex, looking: sqlite3.Connection) -> None:
    states = {index.state()}

    for _ in range(10):
        looking.execute(ADD)
        states.add(index.state())

    assert len(states) == 11


def test_what_is_not_committed_changes_nothing(
    index: WalIndex, looking: sqlite3.Connection
) -> None:
    before = index.state()

    looking.execute("BEGIN")
    looking.execute(ADD)
    looking.execute("ROLLBACK")

    assert index.state() == before


def test_a_transaction_of_another_process_changes_it(index: WalIndex, place: Path) -> None:
    before = index.state()

    subprocess.run(  # noqa: S603
        [sys.executable, "-c", ALSO, str(place), ADD], check=True
    )

    assert index.state() != before


def test_it_is_told_after_the_log_has_begun_anew(
    index: WalIndex, looking: sqlite3.Connection, place: Path
) -> None:
    looking.execute(ADD)
    looking.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = index.state()

    with closing(sqlite3.connect(place, isolation_level=None)) as other:
        other.execute(ADD)

    assert index.state() != before


def test_a_database_in_memory_has_none() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        assert index_of(connection) is None


def test_who_looks_at_one_database_shares_one_index(
    index: WalIndex, looking: sqlite3.Connection
) -> None:
    assert index_of(looking) is index


def test_a_database_that_was_closed_and_opened_again_has_another(place: Path) -> None:
    found = []

    for _ in range(2):
        with closing(sqlite3.connect(place, isolation_level=None)) as connection:
            connection.execute("SELECT * FROM things").fetchall()
            found.append(index_of(connection))

    assert None not in found
    assert found[0] is not found[1]
