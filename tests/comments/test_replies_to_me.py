"""The pages of who is signed in: what they wrote, and what others replied, new ones marked."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from opinion.clock import now
from opinion.comments.models import Comment, Status
from opinion.database import db, writing
from opinion.people.models import Person
from tests import make
from tests.comments.owners import written
from tests.pages import Page
from tests.people.readers import signed_in
from tests.web.test_reading import counted

pytestmark = pytest.mark.usefixtures("each_database")
OURS = {"Origin": "http://localhost"}
REPLIES = "/account/replies"


@pytest.fixture
def pat(app: Flask) -> Person:
    return make.person()


@pytest.fixture
def reader(app: Flask, pat: Person) -> FlaskClient:
    return signed_in(app, pat)


def shown(reader: FlaskClient, address: str = REPLIES) -> list[str]:
    return Page(reader.get(address).text).values(".threads .comment", "id")


def new_ones(reader: FlaskClient) -> int:
    return reader.get(REPLIES).text.count('data-fresh="')


def mark_seen(reader: FlaskClient) -> None:
    until = Page(reader.get(REPLIES).text).values("[name=until]", "value")[0]
    answer = reader.post(f"{REPLIES}/seen", data={"until": until}, headers=OURS)
    assert answer.status_code == 303


def ids(*comments: Comment) -> list[str]:
    return [f"comment-{comment.id}" for comment in comments]


def test_replies_stand_newest_first_and_ones_own_are_none(reader: FlaskClient) -> None:
    article, other = make.article(), make.article()
    mine, also_mine = written(reader, article.slug), written(reader, other.slug)
    first = make.comment(article, "One", parent=mine)
    second = make.comment(other, "Two", parent=also_mine)
    make.comment(article, "To somebody else", parent=first)
    written(reader, article.slug, parent=str(mine.id), text="To myself")

    assert shown(reader) == ids(second, first)


def test_new_ones_are_marked_until_they_are_seen(reader: FlaskClient) -> None:
    article = make.article()
    mine = written(reader, article.slug)
    make.comment(article, "One", parent=mine)
    make.comment(article, "Two", parent=mine)

    assert new_ones(reader) == 2
    assert "2 replies are new to you." in reader.get(REPLIES).text
    mark_seen(reader)
    assert new_ones(reader) == 0
    make.comment(article, "Three", parent=mine)
    assert "1 reply is new to you." in reader.get(REPLIES).text


def test_what_came_while_they_read_stays_new(reader: FlaskClient) -> None:
    article = make.article()
    mine = written(reader, article.slug)
    make.comment(article, "One", parent=mine)
    until = Page(reader.get(REPLIES).text).values("[name=until]", "value")[0]
    make.comment(article, "Meanwhile", parent=mine)

    reader.post(f"{REPLIES}/seen", data={"until": until}, headers=OURS)

    assert new_ones(reader) == 1


def test_what_was_held_is_new_once_it_is_published(reader: FlaskClient) -> None:
    article = make.article()
    mine = written(reader, article.slug)
    held = make.comment(article, "Held", parent=mine, status=Status.HELD)
    make.comment(article, "Later", parent=mine)
    mark_seen(reader)

    assert new_ones(reader) == 0
    make.decided(held, Status.PUBLISHED)

    assert new_ones(reader) == 1
    assert shown(reader)[0] == f"comment-{held.id}"


def test_what_nobody_may_read_is_not_shown(reader: FlaskClient) -> None:
    article = make.article()
    mine = written(reader, article.slug)
    reply = make.comment(article, "Gone", parent=mine)
    make.decided(reply, Status.REMOVED)
    other = make.comment(article, "There", parent=mine)
    with writing():
        db.session.get_one(Comment, other.id)

    assert shown(reader) == ids(other)


def test_replies_are_paged_without_a_gap(reader: FlaskClient) -> None:
    article = make.article()
    mine = written(reader, article.slug)
    replies = [make.comment(article, f"Number {each}", parent=mine) for each in range(60)]
    with writing():  # many of one moment
        moment = now() - timedelta(hours=1)
        db.session.query(Comment).update({"published_at": moment})

    first = shown(reader)
    older = Page(reader.get(REPLIES).text).values('[rel="next"]', "href")[0]
    rest = shown(reader, older)

    assert first + rest == ids(*reversed(replies))


def test_what_they_wrote_is_listed_with_what_they_may_do(reader: FlaskClient) -> None:
    article = make.article()
    mine = written(reader, article.slug)

    page = Page(reader.get("/account/comments").text)

    assert page.values(".threads .comment", "id") == ids(mine)
    assert f"/comments/{mine.id}/edit" in page.values(".comment__tools a", "href")


def test_strangers_and_guests_are_led_to_where_one_signs_in(client: FlaskClient) -> None:
    written(client, make.article().slug)

    for address in (REPLIES, "/account/comments"):
        assert client.get(address).location == f"/session?onward={address}"
    sent = client.post(f"{REPLIES}/seen", headers=OURS)
    assert sent.location == "/session?onward=/account"


@pytest.mark.parametrize("until", ["", "yesterday", "2026-01-01", "2026-13-01T00:00:00+00:00"])
def test_a_moment_that_is_none_is_refused(reader: FlaskClient, until: str) -> None:
    answer = reader.post(f"{REPLIES}/seen", data={"until": until}, headers=OURS)

    assert answer.status_code == 400


def test_the_future_cannot_be_seen(reader: FlaskClient, pat: Person) -> None:
    reader.post(f"{REPLIES}/seen", data={"until": "9999-01-01T00:00:00+00:00"}, headers=OURS)

    db.session.expire_all()
    assert db.session.get_one(Person, pat.id).replies_seen_at <= now()


def test_its_cost_does_not_grow(reader: FlaskClient) -> None:
    article = make.article()
    mine = written(reader, article.slug)
    counts = []
    for how_many in (1, 60):
        for number in range(how_many):
            make.comment(article, f"Number {how_many} {number}", parent=mine)
        with counted() as asked:
            reader.get(REPLIES)
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 10
