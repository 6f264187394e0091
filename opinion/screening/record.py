"""The record: what a writer's earlier comments came to, and who is there to judge; one query."""

from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, or_, select

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
    asked = {
        "writer": writer,
        "besides": besides or 0,
        "remembered": at - REMEMBERED,
        "lately": at - LATELY,
        "standing": at - STANDING,
    }
    approved, decided, rejected, has_judges = db.session.execute(_counted(), asked).one()
    return Record(approved, decided, rejected), bool(has_judges)


@cache
def _counted() -> Select[tuple[int, int, int, bool]]:
    """Select the figures of a record, and whether there is staff; made once, as it takes a while.

    What is asked for has a name in it: ``writer``, ``besides``, and the moments since when things
    count.
    """
    own = select(Comment.status, Comment.posted_at, Comment.published_at).where(
        Comment.writer == bindparam("writer"), Comment.id != bindparam("besides")
    )
    newest = own.order_by(Comment.id.desc()).limit(MOST).subquery()
    is_live = newest.c.status == Status.PUBLISHED
    is_rejected = newest.c.status.in_((Status.REMOVED, Status.SPAM))
    is_late = newest.c.posted_at > bindparam("lately")
    is_approved = and_(
        is_live,
        newest.c.published_at > bindparam("remembered"),
        or_(
            newest.c.published_at > newest.c.posted_at,
            newest.c.published_at <= bindparam("standing"),
        ),
    )
    return select(
        _how_many(is_approved),
        _how_many(and_(is_late, or_(is_live, is_rejected))),
        _how_many(and_(is_late, is_rejected)),
        has_staff(),
    ).select_from(newest)


def _how_many(which: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count().filter(which)
