"""Sources: from which database kept pages are made and checked, and which one stands in."""

import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext

from sqlalchemy import Engine

from opinion.kept_pages.checking import Checker
from opinion.replica import reading_replica

REST = 10.0  # seconds for which a replica that did not answer is not asked again


class Source:
    """One database, and what asks it for versions."""

    def __init__(self, engine: Engine, *, is_replica: bool = False) -> None:
        self.engine = engine
        self.checker = Checker(engine)
        self.is_replica = is_replica

    def reading(self) -> AbstractContextManager[None]:
        """Return what lets views read from this database meanwhile."""
        return reading_replica() if self.is_replica else nullcontext()


class Sources:
    """The replica, where there is one and it answers; then the database that is written to."""

    def __init__(self, primary: Engine, replica: Engine | None) -> None:
        self._primary = Source(primary)
        self._replica = Source(replica, is_replica=True) if replica else None
        self._rests_until = 0.0

    def in_turn(self) -> Iterator[Source]:
        """Yield them in the order in which they are to be asked."""
        if self._replica and time.monotonic() >= self._rests_until:
            yield self._replica
        yield self._primary

    def failed(self, source: Source) -> None:
        """Ask a replica that did not answer no more for a while, so that nobody waits for it."""
        if source.is_replica:
            self._rests_until = time.monotonic() + REST
