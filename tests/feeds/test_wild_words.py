"""Whatever stands in the tables, a feed is well-formed XML that says just that."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from opinion.articles.models import Article
from opinion.comments.models import Comment
from opinion.database import db, writing
from opinion.text import clean_body, clean_name
from tests import make
from tests.feeds.atom import FeedDocument
from tests.hostile import HOSTILE
from tests.wild import markup, names

storable = st.characters(exclude_categories=["Cs"])  # what SQLite takes: PostgreSQL, no NUL
texts = st.one_of(st.text(storable, min_size=1, max_size=60), markup, names).map(
    lambda text: "".join(c for c in text if not 0xD800 <= ord(c) < 0xE000)
)


def in_xml(text: str) -> str:
    """Return what a reader of XML 1.0 gets of ``text``: 2.2 forbids some, 2.11 changes ends."""
    kept = "".join(c for c in text if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff"))
    return kept.replace("\r\n", "\n").replace("\r", "\n")


@pytest.fixture
def comment(app: Flask) -> Comment:
    article = make.article(slug="bread")
    root = make.comment(article, name="Ann")
    return make.comment(article, parent=root)


@pytest.mark.usefixtures("sqlite_alone")
@given(name=texts, html=texts, title=texts)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_wild_words_break_no_feed(
    app: Flask, comment: Comment, name: str, html: str, title: str
) -> None:
    with writing():
        db.session.execute(
            update(Comment).where(Comment.id == comment.id).values(name=name[:80], html=html)
        )
        db.session.execute(update(Article).values(title=f"T{title}", standfirst=html))
    client = app.test_client()

    found = FeedDocument(client.get("/articles/bread/comments.atom"))
    about = FeedDocument(client.get("/feed.atom"))

    entry = found.entries[0]
    assert entry.says("author/name") == in_xml(name[:80] or "a former reader")
    assert entry.says("content") == in_xml(html.strip())
    assert about.titles == [in_xml(f"T{title}")]
    assert about.entries[0].says("summary") == in_xml(html)


def test_hostile_comments_are_words(client: FlaskClient) -> None:
    article = make.article(slug="bread")
    stored = [
        make.comment(article, clean_body(text), name=clean_name(name)) for name, text in HOSTILE
    ]

    found = FeedDocument(client.get("/articles/bread/comments.atom"))

    assert found.texts == [comment.html for comment in reversed(stored)]
    assert not any("<script" in text or "onerror=x" in text for text in found.texts)
