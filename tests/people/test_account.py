"""The account: one's name, where one is signed in, mail, data to take along, and the way out."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from opinion.comments.models import Comment
from opinion.database import db
from opinion.notices.models import Following
from opinion.people.models import Person, Session
from tests import make
from tests.notices.mailing import follower
from tests.pages import Page, problems
from tests.people.readers import (
    OURS,
    READER,
    WITH_MAIL,
    comment_by,
    is_signed_in,
    press,
    signed_in,
)

PAGES = ["/account", "/account/export.json", "/account/erasure"]
BUTTONS = ["name", "sessions/1/end", "sessions/end", "unsubscription", "erasure"]


@pytest.fixture
def environment(environment: dict[str, str]) -> dict[str, str]:
    return environment | WITH_MAIL


def buttons_to_end(browser: FlaskClient) -> list[str]:
    """Return where the buttons lead that end a session, the newest session first."""
    return Page(browser.get("/account").text).values(".sessions li form", "action")


@pytest.mark.parametrize("page", PAGES)
def test_strangers_are_led_to_where_one_signs_in(client: FlaskClient, page: str) -> None:
    answer = client.get(page)

    assert (answer.status_code, answer.location) == (303, f"/session?onward={page}")


@pytest.mark.parametrize("button", BUTTONS)
def test_strangers_buttons_do_nothing(app: Flask, client: FlaskClient, button: str) -> None:
    browser = signed_in(app, make.person())

    answer = press(client, f"/account/{button}", name="Mallory")

    assert answer.location == "/session?onward=/account"
    assert "Pat Reader" in browser.get("/account").text


def test_it_is_kept_by_nobody(app: Flask) -> None:
    browser = signed_in(app, make.person())

    for page in PAGES:
        assert browser.get(page).headers["Cache-Control"] == "private, no-store"


def test_every_page_names_who_is_signed_in_and_is_theirs_alone(
    app: Flask, client: FlaskClient
) -> None:
    article = make.article()
    browser = signed_in(app, make.person(name="<Pat>"))

    for path in ("/", f"/articles/{article.slug}", "/nowhere"):
        page = browser.get(path)
        assert Page(page.text).words(".person bdi") == ["<Pat>"]
        assert page.headers["Cache-Control"].startswith("private")
        assert problems(page.text) == []
        assert Page(client.get(path).text).words(".person a") == ["Sign in"]


def test_a_name_is_changed_for_what_comes(app: Flask) -> None:
    person = make.person()
    before = comment_by(person, make.article())
    browser = signed_in(app, person)

    answer = press(browser, "/account/name", name=" Pat  New ")

    assert (answer.status_code, answer.location) == (303, "/account?saved=1")
    assert Page(browser.get(answer.location).text).words(".said[autofocus]") == [
        "Your name is saved."
    ]
    assert not Page(browser.get("/account").text).has(".said")
    db.session.expire_all()
    assert db.session.get_one(Person, person.id).name == "Pat New"
    assert db.session.get_one(Comment, before.id).name == "Pat Reader"


@pytest.mark.parametrize("name", ["", "\u200b", "x" * 81])
def test_a_name_that_will_not_do_comes_back(app: Flask, name: str) -> None:
    browser = signed_in(app, make.person())

    answer = press(browser, "/account/name", name=name)

    assert answer.status_code == 422
    assert Page(answer.text).has("#form-person-name[aria-invalid=true][autofocus]")
    assert "Pat Reader" in browser.get("/account").text
    assert problems(answer.text) == []


def test_sessions_are_listed_with_how_they_began(app: Flask) -> None:
    person = make.person()
    signed_in(app, person, "Example Login")
    browser = signed_in(app, person)

    here, other = Page(browser.get("/account").text).words(".sessions li p")

    assert re.fullmatch(r"Since .*, by a link in a mail This browser", here)
    assert re.fullmatch(r"Since .*, by Example Login", other)


def test_one_session_is_ended_elsewhere_or_here(app: Flask) -> None:
    person = make.person()
    elsewhere, browser = signed_in(app, person), signed_in(app, person)
    here, other = buttons_to_end(browser)

    ended = press(browser, other)
    assert ended.location == "/account"
    assert not is_signed_in(elsewhere)
    assert is_signed_in(browser)

    ended = press(browser, here)
    assert ended.location == "/session"
    assert browser.get_cookie("opinion-session") is None
    assert db.session.scalars(select(Session)).all() == []


def test_nobody_ends_sessions_of_others(app: Flask) -> None:
    theirs = signed_in(app, make.person())
    browser = signed_in(app, make.person("b@example.org"))

    press(browser, buttons_to_end(theirs)[0])

    assert is_signed_in(theirs)


def test_signing_out_everywhere_ends_this_one_too(app: Flask) -> None:
    person = make.person()
    browsers = [signed_in(app, person) for _ in range(3)]
    other = signed_in(app, make.person("b@example.org"))

    press(browsers[0], "/account/sessions/end")

    assert not any(map(is_signed_in, browsers))
    assert is_signed_in(other)


def test_mail_to_the_proven_address_is_stopped_however_it_was_asked_for(app: Flask) -> None:
    article, person = make.article(), make.person()
    follower(article, READER)
    follower(article, "elsewhere@example.org", guest=person.writer)
    others = follower(article, "other@example.org")
    browser = signed_in(app, person)

    assert "You follow 2 conversations by mail." in browser.get("/account").text
    press(browser, "/account/unsubscription")

    assert "by mail." not in browser.get("/account").text
    assert [each.id for each in db.session.scalars(select(Following))] == [others.id]


def test_whose_session_ended_elsewhere_is_a_stranger(app: Flask) -> None:
    person = make.person()
    browser = signed_in(app, person)
    press(signed_in(app, person), "/account/sessions/end")

    answer = browser.post("/account/name", data={"name": "Late"}, headers=OURS)

    assert answer.location == "/session?onward=/account"
    assert browser.get("/").status_code == 200
