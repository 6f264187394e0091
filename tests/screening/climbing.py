"""Sends comments that climb the ladder, and looks at what came of them."""

from datetime import timedelta
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.models import Comment, Status
from opinion.database import db, writing
from opinion.people.models import Person, Role
from opinion.screening.models import ScreenedWords
from tests import make
from tests.comments.owners import newest
from tests.comments.sending import send


def staffed() -> Person:
    """Let somebody work for the site."""
    return make.person("ed@example.org", "Ed Itor", role=Role.EDITOR)


def listed(phrase: str, *, is_rejected: bool = False, days: int | None = None) -> None:
    """Put a phrase on the list of words, as it is kept."""
    until = now() + timedelta(days=days) if days is not None else None
    with writing():
        db.session.add(
            ScreenedWords(phrase=phrase, is_rejected=is_rejected, added_at=now(), expires_at=until)
        )


def sent(
    client: FlaskClient, article: Article, text: str = "A plain word.", **more: Any
) -> Comment:
    """Send a comment that comes in, and return it."""
    answer = send(client, article.slug, text=text, **more)
    assert answer.status_code == 303, answer.text
    return newest()


def whys(comment: Comment) -> list[str]:
    """Return what a comment is held for; nothing where it is not held."""
    return [each["why"] for each in comment.held_for or []] if comment.is_held else []


def promise(client: FlaskClient, article: Article) -> str:
    """Return what the form under the article says will happen."""
    return promised(client.get(f"/articles/{article.slug}"))


def promised(answer: TestResponse) -> str:
    """Return what the form on a page says will happen."""
    known = ("appears at once", "first comment is", "first comments are", "Your comment is read")
    (found,) = [words for words in known if words in answer.text]
    return found


def known_guest(client: FlaskClient, article: Article, name: str = "Sample Reader") -> None:
    """Let one comment of this browser be approved."""
    first = sent(client, article, "My first one.", name=name)
    make.decided(first, Status.PUBLISHED)
    assert db.session.scalar(select(Comment.status).where(Comment.id == first.id)) == "published"
