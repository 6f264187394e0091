"""Asking for a feed again and again, as feed readers do: what did not change is not sent."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from werkzeug.http import http_date

from opinion.clock import now
from opinion.comments.models import Status
from tests import make
from tests.web.test_reading import MOST, counted

MINUTE = timedelta(minutes=1)
FEEDS = ["/comments.atom", "/feed.atom", "/articles/bread/comments.atom"]
feeds = pytest.mark.parametrize("address", FEEDS)


@feeds
def test_a_feed_may_be_kept_by_all(client: FlaskClient, address: str) -> None:
    make.comment(make.article(slug="bread"))

    answer = client.get(address)

    assert answer.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert {"Accept-Encoding", "Cookie"} <= set(answer.vary)
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")


@feeds
def test_an_unchanged_feed_is_not_sent_again(client: FlaskClient, address: str) -> None:
    make.comment(make.article(slug="bread", title="Bread"), at=now() - 5 * MINUTE)
    first = client.get(address)

    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.data) == (304, b"")
    assert client.get(address).data == first.data


@feeds
def test_a_new_comment_changes_it(client: FlaskClient, address: str) -> None:
    article = make.article(slug="bread")
    make.comment(article, at=now() - 5 * MINUTE)
    tag = client.get(address).headers["ETag"]

    make.comment(article)

    assert client.get(address, headers={"If-None-Match": tag}).status_code == 200


@feeds
@pytest.mark.parametrize("which", ["oldest", "newest"])
def test_what_was_taken_away_is_not_kept_for_a_date(
    client: FlaskClient, address: str, which: str
) -> None:
    article = make.article(slug="bread")
    comments = {
        "oldest": make.comment(article, "First", at=now() - 9 * MINUTE),
        "newest": make.comment(article, "Last", at=now() - 5 * MINUTE),
    }
    first = client.get(address)

    make.decided(comments[which], Status.REMOVED)
    again = client.get(address, headers={"If-Modified-Since": http_date(now())})

    assert "Last-Modified" not in first.headers
    assert again.status_code == 200
    assert again.data != first.data


@feeds
def test_head_says_the_same_without_the_feed(client: FlaskClient, address: str) -> None:
    make.comment(make.article(slug="bread"), at=now() - 5 * MINUTE)

    whole, head = client.get(address), client.head(address)

    assert head.data == b""
    for name in ("Content-Type", "Content-Length", "ETag", "Cache-Control"):
        assert head.headers[name] == whole.headers[name]


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_it_is_compressed_as_asked(client: FlaskClient, encoding: str) -> None:
    make.many_comments(make.article(), 20)

    plain = client.get("/comments.atom")
    packed = client.get("/comments.atom", headers={"Accept-Encoding": encoding})

    assert packed.headers["Content-Encoding"] == encoding
    assert len(packed.data) < len(plain.data) / 4


@pytest.mark.usefixtures("each_database")
def test_it_takes_a_few_queries_however_many_comments(client: FlaskClient) -> None:
    article = make.article(slug="bread", section="Town")
    root = make.comment(article)
    make.many_comments(article, 10_000, parent=root)
    for _ in range(3):
        make.comment(make.article(section="Town"))
    addresses = [*FEEDS, f"/articles/bread/threads/{root.id}.atom", "/comments"]

    for address in addresses:
        with counted() as asked:
            assert client.get(address).status_code == 200
        assert len(asked) <= MOST, (address, asked)
