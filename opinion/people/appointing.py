"""Appointing: who works for the site, and as what."""

from datetime import datetime

from sqlalchemy import Select, select

from opinion.database import db
from opinion.people.joining import known_or_joined
from opinion.people.models import Person, Role


def appoint(email: str, role: Role, at: datetime) -> Person:
    """Give who has the mailbox ``email`` a role, the only one they have; return them.

    Whom the site does not know yet it knows from now on. The caller holds the write lock.
    """
    person = known_or_joined(email, at)
    person.role = role
    db.session.flush()
    return person


def dismiss(person: Person) -> None:
    """Leave somebody without a role: a reader like others. The caller holds the write lock."""
    person.role = None
    db.session.flush()


def staff() -> Select[tuple[Person]]:
    """Select who works for the site, by address."""
    return select(Person).where(Person.role.in_(list(Role))).order_by(Person.email)
