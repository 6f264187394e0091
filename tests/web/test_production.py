"""A site with a public address: bound to https and its own name, and behind known proxies only."""

import pytest
from flask import Flask, template_rendered
from flask.testing import FlaskClient
from jinja2 import Template
from sqlalchemy import select

from opinion.comments.models import Comment
from opinion.database import db
from tests import make

FIELDS = {"name": "Reader", "text": "Hello there"}
OURS = {"Host": "opinion.example", "Origin": "https://opinion.example"}
SITE = {"OPINION_SITE_URL": "https://opinion.example", "OPINION_SECRET_KEY": "s" * 40}
Changed = dict[str, str]


@pytest.fixture
def settings() -> Changed:
    """What is set besides the address."""
    return {}


@pytest.fixture
def environment(environment: Changed, settings: Changed) -> Changed:
    return environment | SITE | settings


@pytest.fixture
def client(client: FlaskClient) -> FlaskClient:
    """Who asks a public site that has one article."""
    make.article(slug="bread")
    return client


def post(client: FlaskClient, **headers: str) -> int:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    answer = client.post("/articles/bread/comments", data=FIELDS, headers=OURS | named)
    return answer.status_code


def test_the_cookie_is_bound_to_the_secure_host(client: FlaskClient) -> None:
    answer = client.post("/articles/bread/comments", data=FIELDS, headers=OURS)

    assert answer.status_code == 303
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-opinion-guest=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


def test_every_answer_asks_for_https_from_now_on(client: FlaskClient) -> None:
    for address in ("/", "/articles/bread", "/nowhere", "/static/x/css/base.css"):
        answer = client.get(address, headers=OURS)

        assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_addresses_are_the_configured_ones_whatever_was_asked(client: FlaskClient) -> None:
    page = client.get("/articles/bread", headers=OURS | {"X-Forwarded-Host": "evil.test"}).text

    assert '<link rel="canonical" href="https://opinion.example/articles/bread">' in page
    assert "evil.test" not in page
    assert "http://" not in page


def test_no_other_name_is_answered_to(client: FlaskClient) -> None:
    for host in ("localhost", "evil.test", "opinion.example.evil.test", "www.opinion.example"):
        assert client.get("/", headers={"Host": host}).status_code == 400
    assert client.get("/", headers={"Host": "opinion.example:443"}).status_code == 200


@pytest.mark.parametrize("host", ["Opinion.EXAMPLE", "opinion.example:8443"])
def test_its_own_name_may_be_written_in_other_ways(client: FlaskClient, host: str) -> None:
    made: list[str] = []

    def note(_: Flask, template: Template, **__: object) -> None:
        made.append(template.name or "")

    plain = client.get("/articles/bread", headers=OURS)
    with template_rendered.connected_to(note, client.application):
        other = client.get("/articles/bread", headers=OURS | {"Host": host})
    sent = post(client, Host=host)
    moved = client.get("/articles//bread", headers=OURS | {"Host": host})

    assert other.data == plain.data
    assert made == []  # it was kept
    assert sent == 303
    assert moved.headers["Location"].endswith("://opinion.example/articles/bread")


def test_another_origin_may_not_post(client: FlaskClient) -> None:
    for origin in ("http://opinion.example", "https://www.opinion.example", "https://evil.test"):
        assert post(client, Origin=origin) == 403


@pytest.mark.parametrize("settings", [{"OPINION_SITE_URL": "http://127.0.0.1:8123"}])
def test_a_site_on_loopback_needs_no_https(app: Flask) -> None:
    answer = app.test_client().get("/", headers={"Host": "127.0.0.1:8123"})

    assert answer.status_code == 200
    assert "Strict-Transport-Security" not in answer.headers


def networks(client: FlaskClient, *forwarded: str) -> int:
    """Post from each of these addresses, and return how many networks that made."""
    for number, address in enumerate(forwarded):
        answer = client.post(
            "/articles/bread/comments",
            data=FIELDS | {"text": f"Text {number}"},
            headers=OURS | {"X-Forwarded-For": address},
        )
        assert answer.status_code == 303
    return len(set(db.session.scalars(select(Comment.network))))


def test_without_a_proxy_nobody_says_where_they_come_from(client: FlaskClient) -> None:
    assert networks(client, "192.0.2.1", "198.51.100.1", "203.0.113.1") == 1


@pytest.mark.parametrize("settings", [{"OPINION_PROXY_HOPS": "1"}])
def test_behind_one_proxy_its_word_counts_and_no_earlier_one(client: FlaskClient) -> None:
    assert networks(client, "192.0.2.1", "203.0.113.9, 192.0.2.77", "198.51.100.1") == 2


@pytest.mark.parametrize("settings", [{"OPINION_PROXY_HOPS": "2"}])
def test_behind_two_proxies_the_first_ones_word_counts(client: FlaskClient) -> None:
    assert networks(client, "192.0.2.1, 10.0.0.1", "203.0.113.9, 192.0.2.7, 10.9.9.1") == 1


@pytest.mark.parametrize("settings", [{"OPINION_PROXY_HOPS": "1"}])
def test_what_a_proxy_garbles_is_no_failure(client: FlaskClient) -> None:
    assert networks(client, "unknown", "%00", "[]", "a:b:c", "1.2.3.4.5", "'") == 1
