"""Recording: the one place where a comment's state changes, and no change goes unwritten."""

from dataclasses import dataclass
from datetime import datetime

from opinion.articles.models import Article
from opinion.comments.counting import count
from opinion.comments.models import Comment, Status
from opinion.database import db
from opinion.moderation.models import By, Decision, Found, Rule
from opinion.moderation.queueing import queue_up
from opinion.notices.keys import new_key
from opinion.passages.finding import anchor_over

TAKEN_AWAY = {Status.REMOVED, Status.SPAM}


@dataclass(frozen=True)
class Cause:
    """Who changes a comment's state, and why. ``undoes`` is the number of what is taken back."""

    by: By
    person_id: int | None = None
    found: Found | None = None
    rule: Rule | None = None
    law: str = ""
    words: str = ""
    note: str = ""
    undoes: int | None = None


def change_state(
    comment: Comment, article: Article, status: Status, cause: Cause, at: datetime
) -> Decision:
    """Give ``comment`` the state ``status``, keep the counts, and write down who did it and why.

    Callers know why they may. They hold the write lock, and have loaded both inside it.
    """
    was_live, former = comment.is_live, comment.status
    comment.status = status
    comment.rule = cause.rule if status in TAKEN_AWAY else None
    if comment.is_live != was_live:
        count(comment, article, 1 if comment.is_live else -1, anchor_over(comment))
    decision = _written(comment, former, cause, at)
    queue_up(comment, at)
    return decision


def record_arrival(comment: Comment, at: datetime) -> Decision | None:
    """Write down that a new comment was not shown at once; one that was is no decision."""
    if comment.status not in {Status.HELD, Status.SPAM}:
        return None
    rule = Rule.SPAM if comment.status == Status.SPAM else None
    comment.rule = rule
    cause = Cause(By.SCREENING, found=Found.SCREENING, rule=rule)
    decision = _written(comment, None, cause, at)
    queue_up(comment, at)
    return decision


def record_disowning(comment: Comment, at: datetime) -> Decision:
    """Write down that its writer took the name off ``comment``, whose state stays."""
    return _written(comment, comment.status, Cause(By.WRITER), at)


def _written(comment: Comment, former: Status | None, cause: Cause, at: datetime) -> Decision:
    decision = Decision(
        key=new_key(),
        comment_id=comment.id,
        article_id=comment.article_id,
        at=at,
        decided_by=cause.by,
        person_id=cause.person_id,
        former=former,
        status=comment.status,
        found=cause.found,
        rule=cause.rule,
        law=cause.law,
        words=cause.words,
        note=cause.note,
        undoes=cause.undoes,
    )
    db.session.add(decision)
    db.session.flush()
    return decision
