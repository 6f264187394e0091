"""The page of what readers most agreed with this week."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text, update

from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.models import Comment, Status
from opinion.comments.voting import most_agreed
from opinion.database import db, writing
from tests import make
from tests.pages import Page, problems

HOURS = timedelta(hours=1)


def agreed_with(article: Article, votes: int, hours: int = 3, words: str = "A comment.") -> Comment:
    """Store a comment of so many hours ago that so many agree with."""
    comment = make.comment(article, words, at=now() - hours * HOURS)
    with writing():
        db.session.get_one(Comment, comment.id).agree_count = votes
    return comment


def shown(client: FlaskClient) -> list[str]:
    return Page(client.get("/agreed").text).values(".agreed .comment", "id")


@pytest.mark.usefixtures("each_database")
def test_the_most_agreed_comments_of_the_week_come_first(client: FlaskClient) -> None:
    article, other = make.article("Bread"), make.article("Salt")
    some = agreed_with(article, 2)
    most = agreed_with(other, 5, hours=24 * 7 - 1)
    agreed_with(article, 9, hours=24 * 7 + 1)
    agreed_with(article, 9, hours=1)
    agreed_with(article, 0)

    page = Page(client.get("/agreed").text)

    assert shown(client) == [f"comment-{most.id}", f"comment-{some.id}"]
    assert page.words(".agreed h2") == ["Salt", "Bread"]
    assert page.words(".agreed b") == ["5 readers agree", "2 readers agree"]


def test_nothing_that_not_everybody_may_read_is_there(client: FlaskClient) -> None:
    article = make.article()
    for status in Status:
        make.decided(agreed_with(article, 3), status)
    agreed_with(make.article(is_draft=True), 3)
    agreed_with(make.article(published_at=now() + HOURS), 3)

    assert len(shown(client)) == 1


def test_twenty_are_shown_at_the_most(client: FlaskClient) -> None:
    article = make.article()
    make.many_comments(article, 30)
    with writing():
        db.session.execute(update(Comment).values(agree_count=Comment.id))

    assert len(shown(client)) == 20


def test_it_is_a_public_page_that_every_page_leads_to(client: FlaskClient) -> None:
    empty = client.get("/agreed")
    agreed_with(make.article(language="ar"), 1, words="<b>*All*</b>")
    full = client.get("/agreed")

    assert "Nothing here yet." in empty.text
    assert 'href="/agreed"' in client.get("/").text
    assert full.headers["Cache-Control"].startswith("public")
    assert "noindex" not in full.text
    assert "Set-Cookie" not in full.headers
    assert not problems(empty.text) + problems(full.text)


@pytest.mark.usefixtures("sqlite_alone")
def test_it_is_found_without_a_scan(app: Flask) -> None:
    with db.engine.connect() as connection:
        query = most_agreed(now(), HOURS).compile(db.engine)
        plan = connection.execute(
            text(f"EXPLAIN QUERY PLAN {query.string.replace('?', '0')}")
        ).all()

    steps = " ".join(str(step) for step in plan)
    assert "USING INDEX ix_comments_posted_at" in steps
    assert "SCAN" not in steps
