"""Tasks: what is due to be forgotten, and how that is done: a batch in each transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Row, Select, func, select

from opinion.database import db

BATCH = 200  # rows that one transaction changes
DAY = timedelta(days=1)
Rows = Sequence[Row[Any]]


@dataclass(frozen=True)
class Spans:
    """For how long a site keeps what it may choose the time of."""

    undecided: timedelta
    removed: timedelta
    networks: timedelta


@dataclass(frozen=True)
class Task:
    """What is due, and how it is done away with; ``name`` says it in a few words."""

    name: str
    due: Select[Any]
    do: Callable[[Rows], None]

    def how_many(self) -> int:
        """Return how much is due."""
        return db.session.scalar(select(func.count()).select_from(self.due.subquery())) or 0

    def do_some(self) -> int:
        """Do a batch of it, and say how much that was. The caller holds the write lock."""
        rows = db.session.execute(self.due.limit(BATCH)).all()
        if rows:
            self.do(rows)
            db.session.flush()
        return len(rows)
