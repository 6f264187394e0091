"""Requests that no browser sends: answered with 4xx and a page to read, never with a failure."""

import json
from collections.abc import Iterator
from io import BytesIO
from itertools import chain, product
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.test import TestResponse

from opinion import BODY_LIMIT
from opinion.database import db
from tests import make
from tests.comments.sending import how_many

ORIGIN = {"Origin": "http://localhost"}
FORM = "application/x-www-form-urlencoded"
FIELDS = ("name", "email", "text", "parent", "took", "stamp", "homepage")
ODD_WORDS = ("a%00b", "%ed%a0%80x", "%ff", "%f0%9f%92%a9" * 90, "9" * 400, "nan", "-0")


@pytest.fixture
def client(client: FlaskClient) -> FlaskClient:
    """Who asks a site with one article and one comment."""
    make.comment(make.article(slug="bread"))
    return client


def post(client: FlaskClient, **options: Any) -> TestResponse:
    return client.post("/articles/bread/comments", headers=ORIGIN, **options)


def is_refused_in_words(answer: TestResponse) -> bool:
    is_page = answer.text.startswith("<!doctype html>") and "</html>" in answer.text
    return 400 <= answer.status_code < 500 and is_page


BODIES = {
    "nothing": (b"", FORM),
    "no form": (b"Hello", "text/plain"),
    "no type": (b"name=Reader&text=Hello", ""),
    "a type of nonsense": (b"name=Reader&text=Hello", ";;=\xff"),
    "a list": (b"[1, 2]", "application/json"),
    "numbers": (json.dumps({"name": 5, "text": {"a": 1}}).encode(), "application/json"),
    "no JSON": (b"{", "application/json"),
    "deep JSON": (b"[" * 100_000, "application/json"),
    "ten thousand fields": (b"&".join(b"f%d=1" % number for number in range(10_000)), FORM),
    "only signs": (b"&&&=&=&;=;%%%", FORM),
    "parts without end": (
        b"--x\r\nContent-Disposition: form-data",
        "multipart/form-data;boundary=x",
    ),
    "parts without bound": (b"--x\r\n\r\n--x--", "multipart/form-data"),
    "bytes that are no letters": (b"name=%ff%fe&text=%ed%a0%80%c0%af", FORM),
}


@pytest.mark.parametrize(("body", "kind"), BODIES.values(), ids=BODIES.keys())
def test_a_body_that_is_no_comment_is_refused(client: FlaskClient, body: bytes, kind: str) -> None:
    answer = post(client, data=body, content_type=kind)

    assert is_refused_in_words(answer) or answer.status_code == 303


def test_a_file_in_the_place_of_words_is_no_comment(client: FlaskClient) -> None:
    files = {name: (BytesIO(b"Hello there"), "a.txt") for name in ("name", "text", "parent")}

    answer = post(client, data=files)

    assert answer.status_code == 422


def test_ten_thousand_parts_are_too_many(client: FlaskClient) -> None:
    part = b'--x\r\nContent-Disposition: form-data; name="f"\r\n\r\n1\r\n'

    answer = post(
        client, data=part * 4_000 + b"--x--\r\n", content_type="multipart/form-data; boundary=x"
    )

    assert answer.status_code == 413
    assert is_refused_in_words(answer)


@pytest.mark.parametrize("size", [300 * 1024, BODY_LIMIT + 1])
def test_a_body_over_256_kib_is_too_long(client: FlaskClient, size: int) -> None:
    answer = post(client, data=b"text=" + b"a" * size, content_type=FORM)

    assert answer.status_code == 413
    assert "more than this site takes" in answer.text
    assert "“Back” in your browser leads to what you wrote" in answer.text


@pytest.mark.usefixtures("each_database")
def test_odd_characters_make_no_failure_in_any_field(client: FlaskClient) -> None:
    for field, odd in product(FIELDS, ODD_WORDS):
        words = f"name=Reader&text=Hello+there+{field}&{field}={odd}"
        answer = post(client, data=words.encode(), content_type=FORM)
        first = post(client, data=f"{field}={odd}&{words}".encode(), content_type=FORM)

        assert answer.status_code in {200, 303, 403, 422}, (field, odd)
        assert first.status_code in {200, 303, 403, 422}, (field, odd)


