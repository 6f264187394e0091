"""What goes wrong on the way to the provider and back: said clearly, and nothing is written."""

import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from joserfc.jwk import OctKey

from opinion.clock import now
from tests.pages import Page
from tests.people.openid import OpenIDProvider, new_key
from tests.people.returning import come_back, is_refused

BAD_TOKENS: dict[str, dict[str, Any]] = {
    "another nonce": {"nonce": "another"},
    "no nonce": {"nonce": None},
    "another audience": {"aud": "another"},
    "audiences without us": {"aud": ["one", "two"], "azp": "opinion"},
    "for another party": {"aud": ["opinion", "another"], "azp": "another"},
    "audiences without a party": {"aud": ["opinion", "another"]},
    "no audience": {"aud": None},
    "another issuer": {"iss": "https://evil.example"},
    "no issuer": {"iss": None},
    "over": {"exp": 1_000_000_000},
    "without an end": {"exp": None},
    "an odd end": {"exp": "soon"},
    "of the future": {"iat": 9_999_999_999, "exp": 9_999_999_999},
    "another access token's": {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
    "an odd hash": {"at_hash": 7},
    "no subject": {"sub": None},
    "an empty subject": {"sub": ""},
    "a long subject": {"sub": "x" * 256},
    "a subject of no letters": {"sub": "a\x00b"},
    "a number": {"sub": 7},
}
UNVERIFIED: dict[str, dict[str, Any]] = {
    "not verified": {"email_verified": False},
    "verified in words": {"email_verified": "true"},
    "not said": {"email_verified": None},
    "no address": {"email": None},
    "no address at all": {"email": None, "email_verified": None},
    "no such address": {"email": "reader"},
    "two lines": {"email": "reader@example.org\nBcc: x@example.org"},
    "not ASCII": {"email": "réader@example.org"},
    "too long": {"email": f"{'a' * 250}@example.org"},
    "a list": {"email": ["reader@example.org"]},
}
cases = pytest.mark.parametrize


@cases("claims", BAD_TOKENS.values(), ids=BAD_TOKENS)
def test_a_token_that_does_not_hold(
    provider: OpenIDProvider, client: FlaskClient, claims: dict[str, Any]
) -> None:
    provider.behaviour.claims = claims

    assert is_refused(client, come_back(client), 502, "Sample ID does not answer as it should")
    assert client.get_cookie("opinion-oidc") is None


def test_a_token_that_another_key_signed(provider: OpenIDProvider, client: FlaskClient) -> None:
    provider.signing_key = new_key("first")

    assert is_refused(client, come_back(client), 502, "does not answer as it should")


def test_a_token_that_the_public_key_signed(provider: OpenIDProvider, client: FlaskClient) -> None:
    secret = json.dumps(provider.key.as_dict(private=False))
    provider.algorithm = "HS256"
    provider.signing_key = OctKey.import_key(secret, {"kid": "first"})

    assert is_refused(client, come_back(client), 502, "does not answer as it should")


@cases("token", ["", "x", "e30.e30.", "eyJhbGciOiJub25lIn0.e30.", "é.é.é", "\ud800", "x" * 200_000])
def test_a_token_that_is_none(provider: OpenIDProvider, client: FlaskClient, token: str) -> None:
    answer = json.dumps({"access_token": "x", "id_token": token}).encode()
    provider.behaviour.answers["/token"] = (200, answer)

    assert is_refused(client, come_back(client), 502, "does not answer as it should")


@cases("claims", UNVERIFIED.values(), ids=UNVERIFIED)
def test_an_address_that_is_not_verified(
    provider: OpenIDProvider, client: FlaskClient, claims: dict[str, Any]
) -> None:
    provider.behaviour.claims = claims

    answer = come_back(client, "/articles/bread")

    assert is_refused(client, answer, 403, "Sample ID has not verified an e-mail address of yours")
    assert "/articles/bread" in Page(answer.text).values(".notice a", "href")


def test_what_one_answer_verifies_is_not_the_address_in_another(
    provider: OpenIDProvider, client: FlaskClient
) -> None:
    provider.behaviour.claims = {"email": None, "email_verified": True}
    provider.behaviour.userinfo = {"email": "victim@example.org"}
    assert is_refused(client, come_back(client), 403, "has not verified")

    provider.behaviour.claims = {"email": "victim@example.org", "email_verified": None}
    provider.behaviour.userinfo = {"email_verified": True}
    assert is_refused(client, come_back(client), 403, "has not verified")


def test_userinfo_about_somebody_else(provider: OpenIDProvider, client: FlaskClient) -> None:
    provider.behaviour.claims = {"email": None}
    provider.behaviour.userinfo = {
        "sub": "reader-8",
        "email": "x@y.example",
        "email_verified": True,
    }

    assert is_refused(client, come_back(client), 502, "does not answer as it should")


@cases(
    ("choice", "status", "words"),
    [
        ("access_denied", 403, "Sample ID did not tell this site who you are."),
        ("server_error", 502, "does not answer as it should"),
        ("<script>", 502, "does not answer as it should"),
    ],
)
def test_a_refusal(
    provider: OpenIDProvider, client: FlaskClient, choice: str, status: int, words: str
) -> None:
    assert is_refused(client, come_back(client, choice=choice), status, words)


@cases("issuer", ["https://evil.example", "", "é"])
def test_another_providers_answer(
    provider: OpenIDProvider, client: FlaskClient, issuer: str
) -> None:
    provider.behaviour.returned = {"iss": issuer}

    assert is_refused(client, come_back(client), 502, "does not answer as it should")
    assert "/token" not in provider.asked


def test_a_clock_that_differs_by_a_minute_does_no_harm(
    provider: OpenIDProvider, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = int(now().timestamp())
    provider.behaviour.claims = {"iat": at + 50, "exp": at + 350}
    assert come_back(client).status_code == 303

    provider.behaviour.claims = {"iat": at - 350, "exp": at - 50}
    assert come_back(client).status_code == 303
