"""Addressed: which of the replies to what somebody wrote they have not seen yet."""

from datetime import datetime

from sqlalchemy import func, select

from opinion.comments.models import Comment
from opinion.database import db
from opinion.feeds.finding import replies_to
from opinion.people.models import Person

MOST = 100  # counted; more are “more than 100”


def how_many_unseen(person: Person, at: datetime) -> int:
    """Return how many replies ``person`` has not seen yet: 101 at the most."""
    unseen = replies_to(person.writer, at).where(Comment.published_at > person.replies_seen_at)
    some = unseen.with_only_columns(Comment.id).limit(MOST + 1).subquery()
    return db.session.scalar(select(func.count()).select_from(some)) or 0


def is_unseen(reply: Comment, person: Person) -> bool:
    """Whether ``person``, whom ``reply`` answers, has not seen it yet."""
    return reply.published_at is not None and reply.published_at > person.replies_seen_at


def see(person: Person, until: datetime) -> None:
    """Note that ``person`` has seen all replies up to the moment ``until``.

    The caller holds the write lock and has loaded them inside it.
    """
    person.replies_seen_at = max(person.replies_seen_at, until)
