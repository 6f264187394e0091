"""The WAL-index: in memory that all processes share, it says that a database was written to."""

import os
from mmap import ACCESS_READ, mmap
from pathlib import Path
from threading import Lock
from typing import Any

HEADER = 48  # bytes: sqlite.org/walformat.html, 2.1


class WalIndex:
    """What the processes that have one SQLite database open tell each other of it.

    Its header names the last transaction that was committed, so no two states have the same one,
    and looking costs no call of the system. It is read only; a copy that is taken while somebody
    writes it differs from the one before and the one behind.
    """

    def __init__(self, place: Path) -> None:
        """Open the file at ``place``.

        Raises:
            OSError, ValueError: there is none, or nothing in it.
        """
        self._file = os.open(place, os.O_RDONLY)
        self._shared = mmap(self._file, HEADER, access=ACCESS_READ)

    def state(self) -> bytes:
        """Return what differs after each transaction that anybody committed."""
        return self._shared[:HEADER]

    @property
    def is_gone(self) -> bool:
        """Whether the file has no name any more: the last who had the database open has left."""
        return os.fstat(self._file).st_nlink == 0

    def close(self) -> None:
        """Let go of a file that is gone; who still looks sees what it said last."""
        os.close(self._file)


# Closing such a file ends all locks that the process has on it, SQLite's too (POSIX, close()), so
# each is opened once, for all who look, and closed when it is gone.
_opened: dict[tuple[int, int], WalIndex] = {}
_opening = Lock()


def index_of(connection: Any) -> WalIndex | None:
    """Return the index of the database that ``connection`` has read; None where it has none.

    It tells the truth as long as the connection is open.
    """
    name = connection.execute("PRAGMA database_list").fetchall()[0][2]
    place = Path(f"{name}-shm")
    with _opening:
        for key in [key for key, index in _opened.items() if index.is_gone]:
            _opened.pop(key).close()
        try:
            found = place.stat()
            key = found.st_dev, found.st_ino
            if key not in _opened:
                _opened[key] = WalIndex(place)
        except (OSError, ValueError):
            return None
        return _opened[key]
