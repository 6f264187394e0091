"""Badges: what stands beside the name of a comment's writer, so far as the site vouches for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import inspect, select
from sqlalchemy.orm import selectinload

from opinion.articles.models import Article, Byline, writers
from opinion.comments.models import Comment
from opinion.database import db
from opinion.people.models import NamedVoice, Person


class Kind(StrEnum):
    """What a badge says of somebody."""

    AUTHOR = "author"
    STAFF = "staff"
    VOICE = "voice"


@dataclass(frozen=True)
class Badge:
    """A mark beside a name; ``words`` are an editor's, and empty where the site has its own."""

    kind: Kind
    words: str = ""


def badges(comment: Comment, article: Article) -> list[Badge]:
    """Return what is said of who wrote ``comment`` under ``article``: two badges at the most.

    The first says whose word it is: the article's author's, else that of the staff. The second
    is their named voice: the one for this article, else for the whole site, and of several the last
    that was granted. Who was not signed in has none, and who took their name off none any more.
    """
    person = comment.person if comment.person_id else None
    if person is None:
        return []
    found = []
    if any(byline.author.person_id == person.id for byline in writers(article.bylines)):
        found.append(Badge(Kind.AUTHOR))
    elif person.is_staff:
        found.append(Badge(Kind.STAFF))
    voice = _voice_of(person, article)
    return [*found, Badge(Kind.VOICE, voice.words)] if voice else found


def load_writers(shown: Iterable[tuple[Comment, Article]]) -> None:
    """Load who wrote the articles, where a badge depends on it and they are not known yet.

    Comments by guests alone ask nothing of the database.
    """
    wanted = {
        article.id
        for comment, article in shown
        if comment.person_id and "bylines" in inspect(article).unloaded
    }
    if wanted:
        bylines = selectinload(Article.bylines).joinedload(Byline.author)
        db.session.scalars(select(Article).where(Article.id.in_(wanted)).options(bylines)).all()


def _voice_of(person: Person, article: Article) -> NamedVoice | None:
    """Return by which of their named voices somebody speaks under ``article``."""
    valid = [
        voice
        for voice in person.voices
        if voice.ended_at is None and voice.article_id in {None, article.id}
    ]
    return max(valid, key=lambda voice: (voice.article_id is not None, voice.id), default=None)
