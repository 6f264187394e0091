"""Who may do what: every address that there is.

``ROUTES`` says what becomes of each address, for a stranger, for a guest who has commented, and for
who is signed in. An address without a row fails here: say first who may use it.
"""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from opinion.articles.models import Article
from opinion.web.origin import is_open_to_other_sites
from tests import make
from tests.comments.sending import send
from tests.people.readers import signed_in
from tests.rows import NO_WAY, OF_STAFF, Row

OURS, FOREIGN = {"Origin": "http://localhost"}, {"Origin": "http://evil.test"}
FROM_ELSEWHERE = (
    FOREIGN,
    OURS | {"Sec-Fetch-Site": "cross-site"},
    OURS | {"Sec-Fetch-Site": "same-site"},
)
WORDS = {"name": "Reader", "text": "Hello there"}


ROUTES = {
    **OF_STAFF,
    "static.file": Row("/static/x/css/base.css", 200),
    "static.favicon": Row("/favicon.ico", 302),
    "articles.index": Row("/", 200),
    "articles.section": Row("/sections/town", 200),
    "articles.author": Row("/authors/sample-author", 200),
    "articles.show": Row("/articles/bread", 200),
    "articles.media": Row(f"/media/{'0' * 32}.png", 404),
    "articles.manifest": Row("/site.webmanifest", 200),
    "comments.index": Row("/articles/bread/comments", 303, 303),
    "comments.create": Row("/articles/bread/comments", 303, 303),
    "comments.new": Row("/articles/bread/comments/new", 200),
    "comments.show": Row("/articles/bread/comments/1", 302),
    "comments.reply": Row("/articles/bread/comments/1/reply", 200),
    "passages.show": Row("/articles/bread/passages/b1", 200),
    "comments.thread": Row("/articles/bread/threads/1", 200),
    "comments.revisions": Row("/articles/bread/comments/1/revisions", 404),
    "reactions.votes": Row("/comments/1/votes", 200, 303),
    "reactions.create_vote": Row("/comments/1/votes", 200, 303),
    "reactions.reports": Row("/comments/1/reports", 200, 422),
    "reactions.create_report": Row("/comments/1/reports", 200, 422),
    "reactions.agreed": Row("/agreed", 200),
    "owning.edit": Row("/comments/1/edit", 404, 404),  # it is neither's
    "owning.update": Row("/comments/1/edit", 404, 404),
    "owning.withdrawal": Row("/manage/nobody/comments/1/withdrawal", 404, 404),
    "owning.create_withdrawal": Row("/comments/1/withdrawal", 404, 404),
    "mine.comments": Row("/account/comments", 303, signed_in=(200, NO_WAY)),
    "mine.replies": Row("/account/replies", 303, signed_in=(200, NO_WAY)),
    "mine.create_seen": Row("/account/replies/seen", NO_WAY, 303, signed_in=(NO_WAY, 400)),
    "people.show": Row("/manage/nobody", 404),
    "people.export": Row("/manage/nobody/export.json", 404),
    "people.create_unsubscription": Row("/manage/nobody/unsubscription", NO_WAY, 404),
    "people.erasure": Row("/manage/nobody/erasure", 404, 404),
    "people.create_erasure": Row("/manage/nobody/erasure", 404, 404),
    "feeds.latest": Row("/comments", 200),
    "feeds.comments": Row("/comments.atom", 200),
    "feeds.articles": Row("/feed.atom", 200),
    "feeds.article": Row("/articles/bread/comments.atom", 200),
    "feeds.thread": Row("/articles/bread/threads/1.atom", 200),
    "private_feed.read": Row("/replies/none-of-ours.atom", 404),
    "private_feed.show": Row("/account/feed", 303, 303, signed_in=(200, 201)),
    "private_feed.create": Row("/manage/nobody/feed", 404, 404),
    "private_feed.create_end": Row("/account/feed/end", NO_WAY, 303, signed_in=(NO_WAY, 303)),
    "provider.new": Row("/session/provider", 404),  # there is no OpenID provider here
    "provider.create": Row("/session/provider/callback", 404),
    "notices.new": Row("/articles/bread/followings", 404, 404),  # there is no mail server here
    "notices.create": Row("/articles/bread/followings", 404, 404),
    "notices.asked": Row("/articles/bread/followings/asked", 404),
    "notices.confirm": Row("/followings/none-of-ours", 404, 404),
    "notices.create_confirmation": Row("/followings/none-of-ours", 404, 404),
    "notices.end": Row("/followings/none-of-ours/end", 404, 404),
    "notices.create_end": Row("/followings/none-of-ours/end", 404, 404),
    "statements.log": Row("/log", 200),
    "statements.written": Row("/comments/own", 200, signed_in=(303, NO_WAY)),
    "statements.of_own": Row("/comments/1/decision", 404),
    "statements.show": Row("/statements/nobody", 404),
    "statements.create_objection": Row("/statements/nobody/objection", NO_WAY, 404),
    "statements.sanction": Row("/sanctions/nobody", 404),
    "statements.create_sanction_objection": Row("/sanctions/nobody/objection", NO_WAY, 404),
    "statements.notice": Row("/reports/none-of-ours", 404),
    "privacy.show": Row("/privacy", 200),
    "privacy.rules": Row("/rules", 200),
    "api.show": Row("/api/v1/openapi.json", 200),
    "api.comments": Row("/api/v1/articles/bread/comments", 200),
    "api.comment": Row("/api/v1/articles/bread/comments/1", 200),
    "api.thread": Row("/api/v1/articles/bread/threads/1", 200),
    "session.new": Row("/session", 200),
    "session.asked": Row("/session/links", 404, 404),
    "session.create_link": Row("/session/links", 404, 404),
    "session.confirm": Row("/session/links/nobody", 404, 404),
    "session.create": Row("/session/links/nobody", 404, 404),
    "session.destroy": Row("/session/end", NO_WAY, 303),
    "account.show": Row("/account", 303, signed_in=(200, NO_WAY)),
    "account.update_name": Row("/account/name", NO_WAY, 303, signed_in=(NO_WAY, 303)),
    "account.end_session": Row("/account/sessions/9/end", NO_WAY, 303, signed_in=(NO_WAY, 303)),
    "account.end_sessions": Row("/account/sessions/end", NO_WAY, 303, signed_in=(NO_WAY, 303)),
    "account.create_unsubscription": Row(
        "/account/unsubscription", NO_WAY, 303, signed_in=(NO_WAY, 303)
    ),
    "account.take_along": Row("/account/guest-comments", NO_WAY, 303, signed_in=(NO_WAY, 303)),
    "account.export": Row("/account/export.json", 303, signed_in=(200, NO_WAY)),
    "account.erasure": Row("/account/erasure", 303, 303, signed_in=(200, 200)),
    "account.create_erasure": Row("/account/erasure", 303, 303, signed_in=(200, 200)),
}
rows = pytest.mark.parametrize("row", ROUTES.values(), ids=ROUTES.keys())
OPEN_TO_OTHER_SITES = {"notices.create_end"}  # its address is a secret; mail programs press it
OPEN_ADDRESSES = {ROUTES[name].address for name in OPEN_TO_OTHER_SITES}
CLOSED = {row.address for row in ROUTES.values()} - OPEN_ADDRESSES
STRANGER, GUEST, SIGNED_IN = "stranger", "guest", "signed in"
people = pytest.mark.parametrize("who", [STRANGER, GUEST, SIGNED_IN])


