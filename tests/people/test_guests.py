"""Guests: known again by their cookie and nothing else, and told apart by their network."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from opinion.comments.models import Comment
from opinion.database import db
from opinion.people.guests import KEPT_FOR, network_of
from tests import make
from tests.comments.sending import send

DAY = 24 * 3600


@pytest.fixture
def environment(environment: dict[str, str]) -> dict[str, str]:
    return environment | {"OPINION_NEW_COMMENTS": "hold"}


def cookie_of(client: FlaskClient) -> str:
    """Return the value of the cookie that ``client`` got."""
    kept = client.get_cookie("opinion-guest")
    assert kept
    return kept.value


def sees_it(client: FlaskClient, slug: str) -> bool:
    return "Wait for it" in client.get(f"/articles/{slug}").text


def test_the_cookie_lasts_180_days(client: FlaskClient) -> None:
    article = make.article()

    answer = send(client, article.slug)

    assert f"Max-Age={180 * DAY};" in answer.headers["Set-Cookie"]
    assert KEPT_FOR == 180 * DAY


def test_the_database_holds_hashes_alone(client: FlaskClient) -> None:
    article = make.article()

    send(client, article.slug)

    comment = db.session.scalars(select(Comment)).one()
    assert len(comment.writer or "") == len(comment.network or "") == 64
    assert (comment.writer or "") not in cookie_of(client)
    assert "127.0.0" not in f"{comment.writer}{comment.network}{comment.fingerprint}"


@pytest.mark.parametrize(
    "forged",
    [
        "{payload}.x{signature}",
        "x{payload}.{signature}",
        "W10.{signature}",
        "{payload}",
        "",
        "..",
        "ÿþ",
        "a" * 3000,
    ],
)
def test_a_forged_cookie_is_a_strangers(app: Flask, forged: str) -> None:
    article = make.article()
    writer, forger = app.test_client(), app.test_client()
    send(writer, article.slug, text="Wait for it")
    payload, _, signature = cookie_of(writer).rpartition(".")

    forger.set_cookie("opinion-guest", forged.format(payload=payload, signature=signature))

    assert sees_it(writer, article.slug)
    assert not sees_it(forger, article.slug)


def test_a_cookie_of_another_site_is_a_strangers(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = make.article()
    writer = app.test_client()
    send(writer, article.slug, text="Wait for it")

    monkeypatch.setitem(app.config, "SECRET_KEY", "another secret of thirty-two letters")

    assert not sees_it(writer, article.slug)


@pytest.mark.parametrize("cookie", [b"opinion-guest=\xff\xfe", b'opinion-guest="\\377"', b"=;;=,"])
def test_a_garbled_cookie_is_a_strangers(client: FlaskClient, cookie: bytes) -> None:
    article = make.article()

    answer = client.get(f"/articles/{article.slug}", headers={"Cookie": cookie.decode("latin-1")})

    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.0/24"),
        ("::ffff:192.0.2.7", "192.0.2.0/24"),
        ("192.0.2.7:61234", "192.0.2.0/24"),
        ("2001:db8:1:2ff::7", "2001:db8:1:200::/56"),
        ("[2001:db8:1:2ff::7]:443", "2001:db8:1:200::/56"),
        ("fe80::1%eth0", "fe80::/56"),
        ("unknown", ""),
        ("_hidden:80", ""),
        ("", ""),
    ],
)
def test_a_network_is_what_stands_around_an_address(address: str, network: str) -> None:
    assert network_of(address) == network
