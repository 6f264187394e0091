"""Renaming: who may give themselves another name."""

from sqlalchemy import exists, select

from opinion.articles.models import Author
from opinion.database import db
from opinion.people.models import Person


def may_rename(person: Person) -> bool:
    """Whether somebody may change their name themselves.

    Not while the site vouches for them: a badge says that the name beside it is theirs, so they
    take no other one to it. Who has none yet may choose one.
    """
    if not person.name:
        return True
    has_voice = any(voice.ended_at is None for voice in person.voices)
    is_author = select(exists().where(Author.person_id == person.id))
    return not (person.is_staff or has_voice or db.session.scalar(is_author))
