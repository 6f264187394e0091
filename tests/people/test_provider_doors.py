"""The doors to the provider: what is asked for, what the browser carries, what is written."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from opinion.database import db
from opinion.people.models import Session
from tests.databases import only_read
from tests.people.openid import CLIENT, OpenIDProvider, new_key
from tests.people.returning import (
    LEAVE,
    RETURN,
    come_back,
    led_back,
    query_of,
    sent_to,
)


def test_the_request_asks_for_no_more_than_is_needed_and_proves_itself(
    provider: OpenIDProvider, client: FlaskClient
) -> None:
    address = sent_to(client)
    asked = query_of(address)

    assert address.startswith(f"{provider.issuer}/authorize?flow=7&")
    assert asked["client_id"] == CLIENT
    assert asked["scope"] == "openid email profile"
    assert asked["redirect_uri"] == "http://localhost/session/provider/callback"
    assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
    assert all(len(asked[name]) == 43 for name in ("state", "nonce", "code_challenge"))
    assert query_of(sent_to(client))["state"] != asked["state"]


def test_the_cookie_lasts_from_the_leave_to_the_return(
    provider: OpenIDProvider, client: FlaskClient
) -> None:
    left = client.get(LEAVE)
    parts = set(left.headers["Set-Cookie"].split("; "))
    returned = client.get(led_back(left.location))

    assert {"Max-Age=600", "HttpOnly", "Path=/", "SameSite=Lax"} <= parts
    assert left.headers["Cache-Control"] == "no-store"
    assert any(
        re.match("opinion-oidc=; .*Max-Age=0", each)
        for each in returned.headers.getlist("Set-Cookie")
    )
    assert client.get_cookie("opinion-oidc") is None


def test_on_https_the_cookie_is_bound_to_the_host(
    provider: OpenIDProvider, environment: dict[str, str], request: pytest.FixtureRequest
) -> None:
    environment["OPINION_SITE_URL"] = "https://opinion.example"
    environment["OPINION_SECRET_KEY"] = "k" * 32
    client: FlaskClient = request.getfixturevalue("client")

    left = client.get(LEAVE, base_url="https://opinion.example")
    returned = client.get(led_back(left.location), base_url="https://opinion.example")

    parts = set(left.headers["Set-Cookie"].split("; "))
    assert left.headers["Set-Cookie"].startswith("__Host-opinion-oidc=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= parts
    assert query_of(left.location)["redirect_uri"] == f"https://opinion.example{RETURN}"
    assert returned.status_code == 303


def test_where_a_reader_was_is_a_path_of_this_site_or_it_is_the_front_page(
    provider: OpenIDProvider, client: FlaskClient
) -> None:
    for elsewhere in ("//evil.example", "https://evil.example/", "/\\evil.example", "/\r\nX: y"):
        assert come_back(client, elsewhere).location == "/"


def test_whoever_carries_it_gets_private_pages(
    provider: OpenIDProvider, client: FlaskClient
) -> None:
    sent_to(client)

    assert client.get("/").headers["Cache-Control"] == "private, no-cache"


def test_the_description_and_the_keys_are_fetched_once(
    provider: OpenIDProvider, client: FlaskClient
) -> None:
    come_back(client)
    come_back(client)

    assert provider.asked.count("/.well-known/openid-configuration") == 1
    assert provider.asked.count("/keys") == 1
    assert provider.asked.count("/token") == 2


def test_new_keys_are_fetched_when_a_token_has_one(
    provider: OpenIDProvider, client: FlaskClient
) -> None:
    come_back(client)
    for name in ("second", "second"):  # under another name, then under the same
        provider.key = provider.signing_key = new_key(name)

        assert come_back(client).status_code == 303


def test_a_provider_may_want_the_secret_in_the_form(
    provider: OpenIDProvider, client: FlaskClient
) -> None:
    provider.behaviour.description = {
        "token_endpoint_auth_methods_supported": ["client_secret_post"]
    }

    assert come_back(client).status_code == 303


def test_of_the_two_doors_only_the_return_that_was_begun_here_writes(
    provider: OpenIDProvider, app: Flask, client: FlaskClient
) -> None:
    """A GET that writes: the protocol leads back by one. Without its state it writes nothing."""
    back = led_back(sent_to(client))
    with only_read():
        assert client.get(RETURN).status_code == 400
        assert client.get(re.sub("state=[^&]+", "state=another", back)).status_code == 400
        assert app.test_client().get(back).status_code == 400

    assert client.get(back).status_code == 303
    assert len(db.session.scalars(select(Session)).all()) == 1
