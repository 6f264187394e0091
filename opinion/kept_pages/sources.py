"""Sources: from which database kept pages are made and checked, and which one stands in."""

import time
from contextlib import AbstractContextManager, nullcontext

from sqlalchemy import Engine, event

from opinion.kept_pages.checking import Checker
from opinion.replica import hasten, reading_replica

REST = 10.0  # seconds for which a replica that did not answer is not asked again


class Source:
    """One database, and what asks it for versions."""

    def __init__(self, engine: Engine, *, is_replica: bool = False) -> None:
        self.engine = engine
        self.checker = Checker(engine, hasten if is_replica else None)
        if is_replica:
            event.listen(engine, "connect", hasten)
        self.is_replica = is_replica

    def reading(self) -> AbstractContextManager[None]:
        """Return what lets views read from this database meanwhile."""
        return reading_replica() if self.is_replica else nullcontext()


class Sources:
    """The replica, where there is one and it answers; then the database that is written to."""

    def __init__(self, primary: Engine, replica: Engine | None) -> None:
        self.primary = Source(primary)
        self._primary = (self.primary,)
        self._all = (Source(replica, is_replica=True), *self._primary) if replica else self._primary
        self._rests_until = 0.0

    def in_turn(self) -> tuple[Source, ...]:
        """Return them in the order in which they are to be asked."""
        is_resting = self._rests_until and time.monotonic() < self._rests_until
        return self._primary if is_resting else self._all

    def rests(self, source: Source) -> bool:
        """Whether ``source`` is not to be asked now: somebody has just waited for it in vain."""
        return source not in self.in_turn()

    def failed(self, source: Source) -> None:
        """Ask a replica that did not answer no more for a while, so that nobody waits for it."""
        if source.is_replica:
            self._rests_until = time.monotonic() + REST
