"""The shelf: finished pages in a file, for all workers of a machine, and over restarts.

It is a cache: whatever goes wrong with it costs a page that is made again, and nothing else. What
is read from it is checked like what a process has in memory.
"""

import json
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from threading import Lock
from typing import Any
from zlib import crc32

from opinion.config import Settings
from opinion.database import sqlite
from opinion.kept_pages.build import build_of
from opinion.kept_pages.store import MEGABYTE, Kept, Key

FILE = "kept_pages.db"  # in the instance folder
LASTS = 86_400.0  # seconds: then a page goes, whatever was taken off it meanwhile
REST = 10.0  # seconds for which a file that failed is left alone
WAIT = 100  # milliseconds that another process may write
SHARE = 64  # the part of the room that one process fills before it looks whether that is too much
OVERHEAD = 1_000  # bytes that a page takes besides its body and what is said about it
AT_ONCE = 1_000  # pages that go at the most, so that nobody waits for long
SETTINGS = (
    f"PRAGMA busy_timeout = {WAIT}",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",  # what is lost with the power is made again, nothing is torn
    "PRAGMA cache_size = -200",
    "PRAGMA secure_delete = ON",  # what goes is not left in the file
)
TABLE = """
CREATE TABLE IF NOT EXISTS pages (
    number INTEGER PRIMARY KEY, key BLOB UNIQUE, made_at REAL, about TEXT, body BLOB
)
"""
FIND = "SELECT number, about FROM pages WHERE key = ? AND made_at > ?"
READ = "SELECT body FROM pages WHERE number = ?"
PUT = "INSERT OR REPLACE INTO pages (key, made_at, about, body) VALUES (?, ?, ?, ?)"
SIZE = """
SELECT (page_count - freelist_count) * page_size
FROM pragma_page_count, pragma_freelist_count, pragma_page_size
"""
TIDY = """
DELETE FROM pages WHERE number IN (
    SELECT number FROM (
        SELECT number, made_at, sum(size)
            OVER (ORDER BY number ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
        FROM (
            SELECT number, made_at, length(about) + length(body) + ? AS size
            FROM pages ORDER BY number LIMIT ?
        )
    ) WHERE ifnull(before, 0) < ? OR made_at <= ?
) RETURNING number
"""


class Shelf:
    """What the processes of a machine keep in the file at ``place``, in about ``room`` bytes.

    ``build`` marks what pages are made by: what something else has made is not found. What was put
    there first goes first.
    """

    def __init__(self, place: Path, room: int, build: bytes) -> None:
        self._place, self._room, self._build = place, room, build
        self._lock = Lock()
        self._connection: Any = None
        self._unlooked = room  # bytes put there: at the first page it looks at once
        self._rests_until = 0.0

    def get(self, key: Key, is_current: Callable[[Kept], bool]) -> Kept | None:
        """Return the page that is kept by ``key``, if there is one and ``is_current`` says so.

        Its body is read where it is true only, and so is empty when that is asked.
        """
        for number, about in self._asked(FIND, self._mark(key), time.time() - LASTS):
            page, mark = _described(about)
            if page and is_current(page):
                for (body,) in self._asked(READ, number):
                    if mark == _mark_of(body):
                        return replace(page, body=body)
        return None

    def put(self, key: Key, page: Kept) -> None:
        """Keep ``page`` in the place of what was kept by ``key``.

        A version of 0 names nothing: two pages that differ may have it, one after the other.
        """
        if not page.versions or not all(number for _, number in page.versions):
            return
        self._asked(PUT, self._mark(key), time.time(), _about(page), page.body)
        self._unlooked += page.size
        if self._unlooked > self._room // SHARE:
            self._unlooked = 0
            self.tidy()

    def tidy(self) -> int:
        """Take away some of what is too old, and of what came first, where there is too much.

        Returns how many pages went: 0 when there is nothing more to do.
        """
        too_much = max((taken - self._room for (taken,) in self._asked(SIZE)), default=0)
        return len(self._asked(TIDY, OVERHEAD, AT_ONCE, too_much, time.time() - LASTS))

    def close(self) -> None:
        """Let go of the file; who asks next opens it again."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _asked(self, statement: str, *values: Any) -> list[Any]:
        """Return the rows that answer ``statement``; none where the file fails, or rests."""
        with self._lock:
            if time.monotonic() < self._rests_until:
                return []
            try:
                rows: list[Any] = self._opened().execute(statement, values).fetchall()
            except sqlite.OperationalError:  # it is locked, full, or may not be written
                self._rests_until = time.monotonic() + REST
                self.close()
            except sqlite.DatabaseError:  # it is no database any more
                self._rests_until = time.monotonic() + REST
                self.close()
                with suppress(OSError):
                    self._place.unlink(missing_ok=True)
                    self._rests_until = 0.0
            else:
                return rows
            return []

    def _opened(self) -> Any:
        if self._connection is None:
            self._connection = connection = sqlite.connect(
                self._place, isolation_level=None, check_same_thread=False
            )
            for setting in (*SETTINGS, TABLE):
                connection.execute(setting).fetchall()
        return self._connection

    def _mark(self, key: Key) -> bytes:
        return blake2b(repr(key).encode(), key=self._build, digest_size=16).digest()


def shelf_of(settings: Settings) -> Shelf | None:
    """Return what keeps pages on the disk; None where ``settings`` leave no room there."""
    if not (settings.kept_on_disk and settings.kept_pages):
        return None
    room = settings.kept_on_disk * MEGABYTE
    return Shelf(settings.instance / FILE, room, build_of(settings))


def purge(settings: Settings) -> int:
    """Take off the disk what is a day old, or all where ``settings`` leave no room there now.

    Returns how many pages went; where all went, how many files.
    """
    shelf = shelf_of(settings)
    if shelf is None:
        files = list(settings.instance.glob(f"{FILE}*"))
        for file in files:
            file.unlink(missing_ok=True)
        return len(files)
    went = sum(iter(shelf.tidy, 0))
    shelf.close()
    return went


def _about(page: Kept) -> str:
    """Return all but the body as JSON, and a mark of that."""
    until = page.until.isoformat() if page.until else None
    return json.dumps([page.headers, page.etag, page.versions, until, _mark_of(page.body)])


def _described(about: str) -> tuple[Kept | None, int]:
    """Return a page without its body, and the mark of that; no page where that is damaged."""
    try:
        headers, etag, versions, until, mark = json.loads(about)
        page = Kept(
            [(name, value) for name, value in headers],
            b"",
            etag,
            tuple((name, number) for name, number in versions),
            datetime.fromisoformat(until) if until else None,
            is_shelved=True,
        )
    except (TypeError, ValueError):
        return None, 0
    return page, mark


def _mark_of(body: bytes) -> int:
    return crc32(body)  # against damage; who may write the file could make any mark
