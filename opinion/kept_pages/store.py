"""The store: what one process keeps, that which was used last, in a bounded number of bytes."""

from collections import OrderedDict
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
    which they were last found to be current. From ``until`` on it is true no more.
    """

    headers: list[tuple[str, str]]
    body: bytes
    etag: str
    versions: Versions
    until: datetime | None
    checked: bytes | None = None

    @cached_property
    def headers_where_known(self) -> list[tuple[str, str]]:
        """The headers for an asker who has the page."""
        return [each for each in self.headers if each[0].lower() not in UNSENT]

    @property
    def size(self) -> int:
        """How many bytes it takes, about."""
        return OVERHEAD + len(self.body)


class Store(Generic[Item]):
    """What is kept, by its key; what was used least lately goes when ``room`` bytes are full."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._taken = 0
        self._kept: OrderedDict[Hashable, tuple[Item, int]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> Item | None:
        """Return what is kept by ``key``, if anything is."""
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                return None
            self._kept.move_to_end(key)
            return found[0]

    def put(self, key: Hashable, item: Item, size: int) -> None:
        """Keep ``item``, which takes ``size`` bytes, in the place of what was kept by ``key``."""
        with self._lock:
            _, former = self._kept.pop(key, (None, 0))
            self._kept[key] = (item, size)
            self._taken += size - former
            while self._taken > self._room:
                self._taken -= self._kept.popitem(last=False)[1][1]
