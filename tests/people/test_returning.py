"""Coming back from the provider: good once, in time, and in the browser that left."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from opinion.database import db
from opinion.people import attempts
from opinion.people.models import Session
from tests import make
from tests.people.openid import OpenIDProvider
from tests.people.readers import signed_in
from tests.people.returning import RETURN, come_back, is_refused, led_back, sent_to, signed_in_as

cases = pytest.mark.parametrize


@cases(
    "change",
    [
        lambda back: back.replace("state=", "state=x"),
        lambda back: back.replace("state=", "estate="),
        lambda back: back.replace("state=", "state=%ff%00é"),
        lambda _: RETURN,
    ],
)
def test_a_return_that_was_not_begun_here(
    provider: OpenIDProvider, client: FlaskClient, change: Callable[[str], str]
) -> None:
    back = led_back(sent_to(client))

    assert is_refused(client, client.get(change(back)), 400, "This attempt is over")
    assert "/token" not in provider.asked
    assert client.get(back).status_code == 303  # nobody ends another's attempt


def test_a_return_in_another_browser(
    provider: OpenIDProvider, app: Flask, client: FlaskClient
) -> None:
    back = led_back(sent_to(client))
    other = app.test_client()

    assert is_refused(other, other.get(back), 400, "This attempt is over")
    sent_to(other)
    assert is_refused(other, other.get(back), 400, "This attempt is over")


@cases("kept", ["", "x", "W10.x.y", "\xff", "a" * 3_000])
def test_a_cookie_that_is_not_ours(
    provider: OpenIDProvider, client: FlaskClient, kept: str
) -> None:
    back = led_back(sent_to(client))
    client.set_cookie("opinion-oidc", kept)

    assert is_refused(client, client.get(back), 400, "This attempt is over")


def test_a_return_after_more_than_ten_minutes(
    provider: OpenIDProvider, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    back = led_back(sent_to(client))
    monkeypatch.setattr(attempts, "KEPT_FOR", -1)

    assert is_refused(client, client.get(back), 400, "took more than ten minutes")


@cases("code", ["", "nonsense", "%00%ff", "x" * 5_000])
def test_a_code_that_was_never_given(
    provider: OpenIDProvider, client: FlaskClient, code: str
) -> None:
    back = led_back(sent_to(client))
    state = back.partition("state=")[2].partition("&")[0]

    answer = client.get(f"{RETURN}?state={state}&code={code}")

    assert is_refused(client, answer, 400, "This attempt is over")


def test_a_return_twice(provider: OpenIDProvider, client: FlaskClient) -> None:
    back = led_back(sent_to(client))
    client.get(back)
    person = signed_in_as(client)

    assert client.get(back).status_code == 400
    assert signed_in_as(client) == person
    assert len(db.session.scalars(select(Session)).all()) == 1


def test_who_was_signed_in_stays_so(provider: OpenIDProvider, app: Flask) -> None:
    person = make.person()
    browser = signed_in(app, person)

    come_back(browser, choice="access_denied")

    assert signed_in_as(browser) == person
