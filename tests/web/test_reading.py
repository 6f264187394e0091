"""Reading: a fixed, small number of queries however long the talk, and nothing is written."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from opinion.articles.models import Article
from opinion.database import db
from tests import make
from tests.comments.sending import send
from tests.databases import only_read
from tests.rows import PAGES_OF_STAFF

MOST = 9  # queries: eight for the page, one for how long it may be kept
Talk = Callable[[Article], None]


def one_thread(article: Article) -> None:
    make.many_comments(article, 2_000, parent=make.comment(article))


def fifty(article: Article) -> None:
    root = make.comment(article)
    make.many_comments(article, 9, parent=root)
    make.many_comments(article, 40)


OF_DECISIONS = (
    "/comments/1/decision",
    "/comments/own",
    "/statements/nobody",
    "/sanctions/nobody",
    "/reports/none-of-ours",
    "/moderation/mail/nobody",
    "/log",
)
TALKS: dict[str, Talk] = {
    "nothing": lambda article: make.many_comments(article, 0),
    "fifty comments": fifty,
    "2,000 in one thread": one_thread,
    "500 threads": lambda article: make.many_comments(article, 500),
}


@contextmanager
def counted() -> Iterator[list[str]]:
    """Collect the queries that are asked meanwhile."""
    asked: list[str] = []

    def note(*arguments: object) -> None:
        statement = str(arguments[2])
        if statement.startswith("SELECT"):
            asked.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


@pytest.mark.usefixtures("each_database")
def test_a_page_takes_nine_queries_at_most(client: FlaskClient) -> None:
    for kind, talk in TALKS.items():
        article = make.article(section="Town", authors=["Ann One", "Bob Two", "Cy Three"])
        talk(article)

        with counted() as asked:
            answer = client.get(f"/articles/{article.slug}")

        assert answer.status_code == 200
        assert len(asked) <= MOST, (kind, asked)


@pytest.mark.usefixtures("each_database")
def test_lists_threads_and_the_form_take_no_more(client: FlaskClient) -> None:
    for number in range(15):
        article = make.article(section="Town", authors=["Ann One", f"Author {number}"])
    root = make.comment(article)
    make.many_comments(article, 200, parent=root)

    for address in addresses(article.slug, root.id):
        with counted() as asked:
            client.get(address)

        assert len(asked) <= MOST, (address, asked)


def addresses(slug: str, number: int) -> list[str]:
    """Return an address of every kind that somebody reads at."""
    return [
        "/",
        "/sections/town",
        "/authors/ann-one",
        "/nowhere",
        "/site.webmanifest",
        "/favicon.ico",
        "/static/x/css/base.css",
        f"/media/{'0' * 32}.png",
        f"/articles/{slug}",
        f"/articles/{slug}?sort=newest",
        f"/articles/{slug}/comments",
        f"/articles/{slug}/comments/{number}",
        f"/articles/{slug}/comments/{number + 60}",
        f"/articles/{slug}/comments/{number}/reply",
        f"/articles/{slug}/threads/{number}",
        f"/articles/{slug}/passages/b1",
        f"/articles/{slug}/comments/{number}/revisions",
        f"/articles/{slug}/comments/new?after={number}",
        f"/comments/{number}/votes",
        f"/comments/{number}/reports",
        *OF_DECISIONS,
        *("/agreed", "/privacy", "/rules"),
        f"/comments/{number + 61}/edit",
        f"/comments/{number + 61}/withdrawal",
        *feeds(slug, number),
        *accounts(),
        f"/articles/{slug}/followings",
        f"/articles/{slug}/followings/asked",
        "/followings/none-of-ours",
        "/followings/none-of-ours/end",
        "/api/v1/openapi.json",
        f"/api/v1/articles/{slug}/comments",
        f"/api/v1/articles/{slug}/comments/{number}",
        f"/api/v1/articles/{slug}/threads/{number}",
    ]


def accounts() -> list[str]:
    """Return the addresses of signing in, and of one's own pages."""
    return [
        "/session",
        "/session/again",
        "/session/setup/none-of-ours",
        *("/account/keys", *PAGES_OF_STAFF),
        *("/session/links", "/session/links/none-of-ours"),
        "/account",
        "/account/export.json",
        "/account/erasure",
        "/session/provider",
        "/session/provider/callback",
        "/account/comments",
        "/account/replies",
        "/manage/nobody",
        "/manage/nobody/export.json",
        "/manage/nobody/erasure",
    ]


def feeds(slug: str, number: int) -> list[str]:
    """Return the address of every feed, and of the pages about them."""
    return [
        "/comments",
        f"/comments?after={number}",
        "/comments.atom",
        f"/comments.atom?after={number + 70}",
        "/feed.atom",
        f"/articles/{slug}/comments.atom",
        f"/articles/{slug}/threads/{number}.atom",
        "/replies/none-of-ours.atom",
        "/account/feed",
    ]


@pytest.mark.parametrize("is_guest", [False, True], ids=["stranger", "guest"])
def test_reading_writes_nothing(app: Flask, client: FlaskClient, is_guest: bool) -> None:
    article = make.article(section="Town", authors=["Ann One"])
    root = make.comment(article)
    make.many_comments(article, 60, parent=root)
    if is_guest:
        send(client, article.slug)

    with only_read():
        for address in addresses(article.slug, root.id):
            assert client.get(address).status_code != 500, address
            assert client.head(address).status_code != 500, address


def test_every_address_to_read_at_was_read(app: Flask) -> None:
    readers = {
        rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or set())
    }
    adapter = app.url_map.bind("localhost")

    read = {
        adapter.match(address.partition("?")[0])[0]
        for address in addresses("bread", 1)
        if address != "/nowhere"
    }

    assert read == readers, "add the new one to addresses()"
