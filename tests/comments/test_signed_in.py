"""Somebody who is signed in: they write, edit, vote and report as themselves, in any reader."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from opinion.clock import now
from opinion.comments.models import Comment, Status
from opinion.database import db, writing
from opinion.people.models import Person
from tests import make
from tests.comments.owners import aged, edit, link_in, newest, take_back, written
from tests.comments.reactors import now_of
from tests.comments.sending import how_many, send
from tests.pages import Page
from tests.people.readers import signed_in


@pytest.fixture
def pat(app: Flask) -> Person:
    return make.person()


@pytest.fixture
def reader(app: Flask, pat: Person) -> FlaskClient:
    return signed_in(app, pat)


@pytest.mark.usefixtures("each_database")
def test_a_comment_is_signed_by_who_is_signed_in_whatever_the_form_says(
    reader: FlaskClient, pat: Person
) -> None:
    article = make.article()

    comment = written(reader, article.slug, name="Somebody Else", email="else@example.org")

    assert (comment.name, comment.email) == ("Pat Reader", "reader@example.org")
    assert (comment.person_id, comment.writer) == (pat.id, pat.writer)


def test_the_form_asks_them_for_neither_name_nor_address(app: Flask, reader: FlaskClient) -> None:
    address = f"/articles/{make.article().slug}"

    known, stranger = Page(reader.get(address).text), Page(app.test_client().get(address).text)

    names = [page.values("#form-end [name]", "name") for page in (known, stranger)]
    assert {"name", "email", "remember"} <= set(names[1])
    assert {"name", "email", "remember"}.isdisjoint(names[0])
    assert "You write as" in reader.get(address).text


def test_they_become_no_guest_and_get_no_private_link(reader: FlaskClient) -> None:
    article = make.article()

    answer = send(reader, article.slug, htmx=True)

    assert answer.status_code == 201
    assert not link_in(answer)
    assert reader.get_cookie("opinion-guest") is None


def test_without_a_name_they_are_asked_for_one_that_then_is_theirs(app: Flask) -> None:
    article, nameless = make.article(), make.person(name="")
    reader = signed_in(app, nameless)

    refused = send(reader, article.slug, name="", text="Keep this text")
    comment = written(reader, article.slug, name="Nell New")
    second = written(reader, article.slug, name="Another", text="Something else")

    assert refused.status_code == 422
    assert "Keep this text" in refused.text
    assert (comment.name, second.name) == ("Nell New", "Nell New")
    assert db.session.get_one(Person, nameless.id).name == "Nell New"


@pytest.mark.usefixtures("each_database")
def test_what_they_wrote_is_theirs_in_every_browser_they_sign_in_with(
    app: Flask, reader: FlaskClient, pat: Person
) -> None:
    article = make.article()
    comment = written(reader, article.slug)
    elsewhere, other = signed_in(app, pat), signed_in(app, make.person("other@example.org"))

    assert edit(app.test_client(), comment, "Not mine").status_code == 404
    assert edit(other, comment, "Not mine").status_code == 404
    assert edit(elsewhere, comment, "Better said").status_code == 303
    assert now_of(comment).text == "Better said"
    assert take_back(elsewhere, comment).status_code == 303
    assert now_of(comment).status == Status.DELETED


def test_what_waits_is_shown_to_them_alone(app: Flask, reader: FlaskClient, pat: Person) -> None:
    article = make.article()
    comment = written(reader, article.slug, text="Wait for it")
    make.decided(comment, Status.HELD)
    there = f"/articles/{article.slug}"

    assert "Wait for it" in signed_in(app, pat).get(there).text
    assert "Wait for it" not in app.test_client().get(there).text


def test_the_same_twice_is_one_comment(app: Flask, reader: FlaskClient, pat: Person) -> None:
    article = make.article()

    answers = [send(each, article.slug) for each in (reader, signed_in(app, pat))]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].location == answers[1].location
    assert how_many() == 1


def test_they_may_write_every_five_seconds_and_sixty_times_an_hour(
    environment: dict[str, str], request: pytest.FixtureRequest
) -> None:
    environment["OPINION_FLOOD"] = "on"
    app: Flask = request.getfixturevalue("app")
    article, reader = make.article(), signed_in(app, make.person())
    took: dict[str, Any] = {"took": "20"}

    first = written(reader, article.slug, text="One", **took)
    quick = send(reader, article.slug, text="Two", **took)
    aged(first, seconds=6)
    calm = send(reader, article.slug, text="Two", **took)

    assert quick.status_code == 429
    assert 0 < int(quick.headers["Retry-After"]) <= 5
    assert "Two" in quick.text
    assert calm.status_code == 303

    for number in range(58):
        make.comment(article, f"Number {number}")
    with writing():
        person = db.session.query(Person).one()
        db.session.query(Comment).update(
            {"writer": person.writer, "posted_at": now() - timedelta(minutes=30)}
        )
    late = send(reader, article.slug, text="Three", **took)
    assert late.status_code == 429
    assert 1_700 < int(late.headers["Retry-After"]) <= 1_800


def test_a_cookie_that_is_nobodys_is_a_strangers(app: Flask) -> None:
    article, reader = make.article(), app.test_client()
    reader.set_cookie("opinion-session", "nobody")

    comment = written(reader, article.slug)

    assert (comment.name, comment.person_id) == ("Sample Reader", None)


def test_pages_for_them_are_kept_by_nobody_else(reader: FlaskClient) -> None:
    answer = reader.get(f"/articles/{make.article().slug}")

    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert "Cookie" in answer.headers["Vary"]


def test_erased_while_they_write_they_are_told_and_the_text_is_kept(
    app: Flask, reader: FlaskClient, pat: Person
) -> None:
    article = make.article()
    with writing():
        db.session.delete(db.session.get_one(Person, pat.id))

    answer = send(reader, article.slug, name="", text="Keep this text")

    assert answer.status_code == 422  # a stranger now, who is asked for a name
    assert "Keep this text" in answer.text
    assert how_many() == 0


def test_what_an_erased_person_left_stands_without_them(
    app: Flask, reader: FlaskClient, pat: Person
) -> None:
    article = make.article()
    written(reader, article.slug)
    with writing():
        db.session.delete(db.session.get_one(Person, pat.id))

    assert newest().person_id is None
    assert app.test_client().get(f"/articles/{article.slug}").status_code == 200
