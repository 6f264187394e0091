"""What is asked of the database takes no longer where much is stored: on a site, on an article."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, insert, text, update

from opinion.articles.models import Article, Author, Byline, Section
from opinion.clock import now
from opinion.comments.models import Comment
from opinion.database import db, writing
from opinion.passages.models import Anchor
from tests import make
from tests.comments.reactors import report, vote
from tests.comments.sending import send
from tests.plans import asking, troubles

PAGES = (
    *("/", "/?after={young}", "/?before={old}", "/sections/town", "/authors/sample-author"),
    *("/articles/long", "/articles/long?sort=newest", "/articles/long?sort=agreed"),
    *("/articles/long?after={middle}", "/articles/long?before={middle}"),
    *("/articles/long?sort=newest&after={middle}", "/articles/long?sort=agreed&after={middle}"),
    *("/articles/long/comments/new?after={middle}", "/articles/long/comments/{middle}"),
    *("/articles/long/threads/{thread}", "/articles/long/threads/{thread}?after={reply}"),
    *("/articles/long/comments/{reply}", "/articles/long/comments/{reply}/reply"),
    *("/articles/long/passages/b1", "/articles/long/passages/b1?after={middle}"),
    *("/articles/long/comments.atom", "/articles/long/threads/{thread}.atom"),
    *("/comments", "/comments?after={middle}", "/comments.atom", "/feed.atom"),
    *("/comments/{middle}/votes", "/comments/{middle}/reports"),
    *("/api/v1/articles/long/comments", "/api/v1/articles/long/threads/{thread}"),
)
pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("each_database")]


@pytest.fixture
def numbers(environment: dict[str, str], app: Flask) -> dict[str, int]:
    """A site with 6,000 articles, one of which has 12,000 comments: most about one paragraph."""
    long = make.article(slug="long", section="Town", published_at=now() - timedelta(days=2))
    _other_articles(6_000)
    make.many_comments(long, 9_000)
    thread = make.comment(long, "The long thread.")
    make.many_comments(long, 3_000, parent=thread)
    with writing() as session:
        session.execute(update(Comment).values(agree_count=Comment.id % 7))
        session.execute(update(Comment).values(writer=func.substr(Comment.name, 8)))
        old = now() - timedelta(days=1)
        session.execute(
            update(Comment).where(Comment.id == thread.id).values(posted_at=old, published_at=old)
        )
        session.execute(
            insert(Anchor),
            [
                {"comment_id": number, "article_id": long.id, "block": "b1", "quote": "One"}
                for number in range(2, 9_000, 2)
            ],
        )
        session.get_one(Article, long.id).passage_counts = {"b1": 4_499}
    with db.engine.begin() as connection:
        if connection.dialect.name == "postgresql":  # which does it by itself, a little later
            connection.execute(text("ANALYZE"))
    return {
        "middle": 4_000, "thread": thread.id, "reply": thread.id + 1_500, "young": 500, "old": 1_500
    }  # fmt: skip


def _other_articles(how_many: int) -> None:
    """Store articles by two authors in two sections, one an hour, each with one comment."""
    with writing() as session:
        session.add_all([Section(slug="land", name="Land"), Author(slug="other", name="Other")])
        session.flush()
        session.execute(insert(Article), [
            {
                "slug": f"other-{number}", "title": "Another", "language": "en", "source": "",
                "blocks": [], "section_id": number % 2 + 1, "comment_count": 0,
                "published_at": now() - timedelta(days=3, hours=number),
            }
            for number in range(how_many)
        ])  # fmt: skip
        session.execute(insert(Byline), [
            {"article_id": number, "position": 0, "author_id": number % 2 + 1}
            for number in range(2, how_many + 2)
        ])  # fmt: skip


def test_no_page_looks_at_more_than_it_shows(client: FlaskClient, numbers: dict[str, int]) -> None:
    found: list[str] = []
    for page in PAGES:
        address = page.format(**numbers)
        with asking() as asked:
            answer = client.get(address)
        assert answer.status_code in {200, 302}, address
        assert asked, address
        found += [f"{address} {trouble}" for trouble in troubles(asked)]

    assert not found, "\n\n".join(found)


def test_no_change_looks_at_more_than_it_changes(app: Flask, numbers: dict[str, int]) -> None:
    browser = app.test_client()
    with asking() as asked:
        posted = [
            send(browser, "long", text="A word under all."),
            send(browser, "long", text="A word in between.", parent=numbers["reply"]),
            send(browser, "long", text="A word about it.", block="b1", quote="One"),
            send(browser, "long", text="A word as htmx sends it.", htmx=True),
            vote(browser, numbers["middle"]),
            vote(browser, numbers["reply"], withdraw="1"),
            report(browser, numbers["middle"]),
        ]

    assert {answer.status_code for answer in posted} <= {200, 201, 303}
    assert not (found := troubles(asked)), "\n\n".join(found)
