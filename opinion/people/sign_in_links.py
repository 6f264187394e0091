"""Links to sign in by: anybody may ask for one, and only the mailbox that it goes to can use it.

Whoever asks learns nothing: the same is asked of the tables, stored and answered for every address,
whether somebody has it here, wants no mail, or was never heard of.
"""

import math
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, or_, select, update

from opinion.database import db
from opinion.notices.following import Asker
from opinion.notices.models import Silence
from opinion.notices.telling import tell_sign_in_link
from opinion.notices.turns import Turn, take
from opinion.people.joining import known_or_joined
from opinion.people.models import GOOD_FOR, Person, SignInLink
from opinion.people.secrets import hash_of, new_secret

MAILS_AN_HOUR = 5  # to one address
ASKS = ((timedelta(hours=1), 10), (timedelta(days=1), 30))  # of one network
KEPT_FOR = timedelta(days=1)


class AskedTooOftenError(Exception):
    """The network has asked for too many links; ``seconds`` says how long it should wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"wait {seconds} seconds")
        self.seconds = seconds


@dataclass(frozen=True)
class Arrival:
    """Who has come in by a link, and the path on this site where they go on; perhaps empty."""

    person: Person
    onward: str


def ask(asker: Asker, onward: str, at: datetime) -> None:
    """Make a link for the asker's address and queue the mail with it; forget those of yesterday.

    An address that wants no mail at all, or got five links in an hour, gets none: its link is
    stored as used, and a notice without a recipient queued, so that the work is the same. The
    caller holds the write lock.

    Raises:
        AskedTooOftenError: the asker's network did; nothing is stored.
    """
    take(Turn.ASKING)
    db.session.execute(delete(SignInLink).where(SignInLink.asked_at <= at - KEPT_FOR))
    _demand_patience(asker.networks, at)
    is_few = _how_many_mailed(asker.email, at - timedelta(hours=1)) < MAILS_AN_HOUR
    is_mailed = db.session.get(Silence, asker.address_hash) is None and is_few
    token = new_secret()
    db.session.add(
        SignInLink(
            token=hash_of(token),
            email=asker.email,
            onward=onward,
            network=asker.networks[0],
            asked_at=at,
            used_at=None if is_mailed else at,
        )
    )
    tell_sign_in_link(
        asker.email if is_mailed else "",
        token if is_mailed else "",
        language=asker.language,
        at=at,
    )


def live_link(token: str, at: datetime) -> SignInLink | None:
    """Return the link whose secret is ``token``; None where it is used, too old or none of ours."""
    return db.session.scalar(
        select(SignInLink).where(
            SignInLink.token == hash_of(token),
            SignInLink.used_at.is_(None),
            SignInLink.asked_at > at - GOOD_FOR,
        )
    )


def consume(token: str, name: str, at: datetime) -> Arrival | None:
    """Use the link whose secret is ``token``, and return who it lets in; None as above.

    Of many who try at once, one does. Somebody new joins; ``name`` is taken by who has none yet.
    The caller holds the write lock.
    """
    used = db.session.execute(
        update(SignInLink)
        .where(
            SignInLink.token == hash_of(token),
            SignInLink.used_at.is_(None),
            SignInLink.asked_at > at - GOOD_FOR,
        )
        .values(used_at=at)
        .returning(SignInLink.email, SignInLink.onward)
    ).first()
    if used is None:
        return None
    person = known_or_joined(used.email, at)
    person.name = person.name or name
    return Arrival(person, used.onward)


def _demand_patience(networks: Collection[str], at: datetime) -> None:
    """Go on only if their network may ask for one more link. Raises AskedTooOftenError."""
    recent = select(SignInLink.asked_at).where(
        SignInLink.network.in_(networks), SignInLink.asked_at > at - ASKS[-1][0]
    )
    most = ASKS[-1][1]
    asked = db.session.scalars(recent.order_by(SignInLink.asked_at.desc()).limit(most)).all()
    waits = [asked[allowed - 1] + span - at for span, allowed in ASKS if len(asked) >= allowed]
    longest = max(waits, default=timedelta(0))
    if longest > timedelta(0):
        raise AskedTooOftenError(math.ceil(longest.total_seconds()))


def _how_many_mailed(email: str, since: datetime) -> int:
    """Return how many links were mailed to an address; those that never were are stored as used."""
    mailed = select(func.count()).where(
        SignInLink.email == email,
        SignInLink.asked_at > since,
        or_(SignInLink.used_at.is_(None), SignInLink.used_at > SignInLink.asked_at),
    )
    return db.session.scalar(mailed) or 0
