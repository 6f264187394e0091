"""What has come in since a page was made: how many, whose, and where to see them."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from opinion.clock import now
from opinion.comments.models import Status
from tests import make
from tests.comments.sending import send
from tests.pages import Page

pytestmark = pytest.mark.usefixtures("each_database")


def test_nothing_new_is_answered_without_a_word(client: FlaskClient) -> None:
    article = make.article()
    comment = make.comment(article)

    answer = client.get(f"/articles/{article.slug}/comments/new?after={comment.id}")

    assert answer.status_code == 204
    assert answer.data == b""


def test_new_comments_are_counted_and_lead_to_the_first_of_them(client: FlaskClient) -> None:
    article = make.article()
    seen = make.comment(article)
    first = make.comment(article, "New")
    make.comment(article, "Newer", parent=seen)
    make.comment(article, "Held", status=Status.HELD)

    answer = client.get(f"/articles/{article.slug}/comments/new?after={seen.id}")

    assert answer.status_code == 200
    assert "2 new comments — show" in answer.text
    assert f'href="/articles/{article.slug}/comments/{first.id}"' in answer.text


def test_what_was_held_is_new_once_it_can_be_read(client: FlaskClient) -> None:
    article = make.article()
    held = make.comment(article, "Held", status=Status.HELD)
    make.comment(article, "Read")
    news = Page(client.get(f"/articles/{article.slug}").text).values("#news", "hx-get")[0]

    make.decided(held, Status.PUBLISHED)
    after = Page(client.get(f"/articles/{article.slug}").text).values("#news", "hx-get")[0]

    assert "1 new comment — show" in client.get(news).text
    assert client.get(after).status_code == 204


def test_ones_own_comments_are_not_new(app: Flask) -> None:
    article = make.article()
    writer, stranger = app.test_client(), app.test_client()
    address = f"/articles/{article.slug}/comments/new"

    send(writer, article.slug)

    assert writer.get(address).status_code == 204
    assert "1 new comment — show" in stranger.get(address).text


def test_more_than_a_hundred_are_not_counted_out(client: FlaskClient) -> None:
    article = make.article()
    for number in range(101):
        make.comment(article, f"Comment {number}")

    page = client.get(f"/articles/{article.slug}/comments/new").text

    assert "More than 100 new comments — show" in page


def test_an_article_is_asked_about_for_seven_days(client: FlaskClient) -> None:
    young = make.article(published_at=now() - timedelta(days=6))
    old = make.article(published_at=now() - timedelta(days=8))
    comment = make.comment(young)

    asked = f'hx-get="/articles/{young.slug}/comments/new?after={comment.id}"'
    assert asked in client.get(f"/articles/{young.slug}").text
    assert "data-poll" not in client.get(f"/articles/{old.slug}").text


def test_who_reads_an_article_without_comments_is_told_of_the_first(client: FlaskClient) -> None:
    article = make.article()
    [asked] = Page(client.get(f"/articles/{article.slug}").text).values("#news", "hx-get")
    nothing = client.get(asked)

    make.comment(article)

    assert nothing.status_code == 204
    assert "1 new comment — show" in client.get(asked).text
