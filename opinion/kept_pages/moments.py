"""Moments: when a page becomes another one by itself, though nobody writes anything."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, func, select
from sqlalchemy.orm import QueryableAttribute, Session

from opinion.articles.listing import WEEK
from opinion.articles.models import Article
from opinion.comments.arrivals import LIVELY
from opinion.comments.models import Comment

SETTLED = timedelta(minutes=1)  # RFC 9110, 8.8.2.2: until then, more may come with the same date
AT_ONCE = timedelta()
Found = Select[tuple[datetime | None]]
Change = tuple[Found, timedelta]


def lists_change_at(session: Session, at: datetime) -> datetime | None:
    """Return when lists change next after the moment ``at``.

    An article appears, or is not of this week any more; a feed gets its date.
    """
    changes = (
        _appearance(at),
        (_first(Article.published_at, at - WEEK), WEEK),
        (_first(Comment.published_at, at - SETTLED), SETTLED),
    )
    return _earliest(_found(session, changes), changes)


def article_changes_at(
    session: Session, slug: str, at: datetime, hiding: timedelta
) -> tuple[int, datetime | None]:
    """Return the number of the article at ``slug``, and when its pages change next.

    The number is 0 where there is none. Of what comes after the moment ``at``, that is the first:

    another one appears in a section; the conversation closes, or is asked about no more; a score is
    shown that was hidden for the time ``hiding``; a feed gets its date.
    """
    number = select(Article.id).where(Article.slug == slug).scalar_subquery()
    it, under_it = Article.slug == slug, Comment.article_id == number
    is_young = Comment.published_at > at - hiding  # so that the index helps: it came in before
    changes = (
        _appearance(at),
        (_first(Article.comments_close_at, at, it), AT_ONCE),
        (_first(Article.published_at, at - LIVELY, it), LIVELY),
        (_first(Comment.published_at, at - SETTLED, under_it), SETTLED),
        (_first(Comment.posted_at, at - hiding, under_it, is_young), hiding),
    )
    found, *moments = _found(session, changes, number)
    return found or 0, _earliest(moments, changes)


def _appearance(at: datetime) -> Change:
    return _first(Article.published_at, at, Article.is_draft.is_(False)), AT_ONCE


def _first(
    moment: QueryableAttribute[datetime] | QueryableAttribute[datetime | None],
    after: datetime,
    *conditions: ColumnElement[bool],
) -> Found:
    return select(func.min(moment)).where(moment > after, *conditions)


def _found(session: Session, changes: Sequence[Change], *more: ScalarSelect[Any]) -> Sequence[Any]:
    """Ask for ``more``, and for all moments, in one statement."""
    asked = [query.scalar_subquery() for query, _ in changes]
    return session.execute(select(*more, *asked)).one()


def _earliest(found: Sequence[datetime | None], changes: Sequence[Change]) -> datetime | None:
    """Return the earliest moment, each of which is so much later than what was found."""
    moments = [
        each + span for each, (_, span) in zip(found, changes, strict=True) if each is not None
    ]
    return min(moments, default=None)
