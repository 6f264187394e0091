"""What was written as a guest comes along when its writer signs in and ticks the box."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from opinion.comments.models import Comment
from opinion.database import db
from opinion.notices.models import Following
from opinion.people.models import Person, Role
from tests import make
from tests.comments.owners import edit, shown_link, take_back, written
from tests.notices.mailing import follower
from tests.pages import Page, problems
from tests.people.readers import READER, WITH_MAIL, comment_by, link_to, press, signed_in


@pytest.fixture
def environment(environment: dict[str, str]) -> dict[str, str]:
    return environment | {**WITH_MAIL, "OPINION_GUEST_EMAIL": "off"}


def box_on(client: FlaskClient, link: str) -> list[str]:
    """Return what stands beside the box that the page of a link offers."""
    page = client.get(link).text
    assert problems(page) == []
    return Page(page).words("label:has([name=take_along]:not([checked]))")


def test_the_box_says_how_many_and_is_not_ticked(app: Flask, client: FlaskClient) -> None:
    article = make.article()
    link = link_to()
    none = box_on(client, link)
    written(client, article.slug, text="One")
    one = box_on(client, link)
    written(client, article.slug, text="Two")
    gone = written(client, article.slug, text="Gone")
    take_back(client, gone)

    assert none == box_on(app.test_client(), link) == []
    assert one == ["Take along the 1 comment written in this browser before"]
    assert box_on(client, link) == ["Take along the 2 comments written in this browser before"]


@pytest.mark.usefixtures("each_database")
def test_ticked_all_becomes_the_persons(app: Flask, client: FlaskClient) -> None:
    article, other = make.article(), make.article()
    first = written(client, article.slug, name="As a guest")
    private = shown_link(client, article.slug)
    second = written(client, other.slug)
    reply = make.comment(article, "A reply", parent=first)
    theirs = written(app.test_client(), article.slug, text="Of another")
    guest, fingerprint = first.writer, first.fingerprint
    following = follower(article, guest=guest)

    answer = press(client, link_to(), name="Ann", take_along="1")

    person = db.session.scalars(select(Person)).one()
    db.session.expire_all()
    assert (first.writer, first.person_id, first.name) == (person.writer, None, "As a guest")
    assert (second.writer, first.fingerprint) == (person.writer, fingerprint)
    assert reply.addressee == person.writer
    assert (theirs.person_id, theirs.writer == person.writer) == (None, False)
    assert db.session.get_one(Following, following.id).writer == person.writer
    assert client.get_cookie("opinion-guest") is None
    assert any("opinion-guest=;" in each for each in answer.headers.getlist("Set-Cookie"))
    assert app.test_client().get(private).status_code == 404
    assert not db.session.scalars(select(Comment).where(Comment.writer == guest)).all()


def test_not_ticked_it_stays_the_guests(client: FlaskClient) -> None:
    comment = written(client, make.article().slug)
    guest = comment.writer

    press(client, link_to(), name="Ann")

    db.session.expire_all()
    assert (comment.writer, comment.person_id) == (guest, None)
    assert client.get_cookie("opinion-guest")


def test_signed_out_again_a_guest_is_who_they_were(client: FlaskClient) -> None:
    comment = written(client, make.article().slug)
    press(client, link_to(), name="Ann")

    press(client, "/session/end")

    assert edit(client, comment, "Still mine").status_code == 303


def test_a_box_that_comes_back_stays_ticked(client: FlaskClient) -> None:
    written(client, make.article().slug)

    answer = press(client, link_to(READER), name="", take_along="1")

    assert answer.status_code == 422
    assert Page(answer.text).has("[name=take_along][checked]")


LATER = "/account/guest-comments"


def here(app: Flask, client: FlaskClient, person: Person) -> None:
    """Sign ``person`` in in the browser ``client``, by another way than a link."""
    cookie = signed_in(app, person).get_cookie("opinion-session")
    assert cookie
    client.set_cookie("opinion-session", cookie.value)


@pytest.mark.usefixtures("each_database")
def test_who_did_not_take_them_along_does_so_later(app: Flask, client: FlaskClient) -> None:
    article, person = make.article(), make.person(role=Role.EDITOR)
    comment = written(client, article.slug, name="Somebody Famous")
    here(app, client, person)

    page = client.get("/account").text
    answer = press(client, LATER)

    words = "Take along the 1 comment written in this browser before"
    assert Page(page).words(f"form[action='{LATER}'] button") == [words]
    assert problems(page) == []
    assert (answer.status_code, answer.location) == (303, "/account")
    db.session.expire_all()
    assert (comment.writer, comment.person_id) == (person.writer, None)
    assert client.get_cookie("opinion-guest") is None
    assert LATER not in client.get("/account").text
    assert "Somebody Famous" in client.get("/account/comments").text


def test_without_a_guest_there_is_nothing_to_take_along(app: Flask, client: FlaskClient) -> None:
    here(app, client, make.person())

    assert LATER not in client.get("/account").text
    assert press(client, LATER).status_code == 303


def test_no_badge_comes_to_stand_beside_a_guests_name(app: Flask, client: FlaskClient) -> None:
    article, person = make.article(), make.person(role=Role.EDITOR)
    guests = written(client, article.slug, name="Somebody Famous")
    here(app, client, person)
    press(client, LATER)
    own = comment_by(person, article)

    page = Page(client.get(f"/articles/{article.slug}").text)

    assert not page.has(f"#comment-{guests.id} .badge")
    assert page.words(f"#comment-{own.id} .badge") == ["Staff"]


@pytest.mark.parametrize("later", [False, True])
def test_a_link_that_was_not_shown_yet_is_dropped(
    app: Flask, client: FlaskClient, later: bool
) -> None:
    article = make.article()
    comment = written(client, article.slug)
    assert client.get_cookie("opinion-link")

    if later:
        here(app, client, make.person())
        press(client, LATER)
    else:
        press(client, link_to(), name="Ann", take_along="1")

    assert client.get_cookie("opinion-link") is None
    assert "/manage/" not in client.get(f"/articles/{article.slug}/comments/{comment.id}").text