@pytest.mark.usefixtures("each_database")
def test_a_nul_is_left_out_and_the_rest_is_kept(client: FlaskClient) -> None:
    answer = post(client, data=b"name=A%00Reader&text=Hel%00lo+there", content_type=FORM)

    assert answer.status_code == 303
    assert how_many() == 2
    page = client.get("/articles/bread").text
    assert "A Reader</bdi>" in page
    assert "<p>Hello there</p>" in page


ODD_NUMBERS = ("0", "-1", "2147483648", "9" * 5_000, "1e3", "٣", "1.0")
ODD = ["%00", "a%00b", "%ed%a0%80", "..%2f..", "%27%20OR%201=1", "x" * 9_000]


def addresses(odd: str) -> Iterator[str]:
    yield from (f"/articles/{odd}", f"/sections/{odd}", f"/authors/{odd}", f"/media/{odd}")
    yield from (f"/articles/{odd}/comments/1", f"/articles/{odd}/comments/1/reply")
    yield from (f"/articles/{odd}/threads/1", f"/static/{odd}/css/none.css", f"/static/x/{odd}")
    yield from (f"/articles/bread/comments/{odd}", f"/articles/bread/threads/{odd}")
    yield from (f"/articles/bread?after={odd}", f"/articles/bread?sort={odd}", f"/?before={odd}")


@pytest.mark.usefixtures("each_database")
def test_odd_addresses_are_not_found(client: FlaskClient) -> None:
    for address in chain.from_iterable(addresses(odd) for odd in ODD):
        answer = client.get(address)

        assert answer.status_code == 404, address
        assert is_refused_in_words(answer), address


@pytest.mark.usefixtures("each_database")
def test_numbers_that_nothing_has_are_not_found(client: FlaskClient) -> None:
    places = ("/comments/{}", "/comments/{}/reply", "/threads/{}", "?after={}", "?before={}")
    for place, number in product(places, ODD_NUMBERS):
        address = place.format(number)

        assert client.get(f"/articles/bread{address}").status_code == 404, address
        assert client.get(f"/{address.lstrip('/')}").status_code == 404, address


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
def test_methods_that_an_address_does_not_know_are_refused(
    client: FlaskClient, method: str
) -> None:
    for address in ("/", "/articles/bread", "/articles/bread/comments", "/site.webmanifest"):
        answer = client.open(address, method=method, headers=ORIGIN)

        assert answer.status_code == 405
        assert "Allow" in answer.headers
        assert is_refused_in_words(answer)


def test_head_says_what_get_would(client: FlaskClient) -> None:
    got = client.get("/articles/bread")

    asked = client.head("/articles/bread")

    assert asked.data == b""
    assert asked.headers["ETag"] == got.headers["ETag"]
    assert asked.headers["Content-Length"] == got.headers["Content-Length"]


def test_options_are_named_and_nothing_is_done(client: FlaskClient) -> None:
    answer = client.options("/articles/bread/comments")

    assert answer.status_code == 200
    assert {"GET", "POST"} <= set(answer.headers["Allow"].split(", "))


@pytest.mark.parametrize("host", ["evil.test", "localhost.evil.test", "", "[", "a" * 300, "évil"])
def test_another_sites_name_is_answered_without_one(client: FlaskClient, host: str) -> None:
    answer = client.get("/articles/bread", headers={"Host": host})

    assert answer.status_code == 400
    assert host not in answer.text or not host


def test_a_failure_says_its_number_and_asks_nothing_of_the_database(client: FlaskClient) -> None:
    db.session.execute(text("ALTER TABLE comments RENAME TO gone"))
    db.session.execute(text("ALTER TABLE sections RENAME TO other"))
    db.session.commit()

    for address in ("/", "/articles/bread", "/nowhere"):
        answer = client.get(address)

        assert answer.status_code == 500
        assert "name this number: " in answer.text
        assert "sections" not in answer.text
