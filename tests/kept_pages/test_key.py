"""The key: a page is made from it, and from nothing else of what the first who asks says."""

import pytest
from flask import Flask, request
from flask.testing import FlaskClient

from opinion.articles.models import Article
from opinion.kept_pages.declaring import Shows, kept
from tests import make
from tests.kept_pages.asked import PAGE, made
from tests.kept_pages.test_hostile import EVIL, UNKEYED

ECHO = "/echo"


@pytest.fixture
def bread(app: Flask) -> Article:
    return make.article(slug="bread")


@kept(Shows.NOTHING)
def echo() -> str:
    """Answer with all that a view can know of who asks."""
    said = (request.method, request.args, request.cookies, request.remote_addr, request.data)
    return f"{said} {sorted(request.headers)}"


def test_a_kept_view_is_told_nothing_else(app: Flask) -> None:
    app.add_url_rule(ECHO, view_func=echo)
    attacker = app.test_client(use_cookies=False)

    first = attacker.get(
        ECHO,
        query_string={"who": EVIL, "sort": "newest"},
        headers=UNKEYED,
        data=EVIL,
        environ_overrides={"REMOTE_ADDR": EVIL},
    )

    assert first.text == (
        "('GET', ImmutableMultiDict([('sort', 'newest')]), ImmutableMultiDict([]), None, b'')"
        " [('Host', 'localhost')]"
    )
    assert app.test_client().get(f"{ECHO}?sort=newest").text == first.text


@pytest.mark.usefixtures("bread")
@pytest.mark.parametrize("name", ["If-Match", "If-None-Match"])
@pytest.mark.parametrize("value", ['"other"', "*"])
def test_what_is_asked_for_on_a_condition_is_made_whole(
    app: Flask, client: FlaskClient, name: str, value: str
) -> None:
    first = client.get(PAGE, headers={name: value})

    with made(app) as asked:
        again = client.get(PAGE, headers={name: value})
        whole = client.get(PAGE)

    assert asked == []
    assert (first.status_code, first.data) == (again.status_code, again.data)
    assert whole.status_code == 200
    assert "</html>" in whole.text


@pytest.mark.usefixtures("bread")
@pytest.mark.parametrize(
    ("accepted", "packing"),
    [
        ("br, gzip", "br"),
        ("gzip", "gzip"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("gzip;q=0", None),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0, gzip;q=0.0", None),
        ("*;q=0", None),
    ],
)
def test_a_page_is_packed_as_who_asks_wants_it(
    client: FlaskClient, accepted: str, packing: str | None
) -> None:
    for other in ("br", "gzip", "identity"):
        client.get(PAGE, headers={"Accept-Encoding": other})

    for _ in range(3):
        answer = client.get(PAGE, headers={"Accept-Encoding": accepted})
        assert answer.headers.get("Content-Encoding") == packing
