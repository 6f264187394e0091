"""One's own keys, at /account/keys: for staff alone, and changed after a fresh sign-in alone."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from opinion.database import db
from opinion.people.credentials import Passkey, Password
from opinion.people.models import Role
from tests import make
from tests.pages import Page, problems
from tests.people.authenticator import Authenticator
from tests.people.members import (
    OTHER,
    PASSWORD,
    STAFF,
    asked_for,
    member,
    signed_in_before,
    try_passkey,
    try_password,
    with_passkey,
    with_password,
)
from tests.people.readers import is_signed_in, press, signed_in

LONG_AGO, JUST_NOW = timedelta(minutes=16), timedelta(minutes=14)
AGAIN = "/session/again?onward=/account/keys"


def test_a_password_is_changed_and_all_other_browsers_are_signed_out(app: Flask) -> None:
    person = with_password(member())
    elsewhere, browser = signed_in(app, person), signed_in(app, person)

    answer = press(browser, "/account/password", password=OTHER)

    assert (answer.status_code, answer.location) == (303, "/account/keys?saved=1")
    assert "Your password is saved" in browser.get(answer.location).text
    assert is_signed_in(browser)
    assert not is_signed_in(elsewhere)
    assert try_password(app.test_client(), PASSWORD).status_code == 422
    assert try_password(app.test_client(), OTHER).status_code == 303


def test_a_password_that_will_not_do_changes_nothing(app: Flask) -> None:
    browser = signed_in(app, with_password(member()))

    answer = press(browser, "/account/password", password="mo.member.mo")

    assert answer.status_code == 422
    assert "easy to guess" in answer.text
    assert problems(answer.text) == []
    assert try_password(app.test_client()).status_code == 303


@pytest.mark.parametrize("button", ["password", "passkeys/options", "passkeys", "passkeys/1/end"])
def test_who_signed_in_a_while_ago_does_so_again_first(app: Flask, button: str) -> None:
    person = member()
    with_passkey(app, person)
    browser = signed_in_before(app, person, LONG_AGO)

    answer = press(browser, f"/account/{button}", password=PASSWORD)

    assert (answer.status_code, answer.location) == (303, AGAIN)
    assert len(db.session.scalars(select(Passkey)).all()) == 1
    assert db.session.scalars(select(Password)).all() == []
    page = Page(browser.get("/account/keys").text)
    assert page.values("a[href^='/session/again']", "href") == [AGAIN]
    assert not page.has("form[action='/account/password']")


def test_a_quarter_of_an_hour_is_fresh(app: Flask) -> None:
    browser = signed_in_before(app, member(), JUST_NOW)

    assert (
        press(browser, "/account/password", password=PASSWORD).location == "/account/keys?saved=1"
    )


def test_signing_in_again_leads_back_and_is_fresh(app: Flask) -> None:
    browser = signed_in_before(app, with_password(member()), LONG_AGO)
    page = browser.get(AGAIN)
    assert problems(page.text) == []
    assert Page(page.text).values("#form-password-email", "value") == [STAFF]
    assert page.headers["Cache-Control"] == "private, no-store"

    answer = try_password(browser, onward="/account/keys")

    assert answer.location == "/account/keys"
    assert press(browser, "/account/password", password=OTHER).location == "/account/keys?saved=1"


def test_a_stranger_is_not_asked_for_it_again(app: Flask) -> None:
    answer = app.test_client().get("/session/again?onward=/account/keys")

    assert answer.location == "/session?onward=/account/keys"


@pytest.mark.usefixtures("each_database")
def test_passkeys_are_added_named_used_and_removed(app: Flask) -> None:
    browser, device = signed_in(app, member()), Authenticator()
    made = device.make(asked_for(browser, "/account/passkeys/options"))

    added = press(browser, "/account/passkeys", credential=made, name=" My\u202e  phone ")
    assert (added.status_code, added.location) == (303, "/account/keys")
    page = Page(browser.get("/account/keys").text)
    assert page.words(".keys strong") == ["My phone"]
    [number] = db.session.scalars(select(Passkey.id))
    press(browser, f"/account/passkeys/{number}/name", name="x" * 90)
    assert Page(browser.get("/account/keys").text).words(".keys strong") == ["x" * 80]
    press(browser, f"/account/passkeys/{number}/name", name=" \u200b ")
    assert Page(browser.get("/account/keys").text).words(".keys strong") == ["Passkey"]
    assert problems(browser.get("/account/keys").text) == []
    assert try_passkey(app.test_client(), device).status_code == 303

    press(browser, f"/account/passkeys/{number}/end")

    assert not Page(browser.get("/account/keys").text).has(".keys")
    assert try_passkey(app.test_client(), device).status_code == 422


def test_a_passkey_that_was_not_made_is_said_so(app: Flask) -> None:
    browser = signed_in(app, member())

    answer = press(browser, "/account/passkeys", credential="{}", name="Phone")

    assert answer.status_code == 422
    assert "No passkey was made" in answer.text


def test_nobody_touches_passkeys_of_others(app: Flask) -> None:
    device = with_passkey(app, member())
    [number] = db.session.scalars(select(Passkey.id))
    other = signed_in(app, member(Role.ADMIN, "other@example.org"))

    press(other, f"/account/passkeys/{number}/name", name="Mine")
    press(other, f"/account/passkeys/{number}/end")

    assert db.session.scalars(select(Passkey.name)).one() == "Laptop"
    assert try_passkey(app.test_client(), device).status_code == 303


def test_the_export_says_what_keys_there_are_and_no_secret(app: Flask) -> None:
    person = with_password(member())
    with_passkey(app, person)
    with_passkey(app, person)

    data = signed_in(app, person).get("/account/export.json").json

    assert data
    assert data["password_set_at"]
    assert [each["name"] for each in data["passkeys"]] == ["Laptop", "Laptop"]
    assert data["sessions"][-1]["by"] == "passkey"
    assert "argon2" not in str(data)


def test_staff_find_their_ways_on_their_account_and_readers_do_not(app: Flask) -> None:
    def ways(email: str, role: Role | None) -> list[str]:
        page = signed_in(app, make.person(email, role=role)).get("/account").text
        return Page(page).words(".own__ways a")[3:]

    assert ways("a@example.org", None) == []
    assert ways("b@example.org", Role.MODERATOR) == ["How you sign in"]
    assert ways("c@example.org", Role.ADMIN) == ["How you sign in", "Moderation"]
