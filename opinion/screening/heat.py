"""The heat brake: in a branch that readers have reported, replies take their time."""

import math
from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select

from opinion.comments.models import STEP, Comment
from opinion.comments.reactions import Report
from opinion.database import db

BASE = timedelta(seconds=30)
EACH = timedelta(seconds=30)  # open report
MOST = timedelta(minutes=10)


def heat_of(parent: Comment, writer: str | None, networks: Collection[str], at: datetime) -> int:
    """Return in how many seconds a reply to ``parent`` may come in at the soonest; 0 is now.

    It waits for half a minute and half a minute more for each open report about ``parent`` and
    the comments above it: since ``parent`` was posted, and since its writer's last comment in that
    thread, who is known by one of the hashes.
    """
    reports = _open_reports(parent)
    if not reports:
        return 0
    span = min(BASE + EACH * reports, MOST)
    since = max(filter(None, (parent.posted_at, _last_word(parent, writer, networks, at))))
    left = (since + span - at).total_seconds()
    return max(0, min(math.ceil(left), int(span.total_seconds())))


def _open_reports(parent: Comment) -> int:
    """Return how many open reports there are about ``parent`` and what it hangs below."""
    path = parent.path
    above = [path[:end] for end in range(STEP, len(path) + 1, STEP)]
    within = (Comment.thread_id == parent.thread_id) & Comment.path.in_(above)
    root = parent.thread_id or parent.id
    reported = (
        select(func.count(Report.id))
        .join(Comment, Comment.id == Report.comment_id)
        .where(Report.reviewed_at.is_(None), or_(Comment.id == root, within))
    )
    return db.session.scalar(reported) or 0


def _last_word(
    parent: Comment, writer: str | None, networks: Collection[str], at: datetime
) -> datetime | None:
    """Return when the writer last wrote in the thread, within the longest wait."""
    if not (writer or networks):
        return None
    known = or_(Comment.network.in_(networks), Comment.writer == (writer or ""))
    root = parent.thread_id or parent.id
    newest = select(Comment.posted_at).where(
        known,
        or_(Comment.id == root, Comment.thread_id == root),
        Comment.posted_at > at - MOST,
        Comment.posted_at <= at,
    )
    return db.session.scalar(newest.order_by(Comment.posted_at.desc()).limit(1))
