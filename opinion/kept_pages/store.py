"""The store: the kept pages of one process, those used last, in a bounded number of bytes."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

OVERHEAD = 2_500  # bytes that a page takes besides its body, about
Key = tuple[str, ...]
Versions = tuple[tuple[str, int], ...]
State = tuple[int, int]  # a connection, and what it says of the database


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
    checked: State | None = None

    @property
    def size(self) -> int:
        """How many bytes it takes, about."""
        return OVERHEAD + len(self.body)


class Store:
    """Kept pages by what is asked for; the least recently used go when ``room`` bytes are full."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._size = 0
        self._pages: OrderedDict[Key, Kept] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Key) -> Kept | None:
        """Return the page that answers ``key``, if it is kept."""
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def put(self, key: Key, page: Kept) -> None:
        """Keep ``page``, in the place of what answered ``key`` before."""
        with self._lock:
            former = self._pages.pop(key, None)
            self._size += page.size - (former.size if former else 0)
            self._pages[key] = page
            while self._size > self._room:
                self._size -= self._pages.popitem(last=False)[1].size
