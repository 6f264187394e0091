"""Hostile: nobody puts anything into what others get, nor gets what was made for another.

What is tried is known as cache poisoning and web cache deception.
"""

import pytest
from flask import Flask
from sqlalchemy import text
from werkzeug.test import TestResponse

from opinion import create_app
from opinion.articles.models import Article
from opinion.config import read_settings
from opinion.database import db, writing
from opinion.kept_pages.declaring import Shows, shown_by
from tests import make
from tests.conftest import Visitor
from tests.kept_pages.asked import made
from tests.moderation.queueing import at_work
from tests.people.readers import signed_in
from tests.test_routes import ROUTES

EVIL = "evil.test"
PAGE = "/articles/bread"
UNKEYED = {
    "X-Forwarded-Host": EVIL,
    "X-Forwarded-Proto": "gopher",
    "X-Forwarded-Prefix": f"/{EVIL}",
    "X-Forwarded-For": EVIL,
    "X-Host": EVIL,
    "X-Original-URL": f"/{EVIL}",
    "X-Rewrite-URL": f"/{EVIL}",
    "X-HTTP-Method-Override": "POST",
    "Forwarded": f"host={EVIL};proto=gopher",
    "Origin": f"https://{EVIL}",
    "Referer": f"https://{EVIL}/",
    "HX-Request": "true",
    "HX-Target": EVIL,
    "HX-Current-URL": f"https://{EVIL}/",
    "Accept": f"text/{EVIL}",
    "Accept-Language": "de",
    "Authorization": f"Bearer {EVIL}",
    "Cookie": f"theme={EVIL}; session={EVIL}",
    "User-Agent": EVIL,
    "Range": "bytes=0-10",
    "If-Match": f'"{EVIL}"',
    "If-None-Match": f'"{EVIL}"',
    "If-Modified-Since": "Thu, 01 Jan 2026 00:00:00 GMT",
    "Content-Length": "0",
    "Sec-Fetch-Site": "cross-site",
}
NOISE = (
    f"?utm_source={EVIL}",
    f"?{EVIL}=1&sort=oldest",
    f"?sort=oldest&sort={EVIL}",
    f"?callback={EVIL}",
    "?_method=POST",
    "?partial=1&fragment=1",
    "?after",
)


@pytest.fixture
def environment(environment: dict[str, str]) -> dict[str, str]:
    """The settings of a site that keeps pages on the disk, too."""
    return {**environment, "OPINION_KEPT_ON_DISK": "9"}


@pytest.fixture
def bread(app: Flask) -> Article:
    article = make.article(slug="bread", section="Town", authors=["Ann Lee"])
    make.comment(article, "The first word.")
    return article


def kept_addresses(app: Flask, *, lasting: bool) -> list[str]:
    """Return an address of every view whose pages are kept: of those ``lasting`` as the process."""
    shown = {
        row.address: shown_by(app.view_functions[endpoint])
        for endpoint, row in ROUTES.items()
        if row.get == 200
    }
    return [each for each, shows in shown.items() if shows and (shows is Shows.NOTHING) is lasting]


def make_anew() -> None:
    """Let each page be made again by the next who asks, unless it shows nothing that changes."""
    with writing() as session:
        session.execute(text("UPDATE sections SET name = name"))


def without_date(answer: TestResponse) -> list[tuple[str, str]]:
    return [each for each in answer.headers if each[0] != "Date"]


def tried(app: Flask, address: str, query: str = "", **headers: str) -> None:
    """Let an attacker be the first to ask, and see what everybody gets then."""
    clean = app.test_client().get(address)
    make_anew()
    tried_first(app, clean, address + query, headers)


def tried_first(app: Flask, clean: TestResponse, asked: str, headers: dict[str, str]) -> None:
    """Let an attacker ask what nobody has asked yet; everybody else gets what is ``clean``."""
    with made(app) as making:
        answered = app.test_client(use_cookies=False).get(asked, headers=headers)
    got = app.test_client().get(clean.request.path)

    assert making, "somebody was earlier"
    assert EVIL not in got.text, (asked, headers)
    assert got.data == clean.data
    assert without_date(got) == without_date(clean)
    assert answered.data in {clean.data, b""} or answered.status_code != 200


@pytest.mark.usefixtures("bread")
def test_no_header_gets_into_what_others_are_answered(app: Flask) -> None:
    addresses = kept_addresses(app, lasting=False)
    assert len(addresses) > 10
    for address in addresses:
        for name, value in UNKEYED.items():
            tried(app, address, **{name: value})


def test_none_gets_into_what_lasts_as_long_as_the_process(
    app: Flask, environment: dict[str, str]
) -> None:
    clean = {each: app.test_client().get(each) for each in kept_addresses(app, lasting=True)}
    assert len(clean) == 3
    ways = [("", {name: value}) for name, value in UNKEYED.items()]
    for query, headers in (*ways, *((query, {}) for query in NOISE)):
        started = create_app(read_settings(environment))
        started.test_client_class = Visitor
        for address, answer in clean.items():
            tried_first(started, answer, address + query, headers)
        with started.app_context():
            db.engine.dispose()


@pytest.mark.usefixtures("bread")
@pytest.mark.parametrize("said", ["//articles/bread", "///articles/bread", "/", "/feed.atom"])
def test_another_way_to_ask_for_the_same_takes_no_room(app: Flask, said: str) -> None:
    query = "" if said.startswith("//") else f"sort={EVIL}"
    with made(app) as asked:
        for _ in range(2):
            way = {"PATH_INFO": said, "QUERY_STRING": query}
            app.test_client().get(PAGE, environ_overrides=way)

    assert len(asked) == 2


@pytest.mark.usefixtures("bread")
def test_nothing_in_a_query_does(app: Flask) -> None:
    for address in kept_addresses(app, lasting=False):
        for query in NOISE:
            tried(app, address, query)


@pytest.mark.parametrize("host", [EVIL, f"localhost.{EVIL}", f"localhost@{EVIL}", "localhost:80:1"])
@pytest.mark.usefixtures("bread")
def test_another_name_is_refused_and_poisons_nothing(app: Flask, host: str) -> None:
    make_anew()

    assert app.test_client().get(PAGE, headers={"Host": host}).status_code == 400
    assert EVIL not in app.test_client().get(PAGE).text


SUFFIXES = ("/x.css", ";x.css", "%2fx.css", "/..%2fx.css", "%00.css", "%23.css", "%3f.css", "/")


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.usefixtures("bread")
def test_no_suffix_makes_a_page_public_that_is_somebodys(app: Flask, suffix: str) -> None:
    for browser in (signed_in(app, make.person()), at_work(app)):
        for address in ("/account", "/comments/own", "/moderation", PAGE):
            answer = browser.get(address + suffix)

            keeping = answer.headers["Cache-Control"]
            assert keeping in {"private, no-cache", "no-store"} or answer.status_code >= 400
            assert "public" not in keeping
            stranger = app.test_client().get(address + suffix)
            assert "Pat Reader" not in stranger.text


@pytest.mark.usefixtures("bread")
def test_what_is_made_for_somebody_is_never_for_all(app: Flask) -> None:
    for browser in (signed_in(app, make.person()), at_work(app)):
        for row in ROUTES.values():
            if row.address.startswith(("/static", "/api", "/media")):
                continue  # the same for everybody, by whatever cookie
            keeping = browser.get(row.address).headers.get("Cache-Control", "")

            assert not keeping.startswith("public"), row
