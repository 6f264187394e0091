"""Keyring: the passkeys that somebody has, and that each challenge opens the door once."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, delete, or_, select, update
from sqlalchemy.exc import IntegrityError

from opinion.database import db
from opinion.people.credentials import Passkey
from opinion.people.models import Person


@dataclass(frozen=True)
class NewKey:
    """What an authenticator tells of a passkey that it has made."""

    credential_id: str
    public_key: bytes
    sign_count: int


def passkeys_of(person_id: int) -> Select[tuple[Passkey]]:
    """Select the passkeys of somebody, the oldest first."""
    return select(Passkey).where(Passkey.person_id == person_id).order_by(Passkey.id)


def passkey_with(credential_id: str) -> Passkey | None:
    """Return the passkey that authenticators know by ``credential_id``."""
    return db.session.scalar(select(Passkey).where(Passkey.credential_id == credential_id))


def add(person: Person, key: NewKey, name: str, at: datetime) -> bool:
    """Put a passkey on the keyring of one of the staff; False where it is on one already.

    The caller holds the write lock.
    """
    made = Passkey(
        person_id=person.id,
        credential_id=key.credential_id,
        public_key=key.public_key,
        sign_count=key.sign_count,
        name=name,
        created_at=at,
    )
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:
        return False
    return True


def use(number: int, sign_count: int, challenged_at: datetime, at: datetime) -> bool:
    """Note that a passkey signed a challenge; False where the challenge is not newer than that.

    Of many who bring the same signature at once, one is let in. The caller holds the write lock.
    """
    is_new = or_(Passkey.used_at.is_(None), Passkey.used_at < challenged_at)
    used = (
        update(Passkey)
        .where(Passkey.id == number, is_new)
        .values(sign_count=sign_count, used_at=at)
        .returning(Passkey.id)
    )
    return db.session.scalar(used) is not None


def rename(person_id: int, number: int, name: str) -> None:
    """Call one of somebody's passkeys ``name``. The caller holds the write lock."""
    db.session.execute(update(Passkey).where(*_theirs(person_id, number)).values(name=name))


def remove(person_id: int, number: int) -> None:
    """Take a passkey off somebody's keyring. The caller holds the write lock."""
    db.session.execute(delete(Passkey).where(*_theirs(person_id, number)))


def _theirs(person_id: int, number: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return Passkey.id == number, Passkey.person_id == person_id
