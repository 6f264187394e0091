"""Signing in by a mailed link: a button uses it up, within 15 minutes."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from opinion.clock import now
from opinion.database import db
from opinion.people.models import Person, Session, SignInLink
from opinion.people.sign_in_links import KEPT_FOR
from tests import make
from tests.databases import written_by_another
from tests.people.readers import (
    READER,
    WITH_MAIL,
    ask_link,
    is_signed_in,
    link_to,
    press,
    signed_in,
)


@pytest.fixture
def environment(environment: dict[str, str]) -> dict[str, str]:
    return environment | WITH_MAIL


def people() -> list[tuple[str, str]]:
    """Return address and name of everybody."""
    return [(each.email, each.name) for each in db.session.scalars(select(Person))]


def how_many_sessions() -> int:
    return len(db.session.scalars(select(Session.id)).all())


def test_the_button_signs_in_and_leads_back(client: FlaskClient) -> None:
    link = link_to(onward="/articles/bread?sort=newest")

    page = client.get(link)
    answer = press(client, link, name="  Ann\u202e One ")

    assert READER in page.text
    assert (answer.status_code, answer.location) == (303, "/articles/bread?sort=newest")
    assert people() == [(READER, "Ann One")]
    assert is_signed_in(client)


def test_without_a_place_to_go_back_to_the_account_is_shown(client: FlaskClient) -> None:
    assert press(client, link_to(), name="Ann").location == "/account"


def test_looking_at_the_link_uses_nothing(client: FlaskClient) -> None:
    link = link_to()

    for _ in range(3):
        assert client.get(link).status_code == client.head(link).status_code == 200

    assert people() == []
    assert press(client, link, name="Ann").status_code == 303


def test_the_cookie_is_out_of_reach_of_scripts_and_ends_in_thirty_days(client: FlaskClient) -> None:
    [cookie] = press(client, link_to(), name="Ann").headers.getlist("Set-Cookie")

    assert cookie.startswith("opinion-session=")
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
    assert f"Max-Age={30 * 24 * 3600};" in cookie
    assert cookie.split(";")[0].partition("=")[2] not in db.session.scalars(select(Session.token))


def test_who_has_a_name_is_not_asked_for_one_and_keeps_it(client: FlaskClient) -> None:
    make.person(READER, "Pat")
    link = link_to()

    page = client.get(link)
    answer = press(client, link, name="Somebody Else")

    assert 'name="name"' not in page.text
    assert answer.status_code == 303
    assert people() == [(READER, "Pat")]


@pytest.mark.parametrize("name", ["", " \u200b ", "x" * 81])
def test_a_name_that_will_not_do_comes_back_and_the_link_still_works(
    client: FlaskClient, name: str
) -> None:
    link = link_to()

    answer = press(client, link, name=name)

    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert people() == []
    assert press(client, link, name="Ann").status_code == 303


def test_a_link_that_is_used_too_old_or_made_up_gets_the_same_answer(
    app: Flask, client: FlaskClient
) -> None:
    used, old = link_to(), link_to(at=now() - timedelta(minutes=15))
    press(app.test_client(), used, name="Ann")

    dead = (used, old, "/session/links/made-up", "/session/links/" + "a" * 900)
    answers = [client.get(path) for path in dead]
    answers += [press(client, path, name="Ann") for path in dead]

    assert {answer.status_code for answer in answers} == {410}
    assert len({answer.data for answer in answers}) == 1
    assert 'action="/session/links"' in answers[0].text
    assert not is_signed_in(client)
    assert how_many_sessions() == 1


def test_pages_of_a_link_are_kept_by_nobody_and_told_to_nobody(client: FlaskClient) -> None:
    link = link_to()

    for answer in (client.get(link), client.get("/session/links/none"), press(client, link)):
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert "noindex" in answer.headers["X-Robots-Tag"]


def test_links_of_yesterday_are_forgotten_when_another_is_asked_for(client: FlaskClient) -> None:
    link_to(at=now() - KEPT_FOR)
    link_to(at=now() - KEPT_FOR + timedelta(minutes=1))

    ask_link(client, "new@example.org")

    assert len(db.session.scalars(select(SignInLink)).all()) == 2


@pytest.mark.parametrize("email", ["", "no address", "a@b", "a b@example.org", "x" * 250 + "@a.bc"])
def test_what_is_no_address_comes_back(client: FlaskClient, email: str) -> None:
    answer = ask_link(client, email, onward="/agreed")

    assert answer.status_code == 422
    assert "That is not an e-mail address" in answer.text
    assert 'name="onward" value="/agreed"' in answer.text


@pytest.mark.usefixtures("impatient")
def test_a_busy_database_keeps_what_was_typed(app: Flask, client: FlaskClient) -> None:
    link = link_to()
    with written_by_another(app):
        asked, pressed = ask_link(client), press(client, link, name="Ann One")

    assert [asked.status_code, pressed.status_code] == [503, 503]
    assert [asked.headers["Retry-After"], pressed.headers["Retry-After"]] == ["5", "5"]
    assert f'value="{READER}"' in asked.text
    assert 'value="Ann One"' in pressed.text
    assert press(client, link, name="Ann One").status_code == 303


def test_who_is_signed_in_is_told_so_where_one_signs_in(app: Flask, client: FlaskClient) -> None:
    browser = signed_in(app, make.person())

    assert f"signed in as {READER}" in browser.get("/session").text
    assert READER not in client.get("/session").text
