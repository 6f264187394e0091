"""Finding: who sees which comments, as queries that have names."""

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import joinedload

from opinion.comments.models import Comment, Status

WITH_PARENT = joinedload(Comment.parent).lazyload(Comment.person)  # of whom the name is enough


def is_shown_to(writer: str | None) -> ColumnElement[bool]:
    """Say which comments have a place on the page of ``writer`` (None: of a stranger).

    Published ones; those with published replies, whose place a line keeps; one's own held ones.
    """
    shown = or_(Comment.status == Status.PUBLISHED, Comment.reply_count > 0)
    if writer is None:
        return shown
    return or_(shown, and_(Comment.status == Status.HELD, Comment.writer == writer))


def shown_comments(article_id: int, writer: str | None) -> Select[tuple[Comment]]:
    """Select the comments under an article that have a place on the page of ``writer``."""
    return (
        select(Comment)
        .where(Comment.article_id == article_id, is_shown_to(writer))
        .options(WITH_PARENT)
    )


def comment_with_parent(number: int) -> Select[tuple[Comment]]:
    """Select one comment, and what it replies to."""
    return select(Comment).where(Comment.id == number).options(WITH_PARENT)
