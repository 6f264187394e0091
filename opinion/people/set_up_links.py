"""Links at which one of the staff sets up how they sign in: told once, kept as hashes."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select

from opinion.database import db
from opinion.people.credentials import SetUpLink
from opinion.people.models import Person, Role
from opinion.people.secrets import hash_of, new_secret

GOOD_FOR = timedelta(hours=24)


def make_link(person: Person, at: datetime) -> str:
    """Make a link for ``person``, who works for the site; return its secret, which nobody keeps.

    Former ones of theirs stop working. The caller holds the write lock.
    """
    over = (SetUpLink.person_id == person.id) | (SetUpLink.expires_at <= at)
    db.session.execute(delete(SetUpLink).where(over))
    token = new_secret()
    db.session.add(SetUpLink(token=hash_of(token), person_id=person.id, expires_at=at + GOOD_FOR))
    return token


def person_of(token: str, at: datetime) -> Person | None:
    """Return whom the link with the secret ``token`` is for.

    None where it is used, too old, none of ours, or its owner does not work here any more.
    """
    return db.session.scalar(
        select(Person)
        .join(SetUpLink, SetUpLink.person_id == Person.id)
        .where(
            SetUpLink.token == hash_of(token),
            SetUpLink.expires_at > at,
            Person.role.in_(list(Role)),
        )
    )


def consume(token: str, at: datetime) -> Person | None:
    """Use the link up, and return whom it was for; None as above.

    Of many who try at once, one does. The caller holds the write lock.
    """
    person = person_of(token, at)
    used = delete(SetUpLink).where(SetUpLink.token == hash_of(token)).returning(SetUpLink.token)
    return person if db.session.scalar(used) else None
