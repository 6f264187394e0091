"""Turns: where what is counted or gathered must not change meanwhile, writers take turns.

SQLite has one writer at a time; PostgreSQL is asked for a lock that ends with the transaction.
"""

from enum import IntEnum

from sqlalchemy import text

from opinion.database import db


class Turn(IntEnum):
    """What is done in turns: the numbers by which PostgreSQL knows our locks; any would do."""

    GATHERING = 7_146_282
    ASKING = 7_146_283
    GUESSING = 7_146_284
    IMPOSING = 7_146_285
    WRITING = 7_146_286


def take(turn: Turn) -> None:
    """Wait until no other transaction has the ``turn``. The caller holds the write lock."""
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(text(f"SELECT pg_advisory_xact_lock({turn:d})"))


def take_own(turn: Turn, who: str) -> None:
    """Wait only for those transactions that have the ``turn`` of the same ``who``."""
    if db.session.get_bind().dialect.name == "postgresql":
        lock = text(f"SELECT pg_advisory_xact_lock({turn:d}, hashtext(:who))")
        db.session.execute(lock, {"who": who})
