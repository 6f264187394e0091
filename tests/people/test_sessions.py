"""Sessions: always begun anew, and ended by signing in again and by signing out."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from opinion.database import db
from opinion.people.models import Session
from tests import make
from tests.people.readers import READER, WITH_MAIL, is_signed_in, link_to, press, signed_in


@pytest.fixture
def environment(environment: dict[str, str]) -> dict[str, str]:
    return environment | WITH_MAIL


def test_signing_in_again_ends_the_session_that_the_browser_was_in(app: Flask) -> None:
    other = make.person("other@example.org", "Other")
    browser = signed_in(app, other)
    before = browser.get_cookie("opinion-session")

    press(browser, link_to(), name="Ann")

    after = browser.get_cookie("opinion-session")
    assert before
    assert after
    assert before.value != after.value
    assert len(db.session.scalars(select(Session)).all()) == 1
    assert READER in browser.get("/account").text


def test_a_session_that_somebody_planted_is_not_taken_over(app: Flask, client: FlaskClient) -> None:
    client.set_cookie("opinion-session", "planted")

    press(client, link_to(), name="Ann")

    thief = app.test_client()
    thief.set_cookie("opinion-session", "planted")
    assert is_signed_in(client)
    assert not is_signed_in(thief)


def test_signing_out_ends_the_session_and_leads_back(app: Flask) -> None:
    browser, elsewhere = (signed_in(app, person) for person in [make.person()] for _ in range(2))
    stolen = browser.get_cookie("opinion-session")

    answer = press(browser, "/session/end?onward=/articles/bread")

    assert (answer.status_code, answer.location) == (303, "/articles/bread")
    assert browser.get_cookie("opinion-session") is None
    assert stolen
    browser.set_cookie("opinion-session", stolen.value)
    assert not is_signed_in(browser)
    assert is_signed_in(elsewhere)
