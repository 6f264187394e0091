"""Arrivals: what has come in since a page was made."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from itertools import takewhile
from typing import Any

from sqlalchemy import Select, bindparam, func, literal, or_, select, tuple_

from opinion.articles.models import Article
from opinion.comments.models import Comment, Status
from opinion.comments.ranking import has_ranks
from opinion.database import Moment, db

LIVELY = timedelta(days=7)  # after its publication an article is asked about no more
MOST = 100  # counted; more are “more than 100”


@dataclass(frozen=True)
class Newest:
    """The highest number of a comment, 0 where there is none, and that of the last that appeared.

    They differ where a comment waited for a moderator while others came. ``has_ranks`` says whether
    the threads can be put in order by how many agree, as far as that is shown.
    """

    number: int
    last_to_appear: int | None
    last_at: datetime | None
    has_ranks: bool

    @property
    def mark(self) -> str:
        """What a browser remembers: up to which number, and which moment, it has seen them."""
        return f"{self.number} {self.last_at.isoformat() if self.last_at else ''}".strip()


def newest_of(article: Article, scored_until: datetime) -> Newest:
    """Return the newest of the comments under ``article`` that everybody can read.

    How many agree is shown of those posted until ``scored_until``.
    """
    asked = {"article": article.id, "until": scored_until}
    row = db.session.connection().execute(_newest(), asked).one()  # no thing that a session knows
    number, last, at, is_ranked = row
    return Newest(number or 0, last, at, bool(is_ranked))


@cache
def _newest() -> Select[Any]:
    """Select what :func:`newest_of` tells of ``article``, scored ``until`` then: composed once."""
    article = bindparam("article", type_=Comment.article_id.type)
    published = select(Comment.id).where(
        Comment.article_id == article, Comment.status == Status.PUBLISHED
    )
    by_number = published.order_by(Comment.id.desc())
    by_moment = published.order_by(Comment.published_at.desc(), Comment.id.desc())
    moments = by_moment.with_only_columns(Comment.published_at)
    firsts = [each.limit(1).scalar_subquery() for each in (by_number, by_moment, moments)]
    return select(*firsts, has_ranks(article, bindparam("until", type_=Moment)))


def appeared_since(article: Article, number: int, writer: str | None) -> list[int]:
    """Return the numbers of what appeared behind the comment ``number``, the first one first.

    They are 101 at the most. The asker's own are not among them; ``writer`` is the hash by which
    their comments are known, None for a stranger.
    """
    newer = select(Comment.id).where(
        Comment.article_id == article.id, Comment.status == Status.PUBLISHED
    )
    edge = db.session.get(Comment, number) if number else None
    if edge and edge.published_at:
        mark = tuple_(literal(edge.published_at, Moment), literal(edge.id))
        newer = newer.where(tuple_(Comment.published_at, Comment.id) > mark)
    if writer is not None:
        newer = newer.where(or_(Comment.writer.is_(None), Comment.writer != writer))
    in_order = newer.order_by(Comment.published_at, Comment.id)
    return list(db.session.scalars(in_order.limit(MOST + 1)))


def how_many_in_a_row(parent: Comment, writer: str | None, most: int) -> int:
    """Return how many replies this writer was the last to write under an article, in one thread.

    That is the thread of ``parent``; no more than ``most`` are looked at.
    """
    if writer is None:
        return 0
    thread = func.coalesce(Comment.thread_id, Comment.id)
    last = select(Comment.writer, thread).where(Comment.article_id == parent.article_id)
    replies = db.session.execute(last.order_by(Comment.id.desc()).limit(most)).tuples()
    own = (writer, parent.thread_id or parent.id)
    return len(list(takewhile(lambda reply: reply == own, replies)))


def is_lively(article: Article, at: datetime) -> bool:
    """Whether comments come in often enough to be asked about, at the moment ``at``."""
    return at - article.published_at < LIVELY
