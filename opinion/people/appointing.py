"""Appointing: who works for the site, and as what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, delete, func, select

from opinion.database import db
from opinion.people.credentials import Passkey, Password, SetUpLink
from opinion.people.joining import known_or_joined
from opinion.people.models import Person, Role, RoleChange, Session

CHANGES = 50  # that are listed


class LastAdminError(Exception):
    """Nobody would be left who may say who works for the site."""


def appoint(email: str, role: Role, at: datetime, by: int | None = None) -> Person:
    """Give who has the mailbox ``email`` a role, the only one they have; return them.

    Whom the site does not know yet it knows from now on. ``by`` is who of the staff does it; None
    at the command line. The caller holds the write lock.
    """
    person = known_or_joined(email, at)
    _write_down(person, role, at, by)
    person.appointed_at = person.appointed_at if person.is_staff else at
    person.role = role
    db.session.flush()
    return person


def dismiss(person: Person, at: datetime, by: int | None = None) -> None:
    """Leave somebody without a role: a reader like others, signed out everywhere.

    Only staff have passwords and passkeys, so theirs go. As above.
    """
    _write_down(person, None, at, by)
    person.role = person.appointed_at = None
    for table in (Password, Passkey, SetUpLink, Session):
        db.session.execute(delete(table).where(table.person_id == person.id))
    db.session.flush()


def _write_down(person: Person, role: Role | None, at: datetime, by: int | None) -> None:
    if person.role != role:
        change = RoleChange(at=at, person_id=person.id, by_id=by, former=person.role, role=role)
        db.session.add(change)


def latest_changes() -> list[RoleChange]:
    """Return whose roles were changed last, the last thing first."""
    return list(
        db.session.scalars(select(RoleChange).order_by(RoleChange.id.desc()).limit(CHANGES))
    )


def demand_another_admin(person: Person) -> None:
    """Go on only if somebody else is admin too, or ``person`` is none.

    The caller holds the write lock; two who ask at once wait for each other.

    Raises:
        LastAdminError: nobody else is.
    """
    admins = select(Person.id).where(Person.role == Role.ADMIN).order_by(Person.id)
    if set(db.session.scalars(admins.with_for_update())) == {person.id}:
        raise LastAdminError


def has_colleagues(person_id: int | None) -> bool:
    """Whether somebody besides ``person_id`` works for the site."""
    others = select(Person.id).where(Person.role.is_not(None), Person.id != person_id)
    return db.session.scalar(others.limit(1)) is not None


def colleagues_of(person_id: int | None) -> list[str]:
    """Return what those are called who work for the site besides ``person_id``."""
    others = select(Person).where(Person.role.is_not(None), Person.id != (person_id or 0))
    return [each.name or each.email for each in db.session.scalars(others.order_by(Person.email))]


def names_of(numbers: Iterable[int | None]) -> dict[int, str]:
    """Return what those are called who have these numbers, by number; None is nobody."""
    known = select(Person).where(Person.id.in_({each for each in numbers if each}))
    return {each.id: each.name or each.email for each in db.session.scalars(known)}


def staff() -> Select[tuple[Person]]:
    """Select who works for the site, by address."""
    return select(Person).where(Person.role.in_(list(Role))).order_by(Person.email)


@dataclass(frozen=True)
class Member:
    """One of the staff, and how they sign in; ``seen_at`` is when they last did, if still so."""

    person: Person
    has_password: bool
    passkeys: int
    seen_at: datetime | None


def members(at: datetime) -> list[Member]:
    """Return who works for the site, by address, with what an admin sees of them."""
    password = select(Password.set_at).where(Password.person_id == Person.id)
    passkeys = select(func.count()).where(Passkey.person_id == Person.id)
    seen = select(func.max(Session.began_at)).where(
        Session.person_id == Person.id, Session.ends_at > at
    )
    columns = (each.scalar_subquery() for each in (password, passkeys, seen))
    return [
        Member(person, set_at is not None, count, seen_at)
        for person, set_at, count, seen_at in db.session.execute(staff().add_columns(*columns))
    ]
