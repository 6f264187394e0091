"""Noticing: how somebody says that a comment is against the law, and is told what became of it.

That is article 16 of Regulation (EU) 2022/2065, the Digital Services Act.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select, update

from opinion.comments.models import Comment
from opinion.database import db
from opinion.moderation.models import Decision, LegalNotice
from opinion.moderation.queueing import queue_up
from opinion.notices.explaining import tell_outcome, tell_receipt
from opinion.notices.keys import new_key

MOST = 5  # notices of one network about one comment


class TooManyNoticesError(Exception):
    """One network has given five notices about one comment."""


@dataclass(frozen=True)
class Charge:
    """What law a comment breaks, as somebody sees it, and why; where to write to them, and how."""

    law: str
    why: str
    email: str = ""
    language: str = "en"


def give_notice(comment: Comment, charge: Charge, *, by: str, at: datetime) -> LegalNotice:
    """Keep a notice about ``comment`` by ``by`` (a keyed hash), and send the receipt for it.

    What was given before, word for word, is not given twice. The caller holds the write lock.

    Raises:
        TooManyNoticesError: as above.
    """
    theirs = LegalNotice.comment_id == comment.id, LegalNotice.reporter == by
    said = LegalNotice.law == charge.law, LegalNotice.why == charge.why
    known = db.session.scalar(select(LegalNotice).where(*theirs, *said).limit(1))
    if known:
        return known
    if (db.session.scalar(select(func.count(LegalNotice.id)).where(*theirs)) or 0) >= MOST:
        raise TooManyNoticesError
    notice = LegalNotice(
        key=new_key(),
        comment_id=comment.id,
        article_id=comment.article_id,
        reporter=by,
        law=charge.law,
        why=charge.why,
        email=charge.email.lower(),
        language=charge.language,
        at=at,
    )
    db.session.add(notice)
    db.session.flush()
    queue_up(comment, at)
    tell_receipt(notice, at)
    return notice


def has_open_notices(number: int) -> bool:
    """Whether a notice about the comment ``number`` waits for a decision."""
    return db.session.scalar(_open(number).limit(1)) is not None


def close_notices(number: int, decision: Decision) -> None:
    """Let ``decision`` be the answer to all open notices about a comment, and tell who gave them.

    Their addresses are forgotten with that.
    """
    waiting = select(LegalNotice).where(LegalNotice.id.in_(_open(number)))
    for notice in db.session.scalars(waiting).all():
        notice.decided_at, notice.decision_id = decision.at, decision.id
        tell_outcome(notice, decision.at)
        notice.email = ""


def forget_charges(number: int) -> None:
    """Forget what was said about the comment ``number``, which is wiped."""
    about = update(LegalNotice).where(LegalNotice.comment_id == number)
    db.session.execute(about.values(why=""))


def _open(number: int) -> Select[tuple[int]]:
    return select(LegalNotice.id).where(
        LegalNotice.comment_id == number, LegalNotice.decided_at.is_(None)
    )
