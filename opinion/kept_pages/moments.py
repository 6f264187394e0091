"""Moments: when a page becomes another one by itself, though nobody writes anything."""

from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Connection, Select, bindparam, func, select
from sqlalchemy.orm import QueryableAttribute

from opinion.articles.listing import WEEK
from opinion.articles.models import Article
from opinion.comments.arrivals import LIVELY
from opinion.comments.models import Comment
from opinion.database import Moment

AT_ONCE = timedelta()
Asked = Select[Any]


def lists_change_at(connection: Connection, at: datetime) -> datetime | None:
    """Return when lists change next after the moment ``at``.

    An article appears, or is not of this week any more.
    """
    spans = {"appears": AT_ONCE, "leaves": WEEK}
    return _earliest(_found(connection, _of_lists(), at, spans), spans)


def article_changes_at(
    connection: Connection, slug: str, at: datetime, hiding: timedelta
) -> tuple[int, datetime | None]:
    """Return the number of the article at ``slug``, and when its pages change next.

    The number is 0 where there is none. Of what comes after the moment ``at``, that is the first:

    another one appears in a section; the conversation closes, or is asked about no more; a score is
    shown that was hidden for the time ``hiding``.
    """
    spans = {
        "appears": AT_ONCE,
        "closes": AT_ONCE,
        "tires": LIVELY,
        "scores": hiding,
    }
    found = _found(connection, _of_article(), at, spans, slug=slug)
    return found["number"] or 0, _earliest(found, spans)


def _found(
    connection: Connection, asked: Asked, at: datetime, spans: dict[str, timedelta], **more: str
) -> dict[str, Any]:
    """Ask for what is so much earlier than ``at`` as the ``spans`` say, all in one statement."""
    since = {name: at - span for name, span in spans.items()}
    return dict(connection.execute(asked, {**since, **more}).mappings().one())


def _earliest(found: dict[str, Any], spans: dict[str, timedelta]) -> datetime | None:
    """Return the earliest moment, each of which is so much later than what was found."""
    moments = [found[name] + span for name, span in spans.items() if found[name] is not None]
    return min(moments, default=None)


@cache
def _of_lists() -> Asked:
    """Select what changes lists after the moments of those names: composed once."""
    return select(
        _appearance(),
        _first("leaves", Article.published_at),
    )


@cache
def _of_article() -> Asked:
    """Select what changes the pages of the article at ``slug``, and its number: composed once."""
    number = select(Article.id).where(Article.slug == bindparam("slug")).scalar_subquery()
    it, under_it = Article.slug == bindparam("slug"), Comment.article_id == number
    is_young = Comment.published_at > _since("scores")  # so that the index helps: it came in before
    return select(
        number.label("number"),
        _appearance(),
        _first("closes", Article.comments_close_at, it),
        _first("tires", Article.published_at, it),
        _first("scores", Comment.posted_at, under_it, is_young),
    )


def _appearance() -> ColumnElement[Any]:
    return _first("appears", Article.published_at, Article.is_draft.is_(False))


def _first(
    name: str,
    moment: QueryableAttribute[datetime] | QueryableAttribute[datetime | None],
    *conditions: ColumnElement[bool],
) -> ColumnElement[Any]:
    later = select(func.min(moment)).where(moment > _since(name), *conditions)
    return later.scalar_subquery().label(name)


def _since(name: str) -> BindParameter[datetime]:
    return bindparam(name, type_=Moment)
