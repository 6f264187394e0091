"""Explaining: who is told why a comment was taken away, or they were sanctioned, and what became.

Each function queues in the transaction of the cause. What a mail says of it is read when it is
sent: it is not sent where it is true no more.
"""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select

from opinion.comments.models import Comment
from opinion.database import db
from opinion.moderation.models import Decision, LegalNotice
from opinion.moderation.sanctions import Act, Sanction
from opinion.notices.models import Following, Kind, Notice
from opinion.notices.turns import Turn, take
from opinion.people.models import Person

MAILS_A_DAY = 5  # of one kind to an address that nobody has proved to be theirs


def tell_reasons(comment: Comment, decision: Decision, at: datetime) -> None:
    """Queue the statement of reasons for ``decision`` to the writer of ``comment`` (article 17).

    Without an address, it stands on their own pages alone.
    """
    _tell_writer(Kind.REASONS, comment, decision.id, at)


def tell_answer(comment: Comment, decision_id: int, at: datetime) -> None:
    """Queue what became of the objection to a decision about ``comment`` (article 20)."""
    _tell_writer(Kind.ANSWER, comment, decision_id, at)


def tell_sanction(comment: Comment, sanction: Sanction, at: datetime) -> None:
    """Queue the statement of reasons for ``sanction`` to who wrote ``comment`` (article 17).

    What it takes the place of is not told any more, if it waits still.
    """
    _forget_waiting(sanction.replaces)
    _tell_sanctioned(f"{Kind.REASONS} sanction {sanction.id}", Kind.REASONS, comment, sanction, at)


def tell_of_sanction(sanction: Sanction, act: Act, at: datetime) -> None:
    """Queue a short word that ``sanction`` was lifted, or stands in spite of an objection.

    Who was not told of it yet is not told that it was lifted either.
    """
    is_untold = act is Act.LIFTED and _forget_waiting(sanction.id)
    comment = db.session.get(Comment, sanction.comment_id) if sanction.comment_id else None
    if comment and not is_untold:
        mark = f"{Kind.ANSWER} sanction {sanction.id} {act}"
        _tell_sanctioned(mark, Kind.ANSWER, comment, sanction, at)


def tell_receipt(notice: LegalNotice, at: datetime) -> None:
    """Queue the receipt for a notice that names a law (article 16), if it has an address."""
    _tell_notifier(Kind.RECEIPT, notice, at)


def tell_outcome(notice: LegalNotice, at: datetime) -> None:
    """Queue what became of a notice that names a law, if it has an address."""
    _tell_notifier(Kind.OUTCOME, notice, at)


def _tell_writer(kind: Kind, comment: Comment, decision_id: int, at: datetime) -> None:
    recipient = comment.email.lower()
    is_proven = comment.person_id is not None or _has_confirmed(recipient)
    if not recipient or not (is_proven or _is_patient(recipient, kind, at)):
        return
    notice = _notice(f"{kind} {decision_id}", kind, recipient, comment.language, at)
    notice.comment_id, notice.decision_id = comment.id, decision_id
    db.session.add(notice)


def _tell_sanctioned(
    mark: str, kind: Kind, comment: Comment, sanction: Sanction, at: datetime
) -> None:
    """Queue a notice to the account whose comment it is, or the address that a guest gave."""
    is_theirs = Person.writer == (comment.writer or "")
    proven = db.session.scalar(select(Person.email).where(is_theirs))
    recipient = proven or comment.email.lower()
    is_proven = bool(proven) or _has_confirmed(recipient)
    if not recipient or not (is_proven or _is_patient(recipient, kind, at)):
        return
    notice = _notice(mark, kind, recipient, comment.language, at)
    notice.comment_id, notice.sanction_id = comment.id, sanction.id
    db.session.add(notice)


def _forget_waiting(number: int | None) -> bool:
    """Forget the mail about the sanction ``number`` that waits still; say whether one did."""
    waits = (
        Notice.sanction_id == (number or 0),
        Notice.mail_id.is_(None),
        Notice.kind == Kind.REASONS,
    )
    return bool(db.session.scalars(delete(Notice).where(*waits).returning(Notice.id)).all())


def _tell_notifier(kind: Kind, notice: LegalNotice, at: datetime) -> None:
    recipient = notice.email
    if recipient and (kind is Kind.OUTCOME or _is_patient(recipient, kind, at)):
        told = _notice(f"{kind} {notice.id}", kind, recipient, notice.language, at)
        told.legal_notice_id = notice.id
        db.session.add(told)


def _notice(mark: str, kind: Kind, recipient: str, language: str, at: datetime) -> Notice:
    return Notice(
        mark=mark, kind=kind, recipient=recipient, language=language, queued_at=at, due_at=at
    )


def _has_confirmed(recipient: str) -> bool:
    """Whether somebody followed something by a link in a mail to this address."""
    confirmed = select(Following.id).where(
        Following.email == recipient, Following.confirmed_at.is_not(None)
    )
    return db.session.scalar(confirmed.limit(1)) is not None


def _is_patient(recipient: str, kind: Kind, at: datetime) -> bool:
    """Whether an address, which anybody may have typed, has got few such mails today."""
    take(Turn.ASKING)
    earlier = select(func.count(Notice.id)).where(
        Notice.recipient == recipient,
        Notice.kind == kind,
        Notice.queued_at > at - timedelta(days=1),
    )
    return (db.session.scalar(earlier) or 0) < MAILS_A_DAY
