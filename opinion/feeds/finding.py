"""Finding: what everybody may read, in the order of its appearing, as queries that have names."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Select, literal, or_, select, tuple_
from sqlalchemy.orm import joinedload

from opinion.articles.finding import is_public
from opinion.articles.models import Article
from opinion.comments.models import Comment, Status
from opinion.database import Moment, db
from opinion.passages.finding import anchors_by_comment
from opinion.passages.models import Anchor

PAGE = 50  # comments, or articles


class NoSuchPlaceError(LookupError):
    """There is no comment that a page could begin behind."""


@dataclass(frozen=True)
class Said:
    """A comment that everybody may read, where it stands, and the passage that it is about."""

    comment: Comment
    article: Article
    anchor: Anchor | None = None


@dataclass(frozen=True)
class Page:
    """Some comments, the newest first; ``after`` is the one that the next page begins behind."""

    said: list[Said]
    after: int | None = None


def published(at: datetime) -> Select[tuple[Comment, Article]]:
    """Select all that everybody may read at the moment ``at``, with where it stands."""
    return (
        select(Comment, Article)
        .join(Article, Article.id == Comment.article_id)
        .where(
            Comment.status == Status.PUBLISHED,
            Comment.published_at.is_not(None),  # known already, but to PostgreSQL's index
            is_public(at),
        )
        .options(joinedload(Comment.parent))
    )


def replies_to(writer: str, at: datetime) -> Select[tuple[Comment, Article]]:
    """Select what others replied to ``writer``, and everybody may read at the moment ``at``."""
    is_others = or_(Comment.writer.is_(None), Comment.writer != writer)
    return published(at).where(Comment.addressee == writer, is_others)


def page_of(comments: Select[tuple[Comment, Article]], *, after: int | None = None) -> Page:
    """Return the newest 50 of ``comments``, or those that are older than the comment ``after``.

    A page begins behind a comment, too, that has been taken away meanwhile.

    Raises:
        NoSuchPlaceError: there is no such comment, or it was never to be read.
    """
    place = tuple_(Comment.published_at, Comment.id)
    if after is not None:
        since = db.session.scalar(select(Comment.published_at).where(Comment.id == after))
        if since is None:
            raise NoSuchPlaceError
        comments = comments.where(place < tuple_(literal(since, Moment), literal(after)))
    ordered = comments.order_by(Comment.published_at.desc(), Comment.id.desc())
    rows = db.session.execute(ordered.limit(PAGE + 1)).all()
    shown = rows[:PAGE]
    anchors = anchors_by_comment(comment.id for comment, _ in shown)
    return Page(
        [Said(comment, article, anchors.get(comment.id)) for comment, article in shown],
        after=shown[-1][0].id if len(rows) > PAGE else None,
    )


def thread_page(root: Comment, article: Article, at: datetime, *, after: int | None) -> Page:
    """Return a page of the replies in a thread as above; the last one ends with its beginning.

    Raises:
        NoSuchPlaceError: as above.
    """
    page = page_of(published(at).where(Comment.thread_id == root.id), after=after)
    if page.after or not root.is_live:
        return page
    return replace(page, said=[*page.said, Said(root, article, db.session.get(Anchor, root.id))])


def last_said(articles: Iterable[Article]) -> dict[int, datetime]:
    """Return when the newest comment under each of ``articles`` appeared, where there is one."""
    newest = (
        select(Comment.published_at)
        .where(
            Comment.article_id == Article.id,
            Comment.status == Status.PUBLISHED,
            Comment.published_at.is_not(None),
        )
        .order_by(Comment.published_at.desc())
        .limit(1)
        .scalar_subquery()
    )
    numbers = [article.id for article in articles]
    rows = db.session.execute(select(Article.id, newest).where(Article.id.in_(numbers)))
    return {number: moment for number, moment in rows if moment}
