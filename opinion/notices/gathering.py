"""Gathering: notices that wait are put into mails; many for one address become a digest.

Of news, an address gets three mails in an hour at the most, and a moderator five about what waits.
Where more happens in an hour, it comes as one mail: at once if that is the first of the hour, else
an hour after the last.
"""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update

from opinion.database import db
from opinion.notices.models import Following, Kind, Mail, Notice, State
from opinion.notices.turns import Turn, take

# What becomes a digest with what else, and how many an hour come as mails of their own.
DIGESTS = (((Kind.REPLY, Kind.COMMENT), 3), ((Kind.WAITS,), 5))
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
CONFIRMS_A_DAY = 3  # to one address
NEWS_KEPT_FOR = timedelta(days=3)  # a site that could send nothing for longer begins anew
DONE_KEPT_FOR = timedelta(days=30)
UNCONFIRMED_KEPT_FOR = timedelta(days=7)
AT_ONCE = 500  # addresses and service mails that one call looks at
MESSAGE_ID_BYTES = 16
BUNDLED = [kind for kind in Kind if kind.is_bundled]
DONE = (State.SENT, State.DROPPED, State.FAILED, State.UNSURE)


def gather(host: str, at: datetime) -> bool:
    """Put what is due into mails, named within ``host``. Say whether there may be more.

    The caller holds the write lock; others wait here for their turn.
    """
    take(Turn.GATHERING)
    forget(at)
    waiting = (Notice.mail_id.is_(None), Notice.due_at <= at)
    single = select(Notice).where(*waiting, Notice.kind.not_in(BUNDLED)).order_by(Notice.id)
    singles = db.session.scalars(single.limit(AT_ONCE)).all()
    for notice in singles:
        _enclose([notice], host, at, is_wanted=_is_wanted(notice, at))
    is_more = len(singles) == AT_ONCE
    for kinds, most in DIGESTS:
        addresses = db.session.scalars(
            select(Notice.recipient)
            .where(*waiting, Notice.kind.in_(kinds))
            .group_by(Notice.recipient)
            .order_by(func.min(Notice.due_at))
            .limit(AT_ONCE)
        ).all()
        for address in addresses:
            _bundle(address, kinds, most, host, at)
        is_more = is_more or len(addresses) == AT_ONCE
    return is_more


def forget(at: datetime) -> None:
    """Delete what is no news any more, what is long done, and what was never confirmed."""
    session = db.session
    session.execute(
        delete(Notice).where(
            Notice.mail_id.is_(None),
            Notice.kind.in_(BUNDLED),
            Notice.queued_at < at - NEWS_KEPT_FOR,
        )
    )
    session.execute(delete(Mail).where(Mail.state.in_(DONE), Mail.done_at < at - DONE_KEPT_FOR))
    session.execute(
        delete(Following).where(
            Following.confirmed_at.is_(None), Following.asked_at < at - UNCONFIRMED_KEPT_FOR
        )
    )


def _is_wanted(notice: Notice, at: datetime) -> bool:
    """Whether a notice of its own may go out: none without an address, few that ask to confirm."""
    if notice.kind != Kind.CONFIRM:
        return bool(notice.recipient)
    earlier = (
        select(func.count(Notice.id))
        .join(Mail, Mail.id == Notice.mail_id)
        .where(
            Notice.recipient == notice.recipient,
            Notice.kind == Kind.CONFIRM,
            Mail.state != State.DROPPED,
            Mail.made_at > at - DAY,
        )
    )
    return bool(notice.recipient) and (db.session.scalar(earlier) or 0) < CONFIRMS_A_DAY


def _bundle(address: str, kinds: Sequence[Kind], most: int, host: str, at: datetime) -> None:
    """Put all of ``kinds`` that waits for ``address`` into mails, or let it wait for a digest.

    ``most`` is how many come as mails of their own in an hour.
    """
    told, last = db.session.execute(
        select(func.count(Notice.id), func.max(Mail.made_at))
        .join(Mail, Mail.id == Notice.mail_id)
        .where(Mail.recipient == address, Notice.kind.in_(kinds), Mail.made_at > at - HOUR)
        .where(Mail.state != State.DROPPED)
    ).one()
    waits = (
        Notice.recipient == address, Notice.mail_id.is_(None), Notice.kind.in_(kinds)
    )  # fmt: skip
    notices = db.session.scalars(select(Notice).where(*waits).order_by(Notice.id)).all()
    has_waited = any(notice.due_at > notice.queued_at for notice in notices)
    if told + len(notices) <= most and not has_waited:
        for notice in notices:
            _enclose([notice], host, at)
    elif told < most:
        _enclose(notices, host, at)
    else:
        db.session.execute(update(Notice).where(*waits).values(due_at=last + HOUR))


def _enclose(notices: Sequence[Notice], host: str, at: datetime, *, is_wanted: bool = True) -> None:
    """Make the mail that carries ``notices``, all to one address; the newest says the language."""
    mail = Mail(
        message_id=f"<{secrets.token_hex(MESSAGE_ID_BYTES)}@{host}>",
        recipient=notices[-1].recipient,
        language=notices[-1].language,
        is_bundled=notices[-1].kind in BUNDLED,
        state=State.QUEUED if is_wanted else State.DROPPED,
        done_at=None if is_wanted else at,
        made_at=at,
        next_at=at,
    )
    db.session.add(mail)
    db.session.flush()
    for notice in notices:
        notice.mail_id = mail.id
