"""Where a reader goes on after signing in: to a path on this site, whatever was asked for."""

import re
from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import example, given
from hypothesis import strategies as st

from opinion.people.onward import local_path
from tests import make
from tests.comments.owners import shown_link, written
from tests.pages import Page
from tests.people.readers import OURS, WITH_MAIL, ask_link, link_to, press, signed_in

HERE = "http://localhost/session/links/x"
ABROAD = [
    "//evil.test",
    "/\\evil.test",
    "\\\\evil.test",
    "/\t/evil.test",
    "https://evil.test",
    "/\n/",
]
ANY = st.text(max_size=600) | st.text(alphabet="/\\:@.?#%\t\n\r evil", max_size=20).map("/".__add__)


@pytest.fixture
def environment(environment: dict[str, str]) -> dict[str, str]:
    return environment | WITH_MAIL


def host_in_a_browser(address: str) -> str:
    """Return the host that a browser would ask: it drops tabs and line ends, and turns slashes."""
    seen = re.sub(r"[\t\r\n]", "", address).strip("".join(map(chr, range(33)))).replace("\\", "/")
    return urlsplit(urljoin(HERE, seen)).netloc


@given(ANY)
@example("/" + "a" * 600)
@example("//evil.test")
@example("/\\evil.test")
@example("/\t/evil.test")
@example(" //evil.test")
def test_no_path_leaves_the_site(text: str) -> None:
    path = local_path(text)

    assert path in {"", text}
    assert len(path) <= 500
    assert path.isascii()
    assert path.isprintable()
    assert host_in_a_browser(path) == "localhost"


@given(
    st.from_regex(
        r"/[a-z0-9-]{1,20}(/[a-z0-9%-]{1,20}){0,3}(\?[a-z]=[a-z0-9]{1,5})?", fullmatch=True
    )
)
def test_a_plain_path_is_kept(path: str) -> None:
    assert local_path(path) == path


@pytest.mark.parametrize("onward", ABROAD)
def test_nothing_that_is_sent_leads_abroad(app: Flask, client: FlaskClient, onward: str) -> None:
    asked = ask_link(client, onward=onward)
    shown = client.get("/session", query_string={"onward": onward})
    told = client.get("/session/links", query_string={"onward": onward})
    stored = press(client, link_to(onward=onward), name="Ann")
    browser = signed_in(app, make.person("b@example.org"))
    out = browser.post("/session/end", query_string={"onward": onward}, headers=OURS)

    assert (asked.location, stored.location, out.location) == ("/session/links", "/account", "/")
    assert "evil" not in shown.text + told.text


def test_a_page_says_where_it_is_to_who_goes_to_sign_in(app: Flask, client: FlaskClient) -> None:
    article = make.article(slug="bread")
    make.comment(article)

    def ways(path: str) -> list[str]:
        return Page(client.get(path).text).values(".person a", "href")

    assert ways("/articles/bread?sort=newest") == ["/session?onward=/articles/bread"]
    assert ways("/nowhere") == ways("/session") == ["/session"]
    written(client, "bread")
    link = shown_link(client, "bread")
    assert ways(link) == ["/session"], "a secret address is written down nowhere"


def test_what_one_comes_back_to_is_carried_to_the_end(client: FlaskClient) -> None:
    page = client.get("/session?onward=/agreed").text
    asked = ask_link(client, onward="/agreed")

    assert 'name="onward" value="/agreed"' in page
    assert asked.location == "/session/links?onward=/agreed"
    assert 'href="/session?onward=/agreed"' in client.get(asked.location).text
