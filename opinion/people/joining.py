"""Joining: who has which mailbox, and how somebody becomes known by proving that it is theirs."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from opinion.database import db
from opinion.people.models import Person
from opinion.people.secrets import hash_of, new_secret


def person_at(email: str) -> Person | None:
    """Return who has the mailbox ``email``, an address in small letters."""
    return db.session.scalar(select(Person).where(Person.email == email))


def known_or_joined(email: str, at: datetime, name: str = "") -> Person:
    """Return who has the mailbox ``email``; somebody new, called ``name``, where nobody had.

    The caller holds the write lock.
    """
    known = person_at(email)
    if known:
        return known
    person = Person(
        email=email, name=name, writer=hash_of(new_secret()), joined_at=at, replies_seen_at=at
    )
    try:
        with db.session.begin_nested():
            db.session.add(person)
    except IntegrityError:  # they came in by another way, at this very moment
        return db.session.scalars(select(Person).where(Person.email == email)).one()
    return person
