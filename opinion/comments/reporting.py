"""Reporting: how readers ask for a moderator, and what their asking does by itself."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import Select, bindparam, func, select

from opinion.articles.models import Article
from opinion.comments.models import Comment, Status
from opinion.comments.reactions import Mark, Reason, Report, left_by
from opinion.database import db
from opinion.moderation.models import By, Found
from opinion.moderation.queueing import queue_up
from opinion.moderation.recording import Cause, change_state
from opinion.screening.reasons import Why, reason


@dataclass(frozen=True)
class Complaint:
    """What somebody has against a comment."""

    reason: Reason
    note: str = ""


class ReportedError(Exception):
    """Who reported a comment wants to reply to it."""


def report(
    comment: Comment,
    article: Article,
    complaint: Complaint,
    *,
    by: Mark,
    at: datetime,
    hides: int,
) -> bool:
    """Keep a complaint about ``comment``; say whether it is the first by this reporter.

    With open reports from ``hides`` networks the comment is held (0: never), unless somebody wrote
    it who works for the site. The caller holds the write lock, and has loaded both inside it.
    """
    if report_by(comment.id, by):
        return False
    db.session.add(
        Report(
            comment_id=comment.id,
            reporter=by.by,
            network=by.network,
            person_id=by.person_id,
            reason=complaint.reason,
            note=complaint.note,
            at=at,
        )
    )
    db.session.flush()
    can_hide = comment.is_live and not (comment.person and comment.person.is_staff)
    if hides and can_hide and (differ := _how_many_differ(comment.id)) >= hides:
        cause = Cause(By.READERS, found=Found.REPORTS)
        change_state(comment, article, Status.HELD, cause, at)
        comment.held_for = [reason(Why.REPORTS, count=differ)]
    queue_up(comment, at)
    return True


def report_by(number: int, reporter: Mark) -> Report | None:
    """Return what ``reporter`` has said against the comment ``number``, or else their network."""
    return db.session.scalar(_said(reporter.person_id is None), reporter.on(number))


def settle(comment: Comment, at: datetime) -> int:
    """Mark the open reports about ``comment`` as reviewed, and return how many there were.

    A moderator has decided. The caller holds the write lock.
    """
    said = _open().where(Report.comment_id == comment.id)
    reports = db.session.scalars(said).all()
    for each in reports:
        each.reviewed_at = at
    return len(reports)


def open_reports() -> dict[int, list[Report]]:
    """Return the open reports about each comment that has some, the oldest first."""
    found: dict[int, list[Report]] = defaultdict(list)
    for each in db.session.scalars(_open().order_by(Report.id)):
        found[each.comment_id].append(each)
    return found


@cache
def _said(is_guest: bool) -> Select[tuple[Report]]:
    """Select what a reader has said against a comment, or else their network: composed once."""
    known = left_by(Report.reporter, Report.network, is_guest=is_guest)
    said = select(Report).where(Report.comment_id == bindparam("comment"), known)
    return said.order_by(Report.reporter != bindparam("by"), Report.id).limit(1)


def _open() -> Select[tuple[Report]]:
    return select(Report).where(Report.reviewed_at.is_(None))


def _how_many_differ(number: int) -> int:
    """Return how many have open reports about a comment who share neither person nor network.

    A person reports a comment once, so that networks tell.
    """
    said = _open().where(Report.comment_id == number).subquery()
    return db.session.scalar(select(func.count(said.c.network.distinct()))) or 0
