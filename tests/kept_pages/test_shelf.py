"""The shelf: what is put there is found again for a day, while there is room."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from opinion.config import read_settings
from opinion.database import sqlite
from opinion.kept_pages.build import build_of
from opinion.kept_pages.shelf import Shelf
from opinion.kept_pages.store import Kept

KEY = ("http", "localhost", "", "/articles/bread", "", "br")
ROOM = 1_000_000  # bytes
BUILD = b"a build"


def page(number: int = 1, size: int = 100, versions: int = 7) -> Kept:
    return Kept(
        [("Content-Type", "text/html"), ("ETag", f'"{number}"')],
        bytes([number % 256]) * size,
        f'"{number}"',
        (("article 1", versions), ("site", -3)),
        datetime(2030, 1, 1, tzinfo=UTC),
    )


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    shelf = Shelf(tmp_path / "kept.db", ROOM, BUILD)
    yield shelf
    shelf.close()


def test_a_page_comes_back_as_it_was_put_there(shelf: Shelf) -> None:
    shelf.put(KEY, page())

    assert shelf.get(KEY) == page()
    assert shelf.get((*KEY[:-1], "gzip")) is None


def test_it_is_there_for_other_processes_and_for_a_later_start(
    shelf: Shelf, tmp_path: Path
) -> None:
    shelf.put(KEY, page())
    other = Shelf(tmp_path / "kept.db", ROOM, BUILD)
    assert other.get(KEY) == page()
    other.put(KEY, page(2))
    assert shelf.get(KEY) == page(2)

    for each in (shelf, other):
        each.close()

    assert shelf.get(KEY) == page(2)


def test_what_something_else_has_made_is_not_found(shelf: Shelf, tmp_path: Path) -> None:
    shelf.put(KEY, page())

    assert Shelf(tmp_path / "kept.db", ROOM, b"another build").get(KEY) is None


def test_a_version_that_names_nothing_is_not_kept(shelf: Shelf) -> None:
    shelf.put(KEY, page(versions=0))

    assert shelf.get(KEY) is None


def test_what_came_first_goes_where_the_room_is_full(shelf: Shelf, tmp_path: Path) -> None:
    for number in range(1_000):
        shelf.put((str(number),), page(number, size=10_000))

    kept = [number for number in range(1_000) if shelf.get((str(number),))]

    assert kept == list(range(kept[0], 1_000))
    assert 40 < len(kept) < 250
    assert (tmp_path / "kept.db").stat().st_size < 3 * ROOM


def test_nothing_is_found_after_a_day_and_the_next_pages_take_it_away(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shelf.put(KEY, page())
    real = time.time()
    monkeypatch.setattr(time, "time", lambda: real + timedelta(days=1).total_seconds())

    assert shelf.get(KEY) is None
    for number in range(64):
        shelf.put((str(number),), page())

    kept = "SELECT count(*) FROM pages"
    assert sqlite.connect(tmp_path / "kept.db").execute(kept).fetchone() == (64,)


@pytest.mark.parametrize("rubbish", [b"no database at all" * 999, b"SQLite format 3\0" * 999])
def test_a_file_that_is_broken_is_made_anew(shelf: Shelf, tmp_path: Path, rubbish: bytes) -> None:
    (tmp_path / "kept.db").write_bytes(rubbish)

    for _ in range(2):
        shelf.put(KEY, page())

    assert shelf.get(KEY) == page()


def test_where_no_file_can_be_nothing_is_kept(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "missing" / "kept.db", ROOM, BUILD)

    shelf.put(KEY, page())

    assert shelf.get(KEY) is None


def test_the_build_is_another_one_with_other_settings(environment: dict[str, str]) -> None:
    one = build_of(read_settings(environment))
    other = build_of(read_settings({**environment, "OPINION_SECRET_KEY": "x" * 40}))

    assert one == build_of(read_settings(environment))
    assert one != other
