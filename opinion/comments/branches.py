"""Branches: comments, and what hangs below them on a page."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

from sqlalchemy import Select, bindparam, select, true
from sqlalchemy.orm import aliased

from opinion.comments.finding import (
    WITHOUT_PEOPLE,
    Viewer,
    is_shown_to,
    load_parents,
    load_people,
)
from opinion.comments.models import STEP, Comment, Status
from opinion.database import db
from opinion.passages.finding import anchors_by_comment
from opinion.passages.models import Anchor

FIRST_REPLIES = 5  # of each thread, on a page of threads
MOST_WAITING = 50  # of the asker's own, on such a page


@dataclass
class Branch:
    """A comment and what hangs below it on this page.

    ``more`` counts the replies that its thread's own page has besides; ``after`` is the comment
    that the next page of the thread begins behind. ``is_apart`` says that its parent is not on
    this page, ``is_new`` that the reader has just posted it. ``anchor`` is the passage it is about.
    """

    comment: Comment
    replies: list["Branch"] = field(default_factory=list)
    more: int = 0
    after: int | None = None
    is_apart: bool = False
    is_new: bool = False
    anchor: Anchor | None = None


def alone(comment: Comment, *, is_new: bool = False) -> Branch:
    """Return a branch for a comment without those around it, with the passage it is about."""
    anchor = None if comment.thread_id else db.session.get(Anchor, comment.id)
    return Branch(comment, is_apart=True, is_new=is_new, anchor=anchor)


def with_first_replies(roots: Sequence[Comment], viewer: Viewer) -> list[Branch]:
    """Return a branch for each of ``roots``, with the first five comments of its thread."""
    if not roots:
        return []
    below: dict[int | None, list[Comment]] = {root.id: [] for root in roots}
    if any(root.children for root in roots):
        for reply in _replies_shown(list(below), viewer):
            below[reply.thread_id].append(reply)
    shown = [*roots, *chain.from_iterable(below.values())]
    load_parents(shown, {comment.id: comment for comment in shown})
    load_people(shown)
    anchors = anchors_by_comment(root.id for root in roots)
    return [
        Branch(
            root,
            tree(below[root.id]),
            more=root.reply_count - sum(reply.is_live for reply in below[root.id]),
            anchor=anchors.get(root.id),
        )
        for root in roots
    ]


def _replies_shown(roots: Sequence[int | None], viewer: Viewer) -> list[Comment]:
    """Return the first replies below each of ``roots``, and the viewer's own that wait anywhere."""
    database = db.session.get_bind().dialect.name
    first = db.session.scalars(_first_replies(viewer, database), {"roots": roots})
    shown = {reply.id: reply for reply in first}
    if viewer.writer:
        waiting = select(Comment).where(
            Comment.writer == viewer.writer,
            Comment.status == Status.HELD,
            Comment.thread_id.in_(roots),
        )
        own = waiting.order_by(Comment.id.desc()).limit(MOST_WAITING).options(WITHOUT_PEOPLE)
        shown |= {reply.id: reply for reply in db.session.scalars(own)}
    return sorted(shown.values(), key=lambda reply: reply.path)


def tree(replies: Sequence[Comment]) -> list[Branch]:
    """Hang ``replies``, which come in the order of their paths, below each other."""
    top: list[Branch] = []
    branches: dict[str, Branch] = {}
    for reply in replies:
        above = branches.get(reply.path[:-STEP])
        is_apart = above is None and reply.parent_id != reply.thread_id
        branch = branches[reply.path] = Branch(reply, is_apart=is_apart)
        (above.replies if above else top).append(branch)
    return top


def in_order(branches: Iterable[Branch]) -> Iterator[Branch]:
    """Yield ``branches`` and all that hangs below them, in the order of reading."""
    for branch in branches:
        yield branch
        yield from in_order(branch.replies)


def below(root: Comment, viewer: Viewer) -> Select[tuple[Comment]]:
    """Select what ``viewer`` finds below ``root``."""
    return select(Comment).where(Comment.thread_id == root.id, is_shown_to(viewer))


@lru_cache(maxsize=64)  # strangers are one viewer
def _first_replies(viewer: Viewer, database: str) -> Select[tuple[Comment]]:
    """Select the first five comments below each of ``roots``, with a limit for each thread."""
    root, reply = aliased(Comment), aliased(Comment)
    first = (
        select(reply.id)
        .where(reply.thread_id == root.id, is_shown_to(viewer, reply))
        .order_by(reply.path)
        .limit(FIRST_REPLIES)
        .correlate(root)
    )
    replies = select(Comment).select_from(root)
    if database == "postgresql":
        each = first.lateral()
        replies = replies.join(each, true()).join(Comment, Comment.id == each.c.id)
    else:
        replies = replies.join(Comment, Comment.id.in_(first))
    return (
        replies.where(root.id.in_(bindparam("roots", expanding=True)))
        .order_by(Comment.thread_id, Comment.path)
        .options(WITHOUT_PEOPLE)
    )
