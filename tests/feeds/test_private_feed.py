"""The private feed of the replies to me: made, read, replaced, ended, and erased with the rest."""

import json
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from opinion.clock import now
from opinion.comments.models import Comment, Status
from opinion.database import db, writing
from tests import make
from tests.comments.owners import ORIGIN, written
from tests.feeds.atom import FeedDocument
from tests.feeds.keeping import guest, how_many, made_at, said_by
from tests.pages import Page, problems
from tests.people.readers import signed_in


@pytest.mark.usefixtures("each_database")
def test_it_holds_what_others_replied_to_me_and_may_be_read(app: Flask) -> None:
    article, other = make.article("Bread", slug="bread"), make.article("Salt")
    browser, mine, link = guest(app, "bread")
    make.comment(article, "A reply", parent=mine, name="Ann", at=now() - timedelta(hours=1))
    make.comment(article, "Held", parent=mine, status=Status.HELD)
    make.decided(make.comment(article, "Removed", parent=mine), Status.REMOVED)
    make.comment(article, "Not to me")
    make.comment(other, "Nor this")
    written(browser, "bread", text="To myself", parent=mine.id)
    make.comment(article, "Another", parent=mine, name="Bea")

    found = FeedDocument(app.test_client().get(made_at(browser, f"{link}/feed")))

    assert found.titles == [
        "Bea in reply to Sample Reader on “Bread”",
        "Ann in reply to Sample Reader on “Bread”",
    ]
    assert found.says("title") == "Replies to you – Opinion"


@pytest.mark.usefixtures("each_database")
def test_who_is_signed_in_has_one_too(app: Flask) -> None:
    person, article = make.person(), make.article()
    mine = said_by(person, article)
    make.comment(article, "To a person", parent=mine)
    browser = signed_in(app, person)

    before = browser.get("/account/feed")
    address = made_at(browser, "/account/feed")

    assert "Make a private feed" in before.text
    assert not problems(before.text)
    assert FeedDocument(app.test_client().get(address)).texts == ["<p>To a person</p>"]
    ended = browser.post("/account/feed/end", headers=ORIGIN)
    assert (ended.status_code, ended.location) == (303, "/account/feed")
    assert browser.get(address).status_code == 404


def test_a_new_address_ends_the_old_one(app: Flask) -> None:
    make.article(slug="bread")
    browser, _, link = guest(app, "bread")

    old = made_at(browser, f"{link}/feed")
    new = made_at(browser, f"{link}/feed")

    assert old != new
    assert browser.get(old).status_code == 404
    assert browser.get(new).status_code == 200
    assert how_many() == 1


def test_it_is_ended_where_it_was_made(app: Flask) -> None:
    make.article(slug="bread")
    browser, _, link = guest(app, "bread")
    address = made_at(browser, f"{link}/feed")

    page = Page(browser.get(link).text)
    assert f"{link}/feed/end" in page.values("form", "action")
    ended = browser.post(f"{link}/feed/end", headers=ORIGIN)

    assert (ended.status_code, ended.location) == (303, f"{link}/feed")
    assert "Make a private feed" in browser.get(ended.location).text
    assert browser.get(address).status_code == 404
    assert how_many() == 0


def test_it_goes_fifty_at_a_time(app: Flask) -> None:
    article, person = make.article(), make.person()
    mine = said_by(person, article)
    make.many_comments(article, 60, parent=mine)
    with writing():
        replies = select(Comment).where(Comment.parent_id == mine.id)
        for reply in db.session.scalars(replies):
            reply.addressee = person.writer
    address = made_at(signed_in(app, person), "/account/feed")

    first = FeedDocument(app.test_client().get(address))
    second = FeedDocument(app.test_client().get(first.link("next")))

    assert (len(first.entries), len(second.entries)) == (50, 10)


def test_the_export_says_that_there_is_one(app: Flask) -> None:
    make.article(slug="bread")
    browser, _, link = guest(app, "bread")

    before = json.loads(browser.get(f"{link}/export.json").text)
    address = made_at(browser, f"{link}/feed")
    after = browser.get(f"{link}/export.json").text

    assert before["private_feed_made_at"] is None
    assert json.loads(after)["private_feed_made_at"].endswith("Z")
    assert address.split("/")[-1].removesuffix(".atom") not in after


@pytest.mark.usefixtures("each_database")
def test_erasing_ends_it(app: Flask) -> None:
    make.article(slug="bread")
    browser, _, link = guest(app, "bread")
    address = made_at(browser, f"{link}/feed")

    assert browser.post(f"{link}/erasure", headers=ORIGIN).status_code == 200

    assert browser.get(address).status_code == 404
    assert how_many() == 0
