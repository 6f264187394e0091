"""People whom the site vouches for, and what they write."""

from typing import Any

from opinion.articles.models import Article, Author, Byline
from opinion.clock import now
from opinion.comments.models import Comment
from opinion.database import db, writing
from opinion.people.granting import grant
from opinion.people.models import NamedVoice, Person
from tests import make


def written_by(person: Person, under: Article, text: str = "A comment.", **more: Any) -> Comment:
    """Store a comment that ``person`` wrote while they were signed in."""
    comment = make.comment(under, text, **{"name": person.name, **more})
    with writing():
        stored = db.session.get_one(Comment, comment.id)
        stored.person_id, stored.writer = person.id, person.writer
    return stored


def author_of(article: Article, email: str = "author@example.org", **fields: Any) -> Person:
    """Store somebody who is the first author of ``article``, and go by that author's name."""
    number = db.session.query(Byline.author_id).filter_by(article_id=article.id).first()
    assert number
    name = db.session.get_one(Author, number[0]).name
    person = make.person(email, **{"name": name, **fields})
    with writing():
        db.session.get_one(Author, number[0]).person_id = person.id
    return person


def voice_of(person: Person, words: str = "MEP", under: Article | None = None) -> NamedVoice:
    """Let ``person`` have a named voice."""
    with writing():
        voice = grant(db.session.get_one(Person, person.id), words, under, now())
    assert voice
    return voice
