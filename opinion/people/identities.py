"""Identities: as whom a provider knows somebody, and so which person it vouches for."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from opinion.database import db
from opinion.people.joining import known_or_joined
from opinion.people.models import Identity, Person
from opinion.people.protecting import is_staff_name
from opinion.people.vouching import Vouched
from opinion.text import NAME_LENGTH, clean_name


def person_of(vouched: Vouched, at: datetime, reserved: Collection[str] = ()) -> Person:
    """Return the person whom a provider vouches for; it has verified their address.

    That is who was known to it by the same subject before; else whose address it is; else somebody
    new, whose name is none of the ``reserved`` words. The caller holds the write lock.
    """
    known = _known_as(vouched)
    if known:
        return known
    person = known_or_joined(vouched.email.lower(), at, name_of(vouched, reserved))
    identity = Identity(issuer=vouched.issuer, subject=vouched.subject, person_id=person.id)
    try:
        with db.session.begin_nested():
            db.session.add(identity)
    except IntegrityError:  # they came back in another browser, at this very moment
        return _known_as(vouched) or person
    return person


def name_of(vouched: Vouched, reserved: Collection[str] = ()) -> str:
    """Return the name that somebody new gets: the provider's, made fit to be shown, or none.

    None, too, where it is one of the staff's, or what staff are called.
    """
    name = clean_name(clean_name(vouched.name)[:NAME_LENGTH])
    return "" if is_staff_name(name, None, reserved) else name


def _known_as(vouched: Vouched) -> Person | None:
    return db.session.scalar(
        select(Person)
        .join(Identity, Identity.person_id == Person.id)
        .where(Identity.issuer == vouched.issuer, Identity.subject == vouched.subject)
    )
