"""The page of what readers most agreed with this week."""

from datetime import datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.models import Comment, Status
from opinion.database import db, writing
from tests import make
from tests.pages import Page, problems

HOURS = timedelta(hours=1)
DAY = timedelta(days=1)


def agreed_with(
    article: Article, votes: int, *, at: datetime | None = None, words: str = "A comment."
) -> Comment:
    """Store a comment, by default of three hours ago, that so many agree with."""
    comment = make.comment(article, words, at=at or now() - 3 * HOURS)
    with writing():
        db.session.get_one(Comment, comment.id).agree_count = votes
    return comment


def days_ago(number: int) -> datetime:
    """Return when that day began, in UTC; none of it is hidden, as today might be."""
    return now().replace(hour=0, minute=0, second=0, microsecond=0) - number * DAY


def shown(client: FlaskClient) -> list[str]:
    return Page(client.get("/agreed").text).values(".agreed .comment", "id")


@pytest.mark.usefixtures("each_database")
def test_the_most_agreed_comments_of_the_week_come_first(client: FlaskClient) -> None:
    article, other = make.article("Bread"), make.article("Salt")
    some = agreed_with(article, 2)
    most = agreed_with(other, 5, at=days_ago(6))
    agreed_with(article, 9, at=days_ago(6) - timedelta(microseconds=1))
    agreed_with(article, 9, at=now() - HOURS)
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


@pytest.mark.usefixtures("each_database")
def test_twenty_are_shown_at_the_most_whichever_days_they_are_of(client: FlaskClient) -> None:
    article = make.article()
    make.many_comments(article, 70)
    with writing() as session:
        for comment in session.scalars(select(Comment)):
            comment.posted_at = days_ago(6 if comment.id <= 25 else comment.id % 5 + 1)
            comment.agree_count = 9 if comment.id <= 25 else comment.id // 2 % 11
    stored = db.session.scalars(select(Comment)).all()

    best = sorted(stored, key=lambda each: (each.agree_count, each.id), reverse=True)

    assert shown(client) == [f"comment-{each.id}" for each in best[:20]]


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
