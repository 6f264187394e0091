"""Places: on which page a comment stands, and below which other comment."""

from dataclasses import dataclass

from sqlalchemy import Select, func, select

from opinion.articles.models import Article
from opinion.comments.branches import FIRST_REPLIES, below
from opinion.comments.finding import Viewer
from opinion.comments.models import STEP, Comment
from opinion.comments.ranking import PAGE
from opinion.comments.threads import Sort, first_page_of, roots_of
from opinion.database import db
from opinion.passages.finding import Passage, anchor_over, passage_of
from opinion.passages.models import Anchor


@dataclass(frozen=True)
class Place:
    """Where a comment stands: on a page of threads, or (``thread``) on a page of that thread."""

    thread: int | None = None
    after: int | None = None


def place_of(comment: Comment, article: Article, viewer: Viewer) -> Place:
    """Return the page that holds ``comment`` where threads stand oldest first."""
    root = root_of(comment)
    if root is not comment:
        before = below(root, viewer).where(Comment.path < comment.path)
        ahead = before.order_by(Comment.path.desc())  # the order of an index: no more is looked at
        how_many = _count(ahead.limit(PAGE))
        if how_many >= FIRST_REPLIES:
            last = db.session.scalar(ahead.limit(1))
            return Place(root.id, last.id if last and how_many >= PAGE else None)

    first, _ = first_page_of(article, Sort.OLDEST, viewer)
    if root in first:
        return Place()
    previous = roots_of(article, Sort.OLDEST, viewer, root, is_backwards=True).limit(1)
    last = db.session.scalar(previous)
    return Place(after=last.id if last else None)


def root_of(comment: Comment) -> Comment:
    """Return the top-level comment of the thread that ``comment`` stands in."""
    if comment.thread_id is None:
        return comment
    return db.session.get_one(Comment, comment.thread_id)


@dataclass(frozen=True)
class Thread:
    """A thread by its top-level comment, and what it is about, if it is about a passage."""

    root: Comment
    anchor: Anchor | None


def thread_of(comment: Comment) -> Thread:
    """Return the thread that ``comment`` stands in."""
    return Thread(root_of(comment), anchor_over(comment))


def passage_over(root: Comment, article: Article) -> Passage | None:
    """Return the passage of ``article`` that the thread of ``root`` is about, if it is about one.

    One that is no longer in the article is returned even if nobody can read a comment about it.
    """
    anchor = anchor_over(root)
    return passage_at(anchor, article) if anchor else None


def passage_at(anchor: Anchor, article: Article) -> Passage:
    """Return the passage of ``article`` that ``anchor`` says; as above."""
    return passage_of(article, anchor.block) or Passage(anchor.block, "", 0)


def number_above(comment: Comment) -> int | None:
    """Return the comment below whose branch ``comment`` stands; None at the top level.

    That is its parent, but for replies to the last level, which stand beside their parent.
    """
    if comment.thread_id is None:
        return None
    path = comment.path[:-STEP]
    if not path:
        return comment.thread_id
    if comment.parent and comment.parent.path == path:
        return comment.parent_id
    return db.session.scalars(
        select(Comment.id).where(Comment.thread_id == comment.thread_id, Comment.path == path)
    ).one()


def topmost_gone(comment: Comment) -> Comment | None:
    """Return which comment's place goes with ``comment``: the highest that shows nothing any more.

    That is the comment itself, or a gone one above it whose last reply it was; None while its own
    place stays.
    """
    gone = None
    steps = range(STEP, len(comment.path), STEP)
    over = select(Comment).where(
        Comment.thread_id == comment.thread_id, Comment.path.in_([comment.path[:n] for n in steps])
    )
    chain = [comment, *db.session.scalars(over.order_by(Comment.path.desc()))]
    if comment.thread_id:
        chain.append(root_of(comment))
    for each in chain:
        if each.is_live or each.reply_count:
            break
        gone = each
    return gone


def _count(comments: Select[tuple[Comment]]) -> int:
    return db.session.scalar(select(func.count()).select_from(comments.subquery())) or 0
