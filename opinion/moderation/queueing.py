"""Queueing: which comments wait for a moderator, and in which order.

The order is that of points: 40 for each open report or notice that names a law (ten count at the
most), one for each percent of which the learning filter takes the text for spam, and 20 where
nothing else by its writer can be read. They are reckoned whenever the comment's state changes and
whenever somebody reports it, and then stored: what the filter learns later moves nothing.
"""

from datetime import datetime

from sqlalchemy import func, select

from opinion.comments.models import Comment, Status
from opinion.comments.reactions import Report
from opinion.database import db
from opinion.moderation.finding import last_decision
from opinion.moderation.models import LegalNotice
from opinion.moderation.queue import Waiting
from opinion.notices.telling import tell_staff
from opinion.screening.lessons import verdict_on

FOR_REPORT, MOST_REPORTS = 40, 10
FOR_SPAM = 100
FOR_NEWCOMER = 20
LAST = FOR_REPORT * MOST_REPORTS + FOR_SPAM + FOR_NEWCOMER  # priority of what has no points


def queue_up(comment: Comment, at: datetime) -> None:
    """Let ``comment`` wait for a moderator, in its place, if there is a reason to; else no more.

    When it begins to wait, the staff are told: those who want mail, and did not cause it. The
    caller holds the write lock, and has stored what was said about the comment.
    """
    reports = _open_reports(comment.id)
    row = db.session.get(Waiting, comment.id)
    if comment.is_held or (comment.is_live and reports):
        priority = LAST - _points(comment, reports)
        if row is None:
            db.session.add(Waiting(comment_id=comment.id, priority=priority))
            _tell_of_wait(comment, at)
        else:
            row.priority = priority
    elif row is not None:
        db.session.delete(row)
    db.session.flush()


def _tell_of_wait(comment: Comment, at: datetime) -> None:
    """Tell the staff that ``comment`` begins to wait; not who of them held it."""
    last = last_decision(comment.id)
    besides = last.person_id if last and comment.is_held else None
    tell_staff(comment, wait=last.id if last else 0, besides=besides, at=at)


def _points(comment: Comment, reports: int) -> int:
    verdict = verdict_on(comment.text)
    spam = round(FOR_SPAM * verdict.probability) if verdict else 0
    newcomer = 0 if _is_known(comment) else FOR_NEWCOMER
    return FOR_REPORT * min(reports, MOST_REPORTS) + spam + newcomer


def _is_known(comment: Comment) -> bool:
    """Whether something else by its writer can be read."""
    if comment.writer is None:
        return False
    others = select(Comment.id).where(
        Comment.writer == comment.writer,
        Comment.status == Status.PUBLISHED,
        Comment.id != comment.id,
    )
    return db.session.scalar(others.limit(1)) is not None


def _open_reports(number: int) -> int:
    """Return how many reports and notices about a comment wait for a decision."""
    reports = select(func.count(Report.id)).where(
        Report.comment_id == number, Report.reviewed_at.is_(None)
    )
    notices = select(func.count(LegalNotice.id)).where(
        LegalNotice.comment_id == number, LegalNotice.decided_at.is_(None)
    )
    said = select(reports.scalar_subquery() + notices.scalar_subquery())
    return db.session.scalar(said) or 0
