"""Claiming: one worker has a mail at a time, and what becomes of it is stored step by step.

A claim has a name and a lease. Each later step changes the mail only while it is still under that
name, so a worker that was taken for dead can neither hand over nor finish what another one has.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, or_, select, update

from opinion.database import db
from opinion.notices.keys import new_key
from opinion.notices.models import REASON_LENGTH, Mail, Notice, State

WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))
GIVEN_UP_AFTER = timedelta(days=5)  # RFC 5321, 4.5.4.1: at least four or five days


@dataclass(frozen=True)
class Claim:
    """A mail that this worker has, and under which name."""

    mail_id: int
    name: str
    message_id: str
    recipient: str
    language: str
    made_at: datetime
    attempts: int


def claim_next(at: datetime, lease: timedelta) -> Claim | None:
    """Take the mail that is due the longest; None where none is.

    Due are mails that wait, and those whose worker let its lease run out without handing them over.
    """
    due = or_(
        and_(Mail.state == State.QUEUED, Mail.next_at <= at),
        and_(Mail.state == State.SENDING, Mail.lease_until < at),
    )
    first = select(Mail).where(due).order_by(Mail.next_at, Mail.id).limit(1)
    mail = db.session.scalar(first.with_for_update(skip_locked=True))
    if mail is None:
        return None
    mail.state = State.SENDING
    mail.claim = new_key()
    mail.lease_until = at + lease
    mail.attempts += 1
    return Claim(
        mail.id,
        mail.claim,
        mail.message_id,
        mail.recipient,
        mail.language,
        mail.made_at,
        mail.attempts,
    )


def hand_over(claim: Claim, at: datetime, lease: timedelta) -> bool:
    """Store that the next line hands the mail to the server; whether it is still ours to do so."""
    changed = db.session.execute(
        update(Mail)
        .where(Mail.id == claim.mail_id, Mail.claim == claim.name, Mail.state == State.SENDING)
        .values(state=State.HANDED, lease_until=at + lease)
        .returning(Mail.id)
    )
    return changed.first() is not None


def set_aside(at: datetime) -> None:
    """Set aside what a worker handed over and never heard of again: see ``delivering``."""
    db.session.execute(
        update(Mail)
        .where(Mail.state == State.HANDED, Mail.lease_until < at)
        .values(
            state=State.UNSURE, done_at=at, reason="the worker ended before the server answered"
        )
    )


def finish(claim: Claim, state: State, at: datetime, reason: str = "") -> None:
    """Store what became of the mail: sent, failed or dropped.

    What only the mail may say is wiped, but where it failed and may be sent again by hand.
    """
    is_ours = _settle(claim, state=state, done_at=at, reason=reason[:REASON_LENGTH])
    if is_ours and state != State.FAILED:
        db.session.execute(update(Notice).where(Notice.mail_id == claim.mail_id).values(secret=""))


def patience_with(claim: Claim) -> timedelta:
    """Return how long a mail waits that was refused: 1, 5, 15, 60 minutes, then 4 hours."""
    return WAITS[min(claim.attempts, len(WAITS)) - 1]


def postpone(claim: Claim, at: datetime, reason: str, wait: timedelta) -> datetime | None:
    """Let the mail wait; return until when. After five days it has failed: None."""
    if at + wait > claim.made_at + GIVEN_UP_AFTER:
        finish(claim, State.FAILED, at, reason)
        return None
    _settle(claim, state=State.QUEUED, next_at=at + wait, reason=reason[:REASON_LENGTH])
    return at + wait


def wait_for_server(claim: Claim, at: datetime, reason: str, wait: timedelta) -> datetime:
    """Let a mail wait that nobody could be given: that was no attempt. Return until when."""
    until, attempts = at + wait, claim.attempts - 1
    _settle(
        claim,
        state=State.QUEUED,
        next_at=until,
        attempts=attempts,
        reason=reason[:REASON_LENGTH],
    )
    return until


def _settle(claim: Claim, **values: object) -> bool:
    ours = (Mail.id == claim.mail_id, Mail.claim == claim.name)
    open_states = (State.SENDING, State.HANDED, State.UNSURE)
    changed = db.session.execute(
        update(Mail)
        .where(*ours, Mail.state.in_(open_states))
        .values(claim=None, lease_until=None, **values)
        .returning(Mail.id)
    )
    return changed.first() is not None
