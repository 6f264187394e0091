"""Sessions: that a browser is signed in. Their secrets are kept as hashes."""

from datetime import datetime, timedelta

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import joinedload

from opinion.database import db
from opinion.people.models import Person, Session, Way
from opinion.people.secrets import hash_of, new_secret

KEPT_FOR = timedelta(days=30)  # ASVS 5.0, 7.3.2: a session has an end, however much it is used


def begin(person: Person, at: datetime, provider: str = "", way: Way = Way.MAIL) -> str:
    """Begin a session of ``person``; return its secret, which nobody keeps.

    ``provider`` is who vouched for them, where somebody did: that is the ``way`` then. Those of
    theirs that are over are forgotten. The caller holds the write lock.
    """
    token = new_secret()
    db.session.execute(delete(Session).where(Session.person_id == person.id, Session.ends_at <= at))
    db.session.add(
        Session(
            token=hash_of(token),
            person_id=person.id,
            way=Way.PROVIDER if provider else way,
            provider=provider,
            began_at=at,
            ends_at=at + KEPT_FOR,
        )
    )
    return token


def session_of(token: str, at: datetime) -> Session | None:
    """Return the session whose secret is ``token``, with its person; None where it is over."""
    return db.session.scalar(
        select(Session)
        .where(Session.token == hash_of(token), Session.ends_at > at)
        .options(joinedload(Session.person))
    )


def sessions_of(person_id: int, at: datetime) -> Select[tuple[Session]]:
    """Select the sessions of somebody that are not over, the newest first."""
    open_ones = select(Session).where(Session.person_id == person_id, Session.ends_at > at)
    return open_ones.order_by(Session.id.desc())


def end(person_id: int, number: int) -> None:
    """End the session ``number``, if it is this person's. The caller holds the write lock."""
    db.session.execute(delete(Session).where(Session.id == number, Session.person_id == person_id))


def end_all(person_id: int) -> None:
    """End all sessions of somebody: in every browser. The caller holds the write lock."""
    db.session.execute(delete(Session).where(Session.person_id == person_id))


def end_others(person_id: int, number: int) -> None:
    """End all sessions of somebody but the session ``number``. The caller holds the write lock."""
    theirs = delete(Session).where(Session.person_id == person_id)
    db.session.execute(theirs.where(Session.id != number))
