"""Flood limits: how fast a network, or somebody signed in, may comment. Asked of what is stored."""

import math
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from opinion.comments.models import Comment
from opinion.database import db

LIMITS = (
    (timedelta(minutes=1), 3),
    (timedelta(hours=1), 10),
    (timedelta(days=1), 30),
)
THREAD_LIMIT = (timedelta(hours=1), 3)  # new threads under one article
MOST = max(allowed for _, allowed in LIMITS)
SIGNED_IN_LIMITS = ((timedelta(seconds=5), 1), (timedelta(hours=1), 60))


def wait_of_network(
    networks: Collection[str], article_id: int, *, is_thread: bool, at: datetime
) -> int:
    """Return in how many seconds a network may add a comment, at the moment ``at``; 0 is now.

    ``networks`` are its hashes, by this period's key and the one before.
    """
    day_ago = at - LIMITS[-1][0]
    recent = db.session.execute(
        select(Comment.posted_at, Comment.article_id, Comment.parent_id)
        .where(Comment.network.in_(networks), Comment.posted_at > day_ago, Comment.posted_at <= at)
        .order_by(Comment.posted_at.desc())
        .limit(MOST)
    ).all()
    wait = max(_wait([row.posted_at for row in recent], *limit, at) for limit in LIMITS)
    if is_thread:
        threads = [
            row.posted_at
            for row in recent
            if row.article_id == article_id and row.parent_id is None
        ]
        wait = max(wait, _wait(threads, *THREAD_LIMIT, at))
    return wait


def wait_of_writer(writer: str, at: datetime) -> int:
    """Return in how many seconds ``writer``, who is signed in, may add a comment; 0 is now."""
    span, most = SIGNED_IN_LIMITS[-1]
    recent = db.session.scalars(
        select(Comment.posted_at)
        .where(Comment.writer == writer, Comment.posted_at > at - span, Comment.posted_at <= at)
        .order_by(Comment.id.desc())
        .limit(most)
    ).all()
    return max(_wait(recent, *limit, at) for limit in SIGNED_IN_LIMITS)


def _wait(moments: Sequence[datetime], span: timedelta, allowed: int, at: datetime) -> int:
    """Return the seconds until ``span`` holds under ``allowed`` of ``moments``, newest first."""
    if len(moments) < allowed:
        return 0
    left = moments[allowed - 1] + span - at
    return max(0, math.ceil(left.total_seconds()))
