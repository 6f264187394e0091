"""Exporting: all that is stored of somebody who signed in, as data to take along. No secrets."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from opinion.articles.models import Article
from opinion.comments.owning import data_of
from opinion.comments.reacted import data_of_reactions
from opinion.database import db
from opinion.feeds.keys import key_of
from opinion.languages import iso
from opinion.moderation.sanctioned import data_of_sanctions, imposed_on
from opinion.people.keyring import passkeys_of
from opinion.people.models import Identity, NamedVoice, Person
from opinion.people.passwords import set_at
from opinion.people.sessions import sessions_of


def data_of_person(person: Person, at: datetime, secret: str) -> dict[str, Any]:
    """Return what is stored of ``person``, what they wrote in every state and version included.

    ``secret`` is the site's: sanctions are found by hashes made with it.
    """
    feed = key_of(person.writer)
    identities = select(Identity).where(Identity.person_id == person.id).order_by(Identity.issuer)
    return {
        "person": {
            "email": person.email,
            "name": person.name,
            "role": person.role,
            "appointed_at": iso(person.appointed_at) if person.appointed_at else None,
            "joined_at": iso(person.joined_at),
            "replies_seen_at": iso(person.replies_seen_at),
            "gets_queue_mail": person.gets_queue_mail,
        },
        "sessions": [
            {
                "began_at": iso(each.began_at),
                "ends_at": iso(each.ends_at),
                "by": each.provider or each.way,
            }
            for each in db.session.scalars(sessions_of(person.id, at))
        ],
        **_keys_of(person),
        "identities": [
            {"issuer": each.issuer, "subject": each.subject}
            for each in db.session.scalars(identities)
        ],
        "named_voices": _voices_of(person),
        "private_feed_made_at": iso(feed.made_at) if feed else None,
        "comments": data_of(person.writer),
        "sanctions": data_of_sanctions(imposed_on(person.writer, secret, person.email)),
        **data_of_reactions(person.id),
    }


def _keys_of(person: Person) -> dict[str, Any]:
    """Return since when there is a password, and which passkeys; neither of them itself."""
    since = set_at(person.id)
    return {
        "password_set_at": iso(since) if since else None,
        "passkeys": [
            {
                "name": each.name,
                "created_at": iso(each.created_at),
                "used_at": iso(each.used_at) if each.used_at else None,
            }
            for each in db.session.scalars(passkeys_of(person.id))
        ],
    }


def _voices_of(person: Person) -> list[dict[str, Any]]:
    """Return the words that an editor put beside the name, and where they stand or stood."""
    granted = (
        select(NamedVoice, Article.slug)
        .outerjoin(Article, Article.id == NamedVoice.article_id)
        .where(NamedVoice.person_id == person.id)
        .order_by(NamedVoice.id)
    )
    return [
        {
            "words": voice.words,
            "article": slug,
            "granted_at": iso(voice.granted_at),
            "ended_at": iso(voice.ended_at) if voice.ended_at else None,
        }
        for voice, slug in db.session.execute(granted)
    ]
