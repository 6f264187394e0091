"""The shelf: what is put there is found again for a day, while there is room."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from opinion.config import read_settings
from opinion.database import sqlite
from opinion.kept_pages import build
from opinion.kept_pages.build import build_of
from opinion.kept_pages.shelf import Shelf, purge, shelf_of
from opinion.kept_pages.store import Kept, Key
from opinion.privacy.commands import privacy

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
        is_shelved=True,
    )


def found(shelf: Shelf, key: Key = KEY, *, is_current: bool = True) -> Kept | None:
    return shelf.get(key, lambda _: is_current)


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    shelf = Shelf(tmp_path / "kept.db", ROOM, BUILD)
    yield shelf
    shelf.close()


def test_a_page_comes_back_as_it_was_put_there(shelf: Shelf) -> None:
    shelf.put(KEY, page())

    assert found(shelf) == page()
    for number in range(len(KEY)):
        other = (*KEY[:number], "another", *KEY[number + 1 :])
        assert found(shelf, other) is None
    assert found(shelf, is_current=False) is None


def test_it_is_there_for_other_processes_and_later_on(shelf: Shelf, tmp_path: Path) -> None:
    shelf.put(KEY, page())
    other = Shelf(tmp_path / "kept.db", ROOM, BUILD)
    assert found(other) == page()
    other.put(KEY, page(2))
    assert found(shelf) == page(2)
    shelf.close()
    other.close()
    assert found(shelf) == page(2)


def test_what_something_else_has_made_is_not_found(shelf: Shelf, tmp_path: Path) -> None:
    shelf.put(KEY, page())

    assert found(Shelf(tmp_path / "kept.db", ROOM, b"another build")) is None


def test_a_version_that_names_nothing_is_not_kept(shelf: Shelf) -> None:
    shelf.put(KEY, page(versions=0))

    assert found(shelf) is None


@pytest.mark.parametrize("sizes", [(10_000, 10_000), (10, 70_000), (70_000, 10)])
def test_what_came_first_goes_where_the_room_is_full(
    shelf: Shelf, tmp_path: Path, sizes: tuple[int, int]
) -> None:
    for number in range(2_000):
        shelf.put((str(number),), page(number, size=sizes[number >= 1_000]))

    kept = [number for number in range(2_000) if found(shelf, (str(number),))]

    assert kept == list(range(kept[0], 2_000))
    taken = sum(sizes[number >= 1_000] for number in kept)
    assert taken + 2_000 * len(kept) > ROOM / 4
    assert taken < ROOM
    assert (tmp_path / "kept.db").stat().st_size < 2 * ROOM


def test_what_is_a_day_old_is_not_found_and_the_next_page_takes_it_away(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shelf.put(KEY, page(size=5_000))
    shelf.close()
    real = time.time()
    monkeypatch.setattr(time, "time", lambda: real + timedelta(days=1).total_seconds())

    assert found(shelf) is None
    later = Shelf(tmp_path / "kept.db", ROOM, BUILD)
    later.put(("another",), page(2))
    for each in (shelf, later):
        each.close()

    assert page().body[:100] not in (tmp_path / "kept.db").read_bytes()


def test_the_nightly_purge_takes_it_away_too(
    app: Flask, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = read_settings({**environment, "OPINION_KEPT_ON_DISK": "1"})
    shelf = shelf_of(settings)
    assert shelf
    shelf.put(KEY, page())
    assert purge(settings) == 0
    real = time.time()
    monkeypatch.setattr(time, "time", lambda: real + timedelta(days=1).total_seconds())

    assert purge(settings) == 1
    shelf.put(KEY, page())
    shelf.close()
    said = app.test_cli_runner().invoke(privacy, ["purge"]).output

    assert "finished pages on the disk" in said
    assert not list(settings.instance.glob("kept_pages.db*"))  # this site has no room for any


@pytest.mark.parametrize("damage", ["about = '{['", "about = '[]'", "body = x'00'"])
def test_a_page_that_is_damaged_is_not_handed_out(
    shelf: Shelf, tmp_path: Path, damage: str
) -> None:
    shelf.put(KEY, page())
    with sqlite.connect(tmp_path / "kept.db") as other:
        other.execute(f"UPDATE pages SET {damage}")  # noqa: S608

    assert found(shelf) is None


def test_a_broken_file_that_nobody_may_delete_is_left_alone(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "kept.db").write_bytes(b"no database at all" * 999)

    def forbid(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "unlink", forbid)

    shelf.put(KEY, page())

    assert found(shelf) is None


@pytest.mark.parametrize("rubbish", [b"no database at all" * 999, b"SQLite format 3\0" * 999])
def test_a_file_that_is_broken_is_made_anew(shelf: Shelf, tmp_path: Path, rubbish: bytes) -> None:
    (tmp_path / "kept.db").write_bytes(rubbish)

    for _ in range(2):
        shelf.put(KEY, page())

    assert found(shelf) == page()


def test_where_no_file_can_be_nothing_is_kept(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "missing" / "kept.db", ROOM, BUILD)

    shelf.put(KEY, page())

    assert found(shelf) is None


def test_the_build_is_another_one_with_other_settings(environment: dict[str, str]) -> None:
    one = build_of(read_settings(environment))
    other = build_of(read_settings({**environment, "OPINION_SECRET_KEY": "x" * 40}))

    assert one == build_of(read_settings(environment))
    assert one != other


def test_the_build_is_another_one_with_another_file_or_library(
    environment: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings, template = read_settings(environment), tmp_path / "templates" / "page.html"
    template.parent.mkdir()
    template.write_text("one")
    monkeypatch.setattr(build, "place", lambda name: tmp_path / name)
    monkeypatch.syspath_prepend(tmp_path)
    marks = [build_of(settings)]

    template.write_text("two")
    marks.append(build_of(settings))
    (tmp_path / "library-1.0.dist-info").mkdir()
    marks.append(build_of(settings))

    assert len(set(marks)) == 3
