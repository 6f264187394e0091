"""What every answer carries, whoever asks and whatever becomes of it."""

import re

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from opinion.web.static import names, static_url
from tests import make

ORIGIN = {"Origin": "http://localhost"}


def answers(client: FlaskClient) -> dict[str, TestResponse]:
    article = make.article(slug="bread")
    comment = make.comment(article)
    address = f"/articles/bread/comments/{comment.id}"
    return {
        "page": client.get("/articles/bread"),
        "redirect": client.get(address),
        "form": client.get(f"{address}/reply"),
        "missing": client.get("/articles/none"),
        "static": client.get(static_url("js/opinion.js")),
        "rejected": client.post("/articles/bread/comments", data={}, headers=ORIGIN),
        "foreign": client.post("/articles/bread/comments", headers={"Origin": "http://evil.test"}),
        "wrong method": client.delete("/articles/bread", headers=ORIGIN),
        "wrong host": client.get("/", headers={"Host": "evil.test"}),
    }


def test_every_answer_carries_the_safety_headers(client: FlaskClient) -> None:
    for kind, answer in answers(client).items():
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'"), kind
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_reading_sets_no_cookie(client: FlaskClient) -> None:
    for kind, answer in answers(client).items():
        assert "Set-Cookie" not in answer.headers, kind


def test_public_pages_are_the_same_bytes_for_everybody(client: FlaskClient) -> None:
    make.comment(make.article(slug="bread"))

    first = client.get("/articles/bread")
    second = client.get("/articles/bread", headers={"HX-Request": "true", "X-Anything": "else"})

    assert first.data == second.data
    assert first.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert {"Cookie", "Accept-Encoding"} <= set(first.vary)


def test_an_unchanged_page_is_not_sent_again(client: FlaskClient) -> None:
    article = make.article(slug="bread")
    tag = client.get("/articles/bread").headers["ETag"]

    unchanged = client.get("/articles/bread", headers={"If-None-Match": tag})
    make.comment(article)
    changed = client.get("/articles/bread", headers={"If-None-Match": tag})

    assert unchanged.status_code == 304
    assert unchanged.data == b""
    assert changed.status_code == 200


def test_who_has_commented_gets_pages_made_for_them_alone(client: FlaskClient) -> None:
    make.article(slug="bread")
    client.post(
        "/articles/bread/comments", data={"name": "Reader", "text": "Hello"}, headers=ORIGIN
    )

    assert client.get("/articles/bread").headers["Cache-Control"] == "no-store"  # a private link
    assert client.get("/articles/bread").headers["Cache-Control"] == "private, no-cache"


def test_the_key_cookie_is_out_of_reach_of_scripts_and_other_sites(client: FlaskClient) -> None:
    make.article(slug="bread")

    answer = client.post(
        "/articles/bread/comments", data={"name": "Reader", "text": "Hello"}, headers=ORIGIN
    )

    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


@pytest.mark.parametrize("name", sorted(names()))
def test_every_static_file_is_kept_for_a_year_under_the_address_of_its_contents(
    client: FlaskClient, name: str
) -> None:
    answer = client.get(static_url(name))

    assert answer.status_code == 200
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.mimetype != "application/octet-stream"


def test_another_builds_address_is_answered_but_not_kept(client: FlaskClient) -> None:
    answer = client.get("/static/0123456789/js/opinion.js")

    assert answer.status_code == 200
    assert "immutable" not in answer.headers["Cache-Control"]


@pytest.mark.parametrize("name", ["../opinion/config.py", "%2e%2e/wsgi.py", "js", "js/none.js"])
def test_nothing_outside_the_static_folder_is_handed_out(client: FlaskClient, name: str) -> None:
    assert client.get(f"/static/x/{name}").status_code == 404


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_pages_and_scripts_are_compressed_as_asked(client: FlaskClient, encoding: str) -> None:
    article = make.article()
    for _ in range(5):
        make.comment(article)

    for address in (f"/articles/{article.slug}", static_url("js/reply-form.js")):
        plain = client.get(address)
        packed = client.get(address, headers={"Accept-Encoding": encoding})

        assert packed.headers["Content-Encoding"] == encoding
        assert len(packed.data) < len(plain.data)
        assert packed.headers["ETag"] != plain.headers["ETag"]


def test_no_error_page_shows_the_machinery(client: FlaskClient) -> None:
    for kind, answer in answers(client).items():
        assert not re.search(r"Traceback|werkzeug|sqlalchemy", answer.text, re.IGNORECASE), kind
