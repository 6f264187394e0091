"""Passwords of the staff: kept as argon2id hashes, and compared so that time tells nothing."""

import secrets
import unicodedata
from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY as PARAMETERS
from sqlalchemy import Select, select

from opinion.database import db
from opinion.people.credentials import Password
from opinion.people.models import Person, Role

_hasher = PasswordHasher.from_parameters(PARAMETERS)


@dataclass(frozen=True)
class Known:
    """The person with this number had this hash of a password."""

    person_id: int
    hash: str


def known_at(email: str) -> Known | None:
    """Return who of the staff has the mailbox ``email``, and a password; None where nobody has."""
    row = db.session.execute(_with_password().where(Person.email == email)).first()
    return Known(row.id, row.hash) if row else None


def person_still(known: Known) -> Person | None:
    """Return the person, if they work here and their password is the same as it was."""
    unchanged = _with_password().where(Person.id == known.person_id, Password.hash == known.hash)
    return (
        db.session.get(Person, known.person_id) if db.session.execute(unchanged).first() else None
    )


def hashed(password: str) -> str:
    """Return the hash that is kept of ``password``. It takes a tenth of a second, and 64 MiB."""
    return _hasher.hash(_encoded(password))


def fits(known: Known | None, password: str) -> bool:
    """Whether ``password`` is the one of ``known``; for nobody it takes as long to say no."""
    try:
        return _hasher.verify(known.hash if known else _decoy(), _encoded(password)) and bool(known)
    except (VerificationError, InvalidHashError):
        return False


def hashed_anew(known: Known, password: str) -> str:
    """Return another hash of the password, which fits, if the parameters changed; else nothing."""
    return hashed(password) if _hasher.check_needs_rehash(known.hash) else ""


def set_password(person: Person, kept: str, at: datetime) -> None:
    """Give somebody who works here the password whose hash is ``kept``.

    The caller holds the write lock, and made the hash before.
    """
    password = db.session.get(Password, person.id)
    if password is None:
        db.session.add(Password(person_id=person.id, hash=kept, set_at=at))
    else:
        password.hash, password.set_at = kept, at
    db.session.flush()


def store_anew(known: Known, kept: str) -> None:
    """Replace the hash by ``kept``, another one of the same. The caller holds the write lock."""
    db.session.get_one(Password, known.person_id).hash = kept


def set_at(person_id: int) -> datetime | None:
    """Return since when somebody has their password; None where they have none."""
    return db.session.scalar(select(Password.set_at).where(Password.person_id == person_id))


def _with_password() -> Select[tuple[int, str]]:
    """Select who of the staff has a password."""
    found = select(Person.id, Password.hash).join(Password, Password.person_id == Person.id)
    return found.where(Person.role.in_(list(Role)))


def _encoded(password: str) -> bytes:
    """Return the bytes that are hashed: the same however a keyboard composes its characters."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "replace")


def _decoy() -> str:
    """Return a hash of nothing that takes as long to compare with as a real one."""
    salt, tail = (
        b64encode(secrets.token_bytes(length)).decode().rstrip("=")
        for length in (PARAMETERS.salt_len, PARAMETERS.hash_len)
    )
    cost = f"m={PARAMETERS.memory_cost},t={PARAMETERS.time_cost},p={PARAMETERS.parallelism}"
    return f"$argon2id$v={PARAMETERS.version}${cost}${salt}${tail}"
