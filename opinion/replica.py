"""The read replica: who may read from it, and for how long."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from flask_sqlalchemy.session import Session
from sqlalchemy.engine import Engine, make_url

from opinion.config import Settings

REPLICA = "replica"  # what its engine is called
PATIENCE = {"connect_timeout": "2", "tcp_user_timeout": "5000"}  # seconds, milliseconds
READING = {"options": "-c default_transaction_read_only=on"}  # whatever the address leads to
_reads = ContextVar("reads_from_the_replica", default=False)


@contextmanager
def reading_replica() -> Iterator[None]:
    """Let this thread's sessions read from the replica meanwhile; what is written goes past it."""
    token = _reads.set(True)
    try:
        yield
    finally:
        _reads.reset(token)


class RoutedSession(Session):
    """Asks the replica where that is allowed, and else the one database that is written to."""

    def get_bind(
        self, mapper: Any = None, clause: Any = None, bind: Any = None, **more: Any
    ) -> Any:
        if bind is None and _reads.get() and not self.info.get("writing"):
            engine: Engine = self._db.engines[REPLICA]
            return engine
        return super().get_bind(mapper, clause, bind, **more)


def binds(settings: Settings) -> dict[str | None, Any]:
    """Return what Flask-SQLAlchemy is told of the replica, if there is one."""
    if not settings.replica_url:
        return {}
    url = make_url(settings.replica_url)
    url = url.set(query={**PATIENCE, **READING, **url.query})
    pool = {"pool_size": settings.threads, "max_overflow": 2, "pool_pre_ping": True}
    return {REPLICA: {"url": url, **pool}}
