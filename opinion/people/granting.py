"""Granting: named voices, given and ended; their rows are the log, and none is ever deleted."""

import unicodedata
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased

from opinion.articles.models import Article
from opinion.database import db
from opinion.people.models import VOICE_LENGTH, NamedVoice, Person
from opinion.text import clean_name

Entry = tuple[NamedVoice, Person, str, str, str]  # the last three are None where there is none


class UnfitWordsError(ValueError):
    """The words can't stand beside a name. The message says why."""


def fit_words(words: str) -> str:
    """Return ``words`` as they are kept: in NFC, with single spaces.

    Raises:
        UnfitWordsError: they are empty, longer than 40 code points, or hold what can't be seen.
    """
    if any(unicodedata.category(each) in {"Cc", "Cs"} for each in words):
        raise UnfitWordsError("the words hold control characters")
    kept = clean_name(words)
    if kept != unicodedata.normalize("NFC", " ".join(words.split())):
        raise UnfitWordsError("the words hold characters that can't be seen, or are empty")
    if not kept:
        raise UnfitWordsError("the words are empty")
    if len(kept) > VOICE_LENGTH:
        raise UnfitWordsError(
            f"the words are too long: {len(kept)} characters, and {VOICE_LENGTH} are allowed"
        )
    return kept


def grant(
    person: Person, words: str, article: Article | None, at: datetime, by: Person | None = None
) -> NamedVoice | None:
    """Put ``words``, which fit, beside somebody's name, under ``article`` or everywhere.

    None where they stand there already. ``by`` is who grants it, None at the command line. The
    caller holds the write lock.
    """
    place = article.id if article else None
    if any(
        (each.words, each.article_id, each.ended_at) == (words, place, None)
        for each in person.voices
    ):
        return None
    voice = NamedVoice(
        person_id=person.id,
        article_id=place,
        words=words,
        granted_at=at,
        granted_by=by.id if by else None,
    )
    db.session.add(voice)
    db.session.flush()
    return voice


def end_voice(voice: NamedVoice, at: datetime, by: Person | None = None) -> bool:
    """End a named voice; say whether it had not ended already. The caller holds the write lock."""
    if voice.ended_at is not None:
        return False
    voice.ended_at, voice.ended_by = at, by.id if by else None
    db.session.flush()
    return True


def log() -> Select[Entry]:
    """Select all voices ever granted, the first one first.

    With whose they are, the article's slug, and the addresses of who granted and who ended them.
    """
    granter, ender = aliased(Person), aliased(Person)
    return (
        select(NamedVoice, Person, Article.slug, granter.email, ender.email)
        .join(Person, Person.id == NamedVoice.person_id)
        .outerjoin(Article, Article.id == NamedVoice.article_id)
        .outerjoin(granter, granter.id == NamedVoice.granted_by)
        .outerjoin(ender, ender.id == NamedVoice.ended_by)
        .order_by(NamedVoice.id)
    )
