"""A provider that fails, or is not to be trusted: said clearly, and nothing is written."""

import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from opinion.people import provider as providers
from tests.people.openid import OpenIDProvider
from tests.people.returning import LEAVE, come_back, is_refused, led_back, sent_to

DEEP = b"[" * 100_000
BAD_ANSWERS = {
    "refused": (500, b"{}"),
    "not found": (404, b""),
    "sends on": (302, b"{}"),
    "no JSON": (200, b"<html>"),
    "no object": (200, b"[]"),
    "deep": (200, DEEP),
    "no UTF-8": (200, b'{"a": "\xff"}'),
    "empty": (200, b"{}"),
    "endless": (200, json.dumps({"a": "x" * 300_000}).encode()),
}
cases = pytest.mark.parametrize


@cases("address", ["/token", "/keys", "/userinfo"])
@cases("answer", BAD_ANSWERS.values(), ids=BAD_ANSWERS)
def test_an_answer_that_makes_no_sense(
    provider: OpenIDProvider, client: FlaskClient, address: str, answer: tuple[int, bytes]
) -> None:
    provider.behaviour.claims = {"email": None}
    provider.behaviour.answers[address] = answer

    assert is_refused(client, come_back(client), 502, "does not answer as it should")


@cases("answer", BAD_ANSWERS.values(), ids=BAD_ANSWERS)
def test_a_description_that_makes_no_sense(
    provider: OpenIDProvider, client: FlaskClient, answer: tuple[int, bytes]
) -> None:
    provider.behaviour.answers["/.well-known/openid-configuration"] = answer

    assert is_refused(client, client.get(LEAVE), 502, "does not answer as it should")
    provider.behaviour.answers.clear()
    assert client.get(LEAVE).status_code == 302  # it is not kept


@cases(
    "description",
    [
        {"issuer": "https://evil.example"},
        {"issuer": None},
        {"token_endpoint": "http://id.example/token"},
        {"token_endpoint": "file:///etc/passwd"},
        {"jwks_uri": None},
        {"jwks_uri": "https://["},
        {"authorization_endpoint": ["https://id.example/"]},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"token_endpoint": "https://me:secret@id.example/token"},
    ],
)
def test_a_description_that_is_not_to_be_trusted(
    provider: OpenIDProvider, client: FlaskClient, description: dict[str, Any]
) -> None:
    provider.behaviour.description = description

    assert is_refused(client, client.get(LEAVE), 502, "does not answer as it should")


def test_a_wrong_secret_stands_in_the_log_but_no_secret_does(
    provider: OpenIDProvider,
    environment: dict[str, str],
    request: pytest.FixtureRequest,
    caplog: pytest.LogCaptureFixture,
) -> None:
    environment.update(OPINION_OIDC_CLIENT_SECRET="another")
    client: FlaskClient = request.getfixturevalue("client")

    assert is_refused(client, come_back(client), 502, "does not answer as it should")
    assert "The OpenID provider failed: no token, but 401: 'invalid_client'" in caplog.text
    assert "another" not in caplog.text


@cases("address", ["/token", "/keys", "/userinfo"])
def test_a_provider_that_falls_silent(
    provider: OpenIDProvider,
    client: FlaskClient,
    monkeypatch: pytest.MonkeyPatch,
    address: str,
) -> None:
    provider.behaviour.claims = {"email": None}
    provider.behaviour.stalls = {address}
    back = led_back(sent_to(client))
    monkeypatch.setattr(providers, "PATIENCE", 0.3)

    assert is_refused(client, client.get(back), 504, "does not answer as it should just now")


def test_a_provider_that_is_not_there(provider: OpenIDProvider, client: FlaskClient) -> None:
    provider.behaviour.description = {"token_endpoint": "http://127.0.0.1:1/token"}

    assert is_refused(client, come_back(client), 502, "does not answer as it should just now")
