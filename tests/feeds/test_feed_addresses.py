"""Where feeds are: page after page, through an article's moves, and named by the site's pages."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from opinion.articles.models import Article, FormerSlug
from opinion.clock import now
from opinion.comments.models import Comment, Status
from opinion.database import db, writing
from tests import make
from tests.feeds.atom import FeedDocument
from tests.pages import Page

MINUTE = timedelta(minutes=1)


def feed(client: FlaskClient, address: str) -> FeedDocument:
    return FeedDocument(client.get(address))


@pytest.mark.usefixtures("each_database")
def test_pages_of_fifty_lead_to_each_other_and_lose_nothing(client: FlaskClient) -> None:
    article = make.article(slug="bread")
    root = make.comment(article, "The beginning", at=now() - 9_000 * MINUTE)
    make.many_comments(article, 120, parent=root)
    with writing():  # many of one moment
        same = update(Comment).where(Comment.parent_id == root.id, Comment.id % 3 > 0)
        db.session.execute(same.values(published_at=now() - 100 * MINUTE))

    for start in (
        "/comments.atom",
        "/articles/bread/comments.atom",
        f"/articles/bread/threads/{root.id}.atom",
    ):
        address, ids, texts = start, [], []
        while address:
            found = feed(client, address)
            assert len(found.entries) <= 51
            assert found.link("first") == ("" if address == start else start)
            ids += [entry.says("id") for entry in found.entries]
            texts += found.texts
            address = found.link("next")
        assert len(ids) == len(set(ids)) == 121
        assert texts[-1] == "<p>The beginning</p>"


def test_a_page_that_there_is_not_is_not_found(client: FlaskClient) -> None:
    held = make.comment(make.article(slug="bread"), status=Status.HELD)

    for after in ("0", "x", "4711", str(held.id)):
        for address in ("/comments.atom", "/articles/bread/comments.atom", "/comments"):
            assert client.get(f"{address}?after={after}").status_code == 404


def test_an_article_that_moves_takes_its_feeds_along(client: FlaskClient) -> None:
    article = make.article(slug="bread")
    root = make.comment(article)
    before = [each.says("id") for each in feed(client, "/articles/bread/comments.atom").entries]
    with writing():
        db.session.add(FormerSlug(slug="bread", article_id=article.id))
        db.session.get_one(Article, article.id).slug = "rye"

    for rest in ("comments.atom", f"threads/{root.id}.atom"):
        moved = client.get(f"/articles/bread/{rest}")
        assert (moved.status_code, moved.location) == (301, f"/articles/rye/{rest}")
    after = [each.says("id") for each in feed(client, "/articles/rye/comments.atom").entries]
    assert before == after


def test_feeds_of_what_is_not_public_are_not_found(client: FlaskClient) -> None:
    draft = make.article(slug="draft", is_draft=True)
    root = make.comment(draft)

    for rest in ("comments.atom", f"threads/{root.id}.atom"):
        assert client.get(f"/articles/draft/{rest}").status_code == 404
        assert client.get(f"/articles/nothing/{rest}").status_code == 404


def test_empty_feeds_are_feeds(client: FlaskClient) -> None:
    for address in ("/comments.atom", "/feed.atom"):
        assert feed(client, address).entries == []
    make.article(slug="bread")
    assert feed(client, "/articles/bread/comments.atom").entries == []


def test_pages_name_their_feeds(client: FlaskClient) -> None:
    root = make.comment(make.article(slug="bread"))
    expected = {
        "/": ["/feed.atom", "/comments.atom"],
        "/comments": ["/comments.atom"],
        "/articles/bread": ["/articles/bread/comments.atom"],
        f"/articles/bread/threads/{root.id}": [f"/articles/bread/threads/{root.id}.atom"],
    }

    for address, feeds in expected.items():
        page = Page(client.get(address).text)
        assert page.values('head link[type="application/atom+xml"]', "href") == feeds
        for each in feeds:
            assert feed(client, each).link("self") == each
    for address in list(expected)[1:]:
        assert Page(client.get(address).text).has('main a[type="application/atom+xml"]')
