"""The read replica: who may read from it, and for how long."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from flask_sqlalchemy.session import Session
from sqlalchemy.engine import Engine, make_url

from opinion.config import Settings

REPLICA = "replica"  # what its engine is called
PATIENCE = 2.0  # seconds for an answer to one question
WAITING = {"connect_timeout": "2", "tcp_user_timeout": "5000"}  # seconds, milliseconds
READING = {  # whatever the address leads to
    "options": f"-c default_transaction_read_only=on -c statement_timeout={PATIENCE * 1000:.0f}"
    " -c timezone=UTC"
}
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
    url = url.set(query={**WAITING, **READING, **url.query})
    pool = {"pool_size": settings.threads, "max_overflow": 2, "pool_pre_ping": True}
    return {REPLICA: {"url": url, **pool}}


def hasten(connection: Any, *_: Any) -> None:
    """Let no question on the driver's ``connection`` wait for more than two seconds.

    It is closed then. Neither the server's own limit nor TCP's helps where the server is frozen and
    the system that it runs on is not.
    """
    wait = connection.wait

    def wait_in_time(*asked: Any, **options: Any) -> Any:
        try:
            return wait(*asked, **{"timeout": PATIENCE, **options})
        except connection.OperationalError:
            if connection.info.transaction_status.name == "ACTIVE":  # it still waits
                connection.close()
            raise

    connection.wait = wait_in_time
