"""Finding: who sees which comments, as queries that have names."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import joinedload, lazyload
from sqlalchemy.orm.attributes import set_committed_value

from opinion.comments.models import Comment, Revision, Status
from opinion.database import db
from opinion.people.models import Person


@dataclass(frozen=True)
class Viewer:
    """Who looks at a conversation: ``writer`` is the hash by which their comments are known.

    None for a stranger. Whoever moderates here (``is_staff``) sees in its place what is hidden.
    """

    writer: str | None = None
    is_staff: bool = False


STRANGER = Viewer()
WITH_PARENT = joinedload(Comment.parent).lazyload(Comment.person)  # of whom the name is enough
WITHOUT_PEOPLE = lazyload(Comment.person)  # whom load_people asks for, for all at once


def is_shown_to(viewer: Viewer, comment: type[Comment] = Comment) -> ColumnElement[bool]:
    """Say which comments have a place on the page of ``viewer``; ``comment`` may be an alias.

    Published ones; those with published replies, whose place a line keeps; one's own held ones. To
    the staff all that have a text.
    """
    shown = or_(comment.status == Status.PUBLISHED, comment.reply_count > 0)
    if viewer.is_staff:
        return or_(shown, comment.text != "")
    if viewer.writer is None:
        return shown
    return or_(shown, and_(comment.status == Status.HELD, comment.writer == viewer.writer))


def shown_comments(article_id: int, viewer: Viewer) -> Select[tuple[Comment]]:
    """Select the comments under an article that have a place on the page of ``viewer``."""
    return (
        select(Comment)
        .where(Comment.article_id == article_id, is_shown_to(viewer))
        .options(WITH_PARENT)
    )


def comment_with_parent(number: int) -> Select[tuple[Comment]]:
    """Select one comment, and what it replies to."""
    return select(Comment).where(Comment.id == number).options(WITH_PARENT)


def load_people(comments: Iterable[Comment]) -> None:
    """Load who wrote ``comments`` signed in, all at once. Those by guests ask nothing."""
    signed = [(comment, comment.person_id) for comment in comments if comment.person_id]
    if signed:
        wanted = select(Person).where(Person.id.in_({number for _, number in signed}))
        people = {person.id: person for person in db.session.scalars(wanted)}
        for comment, number in signed:
            set_committed_value(comment, "person", people.get(number))


def load_parents(comments: Iterable[Comment], known: dict[int, Comment]) -> None:
    """Load what each of ``comments`` replies to, all at once, where it is not ``known`` already."""
    replies = [(comment, comment.parent_id) for comment in comments if comment.parent_id]
    missing = {number for _, number in replies} - known.keys()
    if missing:
        wanted = select(Comment).where(Comment.id.in_(missing)).options(WITHOUT_PEOPLE)
        known = known | {parent.id: parent for parent in db.session.scalars(wanted)}
    for comment, number in replies:
        set_committed_value(comment, "parent", known.get(number))


class FormerTexts(NamedTuple):
    """How many former texts are kept of a comment, and when the last of them was changed."""

    versions: int = 0
    changed_at: datetime | None = None


def former_texts(numbers: Iterable[int]) -> dict[int, FormerTexts]:
    """Return what is kept of former texts of each of the comments ``numbers``, where any is."""
    asked = select(Revision.comment_id, func.max(Revision.number), func.max(Revision.at))
    kept = asked.where(Revision.comment_id.in_(list(numbers))).group_by(Revision.comment_id)
    return {number: FormerTexts(*found) for number, *found in db.session.execute(kept)}


def former_texts_of(number: int) -> FormerTexts:
    """Return what is kept of former texts of the comment ``number``."""
    return former_texts([number]).get(number, FormerTexts())
