"""The secret in a private feed's address: it opens that feed, and nothing else to nobody else."""

import pytest
from flask import Flask
from sqlalchemy import select

from opinion.database import db
from opinion.feeds.models import FeedKey
from tests import make
from tests.comments.owners import ORIGIN
from tests.feeds.atom import FeedDocument
from tests.feeds.keeping import guest, made_at
from tests.people.readers import signed_in


def test_its_address_gives_nothing_but_reading_it(app: Flask) -> None:
    make.article(slug="bread")
    browser, mine, link = guest(app, "bread")
    key = made_at(browser, f"{link}/feed").split("/")[-1].removesuffix(".atom")
    stranger = app.test_client()

    for address in (f"/manage/{key}", f"/manage/{key}/feed", f"/manage/{key}/export.json"):
        assert stranger.get(address).status_code == 404
    for address in (
        f"/manage/{key}/erasure",
        f"/manage/{key}/feed",
        f"/manage/{key}/feed/end",
        f"/manage/{key}/comments/{mine.id}/edit",
    ):
        assert stranger.post(address, data={"text": "Mine"}, headers=ORIGIN).status_code == 404
    assert stranger.get(f"/replies/{link.rpartition('/')[2]}.atom").status_code == 404
    sent = stranger.post("/account/feed", headers=ORIGIN)
    assert sent.location == "/session?onward=/account"


def test_it_tells_nobody_its_address_nor_whose_it_is(app: Flask) -> None:
    article = make.article(slug="bread")
    browser, mine, link = guest(app, "bread")
    make.comment(article, parent=mine)
    address = made_at(browser, f"{link}/feed")
    key = address.split("/")[-1].removesuffix(".atom")

    answer = app.test_client().get(address)
    found = FeedDocument(answer)

    kept = db.session.scalars(select(FeedKey)).one()
    assert key not in (kept.token, kept.writer)
    assert key not in found.says("id") + found.entries[0].says("id")
    assert kept.token[:16] == found.says("id")[-16:]
    assert kept.writer not in answer.text
    assert link not in answer.text


def test_its_reader_alone_may_keep_it_and_asks_again(app: Flask) -> None:
    article = make.article(slug="bread")
    browser, mine, link = guest(app, "bread")
    make.comment(article, parent=mine)
    address, reader = made_at(browser, f"{link}/feed"), app.test_client()

    first = reader.get(address)
    again = reader.get(address, headers={"If-None-Match": first.headers["ETag"]})

    assert first.headers["Cache-Control"] == "private, no-cache"
    assert "noindex" in first.headers["X-Robots-Tag"]
    assert first.headers["Referrer-Policy"] == "same-origin"
    assert "Set-Cookie" not in first.headers
    assert (again.status_code, again.data) == (304, b"")
    assert reader.head(address).status_code == 200


@pytest.mark.parametrize("key", ["x", "-", "%00", "%ff%fe", "a" * 2000, "None", "'", "é", ".."])
def test_an_unknown_address_is_not_found_whoever_asks(app: Flask, key: str) -> None:
    make.article(slug="bread")
    browser, _, link = guest(app, "bread")
    made_at(browser, f"{link}/feed")

    for asker in (browser, app.test_client()):
        assert asker.get(f"/replies/{key}.atom").status_code == 404


def test_other_sites_can_neither_make_nor_end_it(app: Flask) -> None:
    make.article(slug="bread")
    browser, _, link = guest(app, "bread")
    person = signed_in(app, make.person())
    address = made_at(browser, f"{link}/feed")
    foreign = {"Origin": "http://evil.test"}

    for asker, place in ((browser, f"{link}/feed"), (person, "/account/feed")):
        for door in (place, f"{place}/end"):
            assert asker.post(door, headers=foreign).status_code == 403
    assert browser.get(address).status_code == 200
