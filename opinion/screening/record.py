"""The record: what a writer's earlier comments came to, and who is there to judge; one query."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select

from opinion.comments.models import Comment, Status
from opinion.database import db
from opinion.people.protecting import has_staff
from opinion.screening.cases import Record

REMEMBERED = timedelta(days=180)  # that a comment was approved
LATELY = timedelta(days=30)
STANDING = timedelta(days=1)  # what nobody took away for so long is as good as approved
MOST = 500  # of a writer's comments that are looked at, the newest ones


def is_staffed() -> bool:
    """Whether there is anybody to judge."""
    return bool(db.session.scalar(select(has_staff())))


def record_of(writer: str, at: datetime, besides: int | None = None) -> tuple[Record, bool]:
    """Return the record of ``writer`` (a hash), and whether there is anybody to judge.

    ``besides`` is a comment that does not count: nobody vouches for themselves.
    """
    own = select(Comment.status, Comment.posted_at, Comment.published_at).where(
        Comment.writer == writer, Comment.id != (besides or 0)
    )
    lately = own.order_by(Comment.id.desc()).limit(MOST).subquery()
    is_live = lately.c.status == Status.PUBLISHED
    is_rejected = lately.c.status.in_((Status.REMOVED, Status.SPAM))
    is_late = lately.c.posted_at > at - LATELY
    is_approved = and_(
        is_live,
        lately.c.published_at > at - REMEMBERED,
        or_(
            lately.c.published_at > lately.c.posted_at,
            lately.c.published_at <= at - STANDING,
        ),
    )
    counted = select(
        _how_many(is_approved),
        _how_many(and_(is_late, or_(is_live, is_rejected))),
        _how_many(and_(is_late, is_rejected)),
        has_staff(),
    ).select_from(lately)
    approved, decided, rejected, has_judges = db.session.execute(counted).one()
    return Record(approved, decided, rejected), bool(has_judges)


def _how_many(which: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count().filter(which)