@pytest.fixture
def bread(app: Flask) -> Article:
    article = make.article(slug="bread", section="Town")
    assert make.comment(article).id == 1
    return article


@pytest.fixture
def asker(app: Flask, bread: Article, client: FlaskClient, who: str) -> FlaskClient:
    """Somebody who asks; the browser of a guest, or of who is signed in, carries a cookie."""
    if who == SIGNED_IN:
        return signed_in(app, make.person())
    if who == GUEST:
        assert send(client, "bread", text="I was here").status_code == 303
    return client


def test_every_address_has_its_row(app: Flask) -> None:
    known = {rule.endpoint for rule in app.url_map.iter_rules()}

    assert known == set(ROUTES), "say in ROUTES who may use it"


def test_no_address_takes_more_methods_than_its_row_says(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        unsafe = (rule.methods or set()) - {"GET", "HEAD", "OPTIONS"}

        assert unsafe <= {"POST"}, rule
        assert not unsafe or ROUTES[rule.endpoint].post != NO_WAY, rule


@rows
@people
def test_a_row_says_what_everybody_gets(asker: FlaskClient, row: Row, who: str) -> None:
    got = asker.get(row.address)
    posted = asker.post(row.address, data=WORDS, headers=OURS)

    own = row.signed_in if who == SIGNED_IN else None
    assert (got.status_code, posted.status_code) == (own or (row.get, row.post))


def test_one_address_alone_is_open_to_other_sites(app: Flask) -> None:
    assert {name for name in ROUTES if is_open_to_other_sites(name)} == OPEN_TO_OTHER_SITES


@people
def test_no_address_takes_a_post_from_another_sites_page(asker: FlaskClient) -> None:
    answered = {
        address: [
            asker.post(address, data=WORDS, headers=headers).status_code
            for headers in FROM_ELSEWHERE
        ]
        for address in CLOSED
    }

    def refused(address: str) -> int:
        return 405 if address.startswith("/api/") else 403  # programs are told that nobody can

    assert answered == {address: [refused(address)] * len(FROM_ELSEWHERE) for address in CLOSED}
