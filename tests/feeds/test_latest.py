"""The page of the latest comments of the whole site."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from opinion.clock import now
from opinion.comments.models import Status
from tests import make
from tests.pages import Page, problems
from tests.passages.commenting import about

MINUTE = timedelta(minutes=1)


def page(client: FlaskClient, address: str = "/comments") -> Page:
    answer = client.get(address)
    assert answer.status_code == 200
    assert not problems(answer.text)
    return Page(answer.text)


@pytest.mark.usefixtures("each_database")
def test_the_newest_comments_come_first_with_where_they_stand(client: FlaskClient) -> None:
    bread, salt = make.article("Bread", slug="bread"), make.article("Salt")
    older = make.comment(bread, "Older", at=now() - 9 * MINUTE)
    newer = make.comment(salt, "Newer", at=now() - MINUTE)
    make.comment(salt, "Held", status=Status.HELD)
    make.comment(make.article("Secret", is_draft=True))

    shown = page(client)

    assert shown.words(".agreed h2") == ["Salt", "Bread"]
    assert shown.words(".agreed .comment__text") == ["Newer", "Older"]
    assert shown.values(".agreed .comment", "id") == [f"comment-{newer.id}", f"comment-{older.id}"]
    there = shown.values(".card__meta a", "href")[1]
    assert there == f"/articles/bread/comments/{older.id}"
    assert client.get(there).location.endswith(f"#comment-{older.id}")


def test_a_comment_that_appeared_late_stands_where_it_appeared(client: FlaskClient) -> None:
    article = make.article()
    held = make.comment(article, "Held at first", at=now() - 9 * MINUTE, status=Status.HELD)
    make.comment(article, "Meanwhile", at=now() - 5 * MINUTE)
    make.decided(held, Status.PUBLISHED)

    assert page(client).words(".agreed .comment__text") == ["Held at first", "Meanwhile"]


def test_a_reply_says_to_whom_and_to_what(client: FlaskClient) -> None:
    article = make.article(slug="bread")
    root = make.comment(article, "The *first* word", name="Ann", at=now() - 9 * MINUTE)
    make.comment(article, "The answer", parent=root)
    about(article, "b1", "One paragraph.")

    shown = page(client)

    assert shown.words(".comment__to") == ["in reply to Ann"]
    assert shown.values(".comment__to a", "href") == [f"/articles/bread/comments/{root.id}"]
    assert shown.words(".comment__quote") == ["One paragraph.", "The *first* word"]


def test_a_removed_comment_is_not_quoted(client: FlaskClient) -> None:
    article = make.article()
    root = make.comment(article, "Unspeakable", name="Ann")
    make.comment(article, "The answer", parent=root)
    make.decided(root, Status.REMOVED)

    shown = page(client)

    assert shown.words(".comment__to") == ["in reply to a removed comment"]
    assert "Unspeakable" not in shown.html
    assert not shown.has(".comment__quote")


def test_it_goes_fifty_at_a_time(client: FlaskClient) -> None:
    make.many_comments(make.article(), 120)

    address, counts = "/comments", []
    while address:
        shown = page(client, address)
        counts.append(len(shown.words(".agreed li")))
        address = next(iter(shown.values(".pages [rel=next]", "href")), "")

    assert counts == [50, 50, 20]
    assert shown.values(".pages a", "href") == ["/comments"]


def test_it_is_a_public_page_that_every_page_leads_to(client: FlaskClient) -> None:
    empty = client.get("/comments")

    assert "Nothing here yet." in empty.text
    assert empty.headers["Cache-Control"].startswith("public")
    assert "noindex" not in empty.text
    assert "Set-Cookie" not in empty.headers
    assert Page(client.get("/").text).has('footer a[href="/comments"]')
