"""Revising: how a writer changes what they wrote, and what is kept of it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, select

from opinion.articles.models import Article
from opinion.comments.finding import former_texts_of
from opinion.comments.models import Comment, Revision, Status
from opinion.comments.posting import Submission, Writer, fingerprint, repeated
from opinion.database import db
from opinion.moderation.models import By, Found
from opinion.moderation.recording import Cause, change_state
from opinion.passages.models import Anchor
from opinion.screening.reasons import Reason
from opinion.text import comment_html

MOST_VERSIONS = 20  # former ones of a comment; whoever needs more writes another comment


class NotRevisedError(Exception):
    """The text was not changed."""


class ChangedMeanwhileError(NotRevisedError):
    """The text is no longer the one that the writer had before them."""


class WrittenBeforeError(NotRevisedError):
    """The same writer has another comment in the same place that says this."""


class TooOftenError(NotRevisedError):
    """The text was changed twenty times."""


def revise(
    comment: Comment, article: Article, text: str, *, seen: int, by: Writer, at: datetime
) -> bool:
    """Give ``comment`` another text, keep the one it had, and say whether anything changed.

    ``seen`` is how many former versions there were when the writer read it. The caller holds the
    write lock, has loaded both inside it, and knows that ``by`` may.

    Raises:
        NotRevisedError: one of those above; nothing was changed.
    """
    if text == comment.text:
        return False
    former = former_texts_of(comment.id).versions
    if former != seen:
        raise ChangedMeanwhileError
    if former >= MOST_VERSIONS:
        raise TooOftenError
    parent = db.session.get(Comment, comment.parent_id) if comment.parent_id else None
    anchor = db.session.get(Anchor, comment.id)
    submission = Submission(comment.name, text, passage=anchor.selector() if anchor else None)
    same = repeated(article, parent, submission, by)
    if same and same is not comment:
        raise WrittenBeforeError
    _keep(comment, former + 1, at)
    comment.text, comment.html = text, comment_html(text)
    comment.fingerprint = fingerprint(article, parent, submission, by)
    return True


def hold_again(comment: Comment, article: Article, reasons: Sequence[Reason], at: datetime) -> None:
    """Let a changed comment wait for a moderator, as a new one would, for these ``reasons``.

    What one that waits already was held for before is kept.
    """
    before = comment.held_for or [] if comment.is_held else []
    if not comment.is_held:
        cause = Cause(By.SCREENING, found=Found.SCREENING)
        change_state(comment, article, Status.HELD, cause, at)
    comment.held_for = [*before, *(each for each in reasons if each not in before)] or None


def versions_of(comment: Comment) -> Select[tuple[Revision]]:
    """Select the former versions of ``comment``, the first one first."""
    return select(Revision).where(Revision.comment_id == comment.id).order_by(Revision.number)


def _keep(comment: Comment, number: int, at: datetime) -> None:
    """Keep the present text as version ``number``; a change that readers see is marked."""
    db.session.add(
        Revision(
            comment_id=comment.id,
            number=number,
            at=at,
            text=comment.text,
            html=comment.html,
            was_public=comment.is_live,
        )
    )
    if comment.is_live:
        comment.edited_at = at
