"""The store: what one process keeps, that which was used last, in a bounded number of bytes."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from threading import Lock
from typing import Generic, TypeVar

MEGABYTE = 1_000_000  # bytes
UNSENT = {"content-length", "content-type", "content-encoding"}  # RFC 9110, 15.4.5
OVERHEAD = 2_500  # bytes that a page takes besides its body, about
Item = TypeVar("Item")
Key = tuple[str, ...]
Versions = tuple[tuple[str, int], ...]


@dataclass
class Kept:
    """A finished good answer, packed as somebody asked for it.

    ``versions`` are those that it was made from, and ``checked`` is the state of the database in
    which they were last found to be current. From ``until`` on it is true no more. ``is_shelved``
    says that it is on the disk, too, or about to be.
    """

    headers: list[tuple[str, str]]
    body: bytes
    etag: str
    versions: Versions
    until: datetime | None
    checked: bytes | None = None
    is_shelved: bool = False

    @cached_property
    def headers_where_known(self) -> list[tuple[str, str]]:
        """The headers for an asker who has the page."""
        return [each for each in self.headers if each[0].lower() not in UNSENT]

    @property
    def size(self) -> int:
        """How many bytes it takes, about."""
        return OVERHEAD + len(self.body)


@dataclass(slots=True)
class Entry(Generic[Item]):
    """An item in a store, its bytes, and whether it was used since it last had its turn.

    ``item`` is None once the store has let go of it.
    """

    item: Item | None
    size: int
    is_used: bool = False


class Store(Generic[Item]):
    """What is kept, by its key, in ``room`` bytes; what came first and was not used since goes."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._taken = 0
        self._kept: dict[Hashable, Entry[Item]] = {}
        self._lock = Lock()

    def get(self, key: Hashable) -> Item | None:
        """Return what is kept by ``key``, if anything is."""
        found = self._kept.get(key)
        if found is None:
            return None
        found.is_used = True
        return found.item

    def entry(self, key: Hashable) -> Entry[Item] | None:
        """Return the place of what is kept by ``key``, if anything is."""
        return self._kept.get(key)

    def put(self, key: Hashable, item: Item, size: int) -> None:
        """Keep ``item``, which takes ``size`` bytes, in the place of what was kept by ``key``."""
        with self._lock:
            former = self._kept.pop(key, None)
            self._kept[key] = Entry(item, size)
            self._taken += size
            if former:
                self._let_go(former)
            while self._taken > self._room:
                self._give_a_turn(next(iter(self._kept)))

    def _give_a_turn(self, key: Hashable) -> None:
        """Let go of what ``key`` keeps; if it was used, it goes when it is first again."""
        entry = self._kept.pop(key)
        if entry.is_used:
            entry.is_used = False
            self._kept[key] = entry
        else:
            self._let_go(entry)

    def _let_go(self, entry: Entry[Item]) -> None:
        entry.item = None
        self._taken -= entry.size
