"""The order of reading: which comments a page shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache

from sqlalchemy import Integer, Select, bindparam

from opinion.articles.models import Article
from opinion.comments.branches import FIRST_REPLIES, Branch, below, tree, with_first_replies
from opinion.comments.finding import WITH_PARENT, WITHOUT_PEOPLE, Viewer
from opinion.comments.models import Comment
from opinion.comments.ranking import PAGE, agreed_roots_of, behind, shown_roots
from opinion.database import db
from opinion.passages.models import Anchor, threads_about

Taken = tuple[list[Comment], bool]  # top-level comments, and whether there are more


class Sort(StrEnum):
    """How threads follow each other."""

    OLDEST = "oldest"
    NEWEST = "newest"
    AGREED = "agreed"


class NoSuchPlaceError(LookupError):
    """The comment that a page should begin behind is not in this list."""


@dataclass(frozen=True)
class Page:
    """One page of threads.

    ``before`` is the comment that the page before this one ends ahead of, ``after`` the one that
    the next page begins behind; None where there is no such page.
    """

    branches: list[Branch]
    before: int | None = None
    after: int | None = None


def threads_of(
    article: Article,
    sort: Sort,
    viewer: Viewer,
    *,
    after: int | None = None,
    before: int | None = None,
    scored_until: datetime | None = None,
) -> Page:
    """Return the page of threads behind the top-level comment ``after``, or ahead of ``before``.

    Threads are taken until about 50 comments are on the page, at least one. ``viewer`` finds there
    their own held comments, too. By agreement, those posted after ``scored_until`` stand as if
    nobody had agreed: all, without that moment.

    Raises:
        NoSuchPlaceError: the article has no such top-level comment.
    """
    is_backwards = before is not None
    edge = _top_level(article, before if is_backwards else after)
    if sort is Sort.AGREED:
        wanted = agreed_roots_of(article, viewer, edge, is_backwards, scored_until)
        return _page_of(a_page_of(wanted), viewer, edge, is_backwards)
    if edge is None:
        return _page_of(first_page_of(article, sort, viewer), viewer, edge, is_backwards)
    wanted = roots_of(article, sort, viewer, edge, is_backwards)
    return _page_of(a_page_of(wanted), viewer, edge, is_backwards)


def page_about(
    article: Article,
    block: str,
    viewer: Viewer,
    *,
    after: int | None = None,
    before: int | None = None,
) -> Page:
    """Return a page of the threads about one block of the article, as above, oldest first.

    Raises:
        NoSuchPlaceError: the article has no such top-level comment.
    """
    is_backwards = before is not None
    edge = _top_level(article, before if is_backwards else after)
    wanted = roots_of(article, Sort.OLDEST, viewer, edge, is_backwards).where(
        Comment.id.in_(threads_about(article.id, block))
    )
    return _page_of(a_page_of(wanted), viewer, edge, is_backwards)


def thread_of(root: Comment, viewer: Viewer, *, after: int | None = None) -> Branch:
    """Return ``root`` with the next 50 comments of its thread behind the comment ``after``.

    Raises:
        NoSuchPlaceError: the thread has no comment ``after``.
    """
    replies = below(root, viewer).order_by(Comment.path).options(WITH_PARENT)
    if after is not None:
        edge = db.session.get(Comment, after)
        if edge is None or edge.thread_id != root.id:
            raise NoSuchPlaceError
        replies = replies.where(Comment.path > edge.path)
    rows = db.session.scalars(replies.limit(PAGE + 1)).all()
    shown = rows[:PAGE]
    return Branch(
        root,
        tree(shown),
        after=shown[-1].id if len(rows) > PAGE else None,
        anchor=db.session.get(Anchor, root.id),
    )


def page_before(root: Comment, viewer: Viewer, after: int) -> int | None:
    """Return what the page before the one behind ``after`` is behind; None for the start."""
    edge = db.session.get_one(Comment, after)
    back = below(root, viewer).where(Comment.path <= edge.path).order_by(Comment.path.desc())
    numbers = db.session.scalars(back.with_only_columns(Comment.id).limit(PAGE + 1)).all()
    return numbers[PAGE] if len(numbers) > PAGE else None


def roots_of(
    article: Article, sort: Sort, viewer: Viewer, edge: Comment | None, is_backwards: bool
) -> Select[tuple[Comment]]:
    """Select the top-level comments behind ``edge`` (ahead of it, nearest first, if backwards).

    They stand by their moment: the oldest or the newest first.
    """
    mark = (edge.posted_at, edge.id) if edge else None
    is_rising = (sort is Sort.OLDEST) != is_backwards
    return behind(shown_roots(article.id, viewer), Comment.posted_at, mark, is_rising)


def first_page_of(article: Article, sort: Sort, viewer: Viewer) -> Taken:
    """Return the first top-level comments of an article, by their moment, as :func:`a_page_of`."""
    return _taken(db.session.scalars(_first_roots(sort, viewer), {"article": article.id}))


def a_page_of(roots: Select[tuple[Comment]]) -> Taken:
    """Return as many of ``roots`` as make about 50 comments, and whether there are more."""
    return _taken(db.session.scalars(_limited(roots)))


@lru_cache(maxsize=64)  # strangers are one viewer
def _first_roots(sort: Sort, viewer: Viewer) -> Select[tuple[Comment]]:
    """Select the top-level comments that the page of ``article`` begins with: composed once."""
    roots = shown_roots(bindparam("article", type_=Integer), viewer)
    return _limited(behind(roots, Comment.posted_at, None, sort is Sort.OLDEST))


def _limited(roots: Select[tuple[Comment]]) -> Select[tuple[Comment]]:
    return roots.limit(PAGE + 1).options(WITHOUT_PEOPLE)


def _taken(roots: Iterable[Comment]) -> Taken:
    taken: list[Comment] = []
    comments = 0
    for root in list(roots):
        if comments >= PAGE:
            return taken, True
        taken.append(root)
        comments += 1 + min(root.reply_count, FIRST_REPLIES)
    return taken, False


def _page_of(taken: Taken, viewer: Viewer, edge: Comment | None, is_backwards: bool) -> Page:
    """Return the page of the top-level comments that were ``taken``, in the order of reading."""
    roots, is_more = taken
    if is_backwards:
        roots.reverse()
    has_before = is_more if is_backwards else edge is not None
    has_after = is_backwards or is_more
    return Page(
        with_first_replies(roots, viewer),
        before=roots[0].id if roots and has_before else None,
        after=roots[-1].id if roots and has_after else None,
    )


def _top_level(article: Article, comment_id: int | None) -> Comment | None:
    if comment_id is None:
        return None
    comment = db.session.get(Comment, comment_id)
    if comment is None or comment.article_id != article.id or comment.thread_id is not None:
        raise NoSuchPlaceError
    return comment
