"""Ranking: the order of top-level comments, also by how many agree, and pieces of it by index.

How many agree is hidden in a comment's first hours, and the order must not tell it: such a young
one stands as if nobody had agreed. So the order is made of two lists, each in the order of an
index: those whose score is shown, and the young ones. It is that of the moment when it is asked
for: a comment that grows old between two pages may be met twice, or not at all.
"""

from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    case,
    exists,
    func,
    literal,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.orm import QueryableAttribute

from opinion.articles.models import Article
from opinion.comments.finding import Viewer, is_shown_to
from opinion.comments.models import Comment, Status

PAGE = 50  # comments, about
Mark = tuple[Any, int]
Rows = TypeVar("Rows", bound=Select[Any])


def shown_roots(article: int | BindParameter[int], viewer: Viewer) -> Select[tuple[Comment]]:
    """Select the top-level comments of an article that have a place on the page of ``viewer``."""
    return select(Comment).where(
        Comment.article_id == article, Comment.parent_id.is_(None), is_shown_to(viewer)
    )


def behind(
    roots: Rows,
    first: ColumnElement[Any] | QueryableAttribute[Any],
    mark: Mark | None,
    is_rising: bool,
) -> Rows:
    """Put ``roots`` in the order of ``first`` and their number, and begin behind ``mark``."""
    if mark:
        place = tuple_(first, Comment.id)
        edge = tuple_(literal(mark[0], first.type), literal(mark[1]))
        roots = roots.where(place > edge if is_rising else place < edge)
    if is_rising:
        return roots.order_by(first, Comment.id)
    return roots.order_by(first.desc(), Comment.id.desc())


def agreed_roots_of(
    article: Article,
    viewer: Viewer,
    edge: Comment | None,
    is_backwards: bool,
    scored_until: datetime | None,
) -> Select[tuple[Comment]]:
    """Select the top-level comments behind ``edge``, the most agreed with first; one page of them.

    Backwards, those ahead of it, the nearest first. Who was posted after ``scored_until`` stands as
    if nobody had agreed; all do, where that is None.
    """
    until = scored_until or article.published_at
    mark = (edge.agree_count if edge.posted_at <= until else 0, edge.id) if edge else None
    numbers = shown_roots(article.id, viewer).with_only_columns(Comment.id)
    old = numbers.where(func.coalesce(Comment.posted_at, until) <= until)  # nearly all: by score
    young = numbers.where(Comment.posted_at > until)
    score = case((Comment.posted_at <= until, Comment.agree_count), else_=0)
    lists = (
        behind(old, Comment.agree_count, mark, is_backwards),
        behind(young, score, mark, is_backwards),  # of a few hours: few
    )
    heads = (each.limit(PAGE + 1).subquery() for each in lists)
    both = union_all(*(select(head.c.id) for head in heads))
    return behind(select(Comment).where(Comment.id.in_(both)), score, None, is_backwards)


def has_ranks(
    article: ColumnElement[int], scored_until: ColumnElement[datetime]
) -> ColumnElement[bool]:
    """Say whether some thread of the article of that number has a score that is shown."""
    return exists().where(
        Comment.article_id == article,
        Comment.parent_id.is_(None),
        Comment.agree_count > 0,
        Comment.posted_at <= scored_until,
        Comment.status == Status.PUBLISHED,
    )
