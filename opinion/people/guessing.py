"""Guessing: how often a password may be wrong, for one address and from one network.

Each attempt is stored as failed before anything is compared, and forgotten once it was right: so
those that are made at once count, too. An address that nobody has here is treated like any other.
"""

import math
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, select

from opinion.database import db
from opinion.notices.turns import Turn, take
from opinion.people.credentials import FailedSignIn

Limits = Sequence[tuple[timedelta, int]]
SHORT, DAY = timedelta(minutes=15), timedelta(days=1)
OF_ADDRESS: Limits = ((SHORT, 5), (DAY, 20))
OF_NETWORK: Limits = ((SHORT, 20), (DAY, 100))


class TooManyGuessesError(Exception):
    """Too many attempts have failed; ``seconds`` says how long to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"wait {seconds} seconds")
        self.seconds = seconds


def note(address: str, networks: Sequence[str], at: datetime) -> int:
    """Store an attempt as failed, and return its number; forget those that count no more.

    ``address`` is a keyed hash, ``networks`` are two: by the key of now, and the one before.
    The caller holds the write lock.

    Raises:
        TooManyGuessesError: too many have failed lately; nothing is stored.
    """
    take(Turn.GUESSING)
    db.session.execute(delete(FailedSignIn).where(FailedSignIn.at <= at - DAY))
    wait = max(
        _wait(FailedSignIn.address == address, OF_ADDRESS, at),
        _wait(FailedSignIn.network.in_(networks), OF_NETWORK, at),
    )
    if wait > timedelta(0):
        raise TooManyGuessesError(math.ceil(wait.total_seconds()))
    attempt = FailedSignIn(address=address, network=networks[0], at=at)
    db.session.add(attempt)
    db.session.flush()
    return attempt.id


def forgive(attempt: int) -> None:
    """Forget an attempt that was right after all. The caller holds the write lock."""
    db.session.execute(delete(FailedSignIn).where(FailedSignIn.id == attempt))


def _wait(whose: ColumnElement[bool], limits: Limits, at: datetime) -> timedelta:
    """Return how long it takes until each of ``limits`` holds again."""
    span, most = limits[-1]
    failed = db.session.scalars(
        select(FailedSignIn.at)
        .where(whose, FailedSignIn.at > at - span)
        .order_by(FailedSignIn.at.desc())
        .limit(most)
    ).all()
    waits = [failed[allowed - 1] + span - at for span, allowed in limits if len(failed) >= allowed]
    return max(waits, default=timedelta(0))
