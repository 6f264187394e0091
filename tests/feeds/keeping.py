"""Who has a private feed, how they make it, and how many there are."""

import re

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.models import Comment
from opinion.comments.posting import Submission, Writer, post
from opinion.database import db, writing
from opinion.feeds.models import FeedKey
from opinion.people.models import Person
from tests.comments.owners import ORIGIN, link_in
from tests.comments.sending import send
from tests.pages import Page, problems

ADDRESS = re.compile(r"^http://localhost/replies/[\w-]{43}\.atom$")


def made_at(client: FlaskClient, address: str) -> str:
    """Press the button, and return the address of the feed that the page shows."""
    answer = client.post(address, headers=ORIGIN)
    assert answer.status_code == 201
    assert not problems(answer.text)
    [shown] = Page(answer.text).values("#feed-address", "value")
    assert ADDRESS.match(shown)
    assert answer.headers["Cache-Control"] == "no-store"
    return shown.removeprefix("http://localhost")


def guest(app: Flask, slug: str, text: str = "Mine") -> tuple[FlaskClient, Comment, str]:
    """Return a guest who has commented: their browser, the comment, the private link."""
    browser = app.test_client()
    answer: TestResponse = send(browser, slug, htmx=True, text=text)
    comment = db.session.scalars(select(Comment).order_by(Comment.id.desc()).limit(1)).one()
    return browser, comment, link_in(answer)


def said_by(person: Person, article: Article) -> Comment:
    """Store a comment of somebody who was signed in."""
    with writing():
        return post(
            db.session.get_one(Article, article.id),
            Submission("Pat", "Said by a person"),
            at=now(),
            by=Writer(person.writer, "", person.writer, person.id),
        )


def how_many() -> int:
    """Return how many private feeds there are."""
    return db.session.scalar(select(func.count()).select_from(FeedKey)) or 0
