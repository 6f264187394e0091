"""Feeds of comments: what they hold, in which order, and what each says of itself."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from opinion.clock import now
from opinion.comments.models import Comment, Status
from opinion.comments.withdrawing import remove_name
from opinion.database import db, writing
from opinion.languages import iso
from tests import make
from tests.comments.owners import edit, take_back, written
from tests.feeds.atom import THREADS, FeedDocument
from tests.passages.commenting import about

MINUTE = timedelta(minutes=1)
SITE = "http://localhost"


def feed(client: FlaskClient, address: str) -> FeedDocument:
    return FeedDocument(client.get(address))


def past(minutes: int) -> datetime:
    return now() - minutes * MINUTE


@pytest.mark.usefixtures("each_database")
def test_an_articles_feed_holds_its_comments_the_newest_first(client: FlaskClient) -> None:
    bread, salt = make.article("Bread", slug="bread"), make.article("Salt")
    first = make.comment(bread, "First", at=past(9))
    make.comment(bread, "Third", at=past(3))
    make.comment(bread, "Second", at=past(6), parent=first)
    make.comment(salt, "Elsewhere")

    found = feed(client, "/articles/bread/comments.atom")

    assert found.texts == ["<p>Third</p>", "<p>Second</p>", "<p>First</p>"]
    assert found.says("title") == "Comments on “Bread” – Opinion"
    assert found.link("alternate") == "/articles/bread#comments"
    assert found.link("self") == "/articles/bread/comments.atom"


@pytest.mark.usefixtures("each_database")
def test_a_threads_feed_holds_the_thread_and_nothing_else(client: FlaskClient) -> None:
    article = make.article(slug="bread")
    root = make.comment(article, "Root", at=past(9), name="Ann")
    reply = make.comment(article, "Reply", at=past(6), parent=root)
    make.comment(article, "Deeper", at=past(3), parent=reply)
    make.comment(article, "Another thread")

    found = feed(client, f"/articles/bread/threads/{root.id}.atom")

    assert found.texts == ["<p>Deeper</p>", "<p>Reply</p>", "<p>Root</p>"]
    assert found.says("title") == "Ann on “An article” – Opinion"
    assert found.link("alternate") == f"/articles/bread/threads/{root.id}"
    assert client.get(f"/articles/bread/threads/{reply.id}.atom").status_code == 404


@pytest.mark.usefixtures("each_database")
def test_the_sites_feed_holds_comments_of_all_public_articles(client: FlaskClient) -> None:
    make.comment(make.article("Bread"), "One", name="Ann", at=past(9))
    make.comment(make.article("Salt"), "Two", name="Bea", at=past(3))
    make.comment(make.article(is_draft=True), "Of a draft")
    make.comment(make.article(published_at=now() + MINUTE), "Of tomorrow")

    found = feed(client, "/comments.atom")

    assert found.titles == ["Bea on “Salt”", "Ann on “Bread”"]
    assert found.link("alternate") == "/comments"


def test_an_entry_says_who_what_and_when(client: FlaskClient) -> None:
    article = make.article("Bread & “butter”", slug="bread", language="de")
    text, at = "*So* <b> & [hier](https://x.test/?a=1&b=2)", past(5)
    comment = make.comment(article, text, at=at)

    [entry] = feed(client, "/comments.atom").entries

    assert entry.says("author/name") == "Sample Reader"
    assert entry.says("title") == "Sample Reader on “Bread & “butter””"
    assert entry.says("content") == db.session.get_one(Comment, comment.id).html
    assert "<em>So</em> &lt;b&gt; &amp; <a href=" in entry.says("content")
    assert entry.language == "de"
    assert entry.says("published") == entry.says("updated") == iso(at)
    address = f"{SITE}/articles/bread/comments/{comment.id}"
    assert entry.link("alternate").attrib["href"] == address
    assert client.get(address).status_code == 302


def test_replies_are_threaded(client: FlaskClient) -> None:
    article = make.article("Bread", slug="bread")
    root = make.comment(article, name="Ann", at=past(9))
    reply = make.comment(article, name="Bea", at=past(6), parent=root)
    make.comment(article, name="Cy", at=past(3), parent=reply)

    third, second, first = feed(client, "/articles/bread/comments.atom").entries

    assert third.says("title") == "Cy in reply to Bea on “Bread”"
    assert third.parent["ref"] == second.says("id")
    assert second.parent["ref"] == first.says("id")
    assert second.parent["href"] == first.link("alternate").attrib["href"]
    assert second.parent["source"] == f"{SITE}/articles/bread/comments.atom"
    assert first.parent["ref"] == feed(client, "/feed.atom").entries[0].says("id")
    assert first.parent["href"] == f"{SITE}/articles/bread"
    for entry in (first, second, third):
        thread = entry.link("replies").attrib["href"].removeprefix(SITE)
        assert thread == f"/articles/bread/threads/{root.id}.atom"
    assert first.link("replies").attrib[f"{THREADS}count"] == "2"


def test_what_was_taken_away_vanishes(client: FlaskClient) -> None:
    article = make.article(slug="bread")
    root = make.comment(article, "The root stays", name="Ann", at=past(20))
    for status in Status:
        make.decided(make.comment(article, f"Was {status}", parent=root), status)
    gone = make.comment(article, "Gone", name="Bea")
    make.comment(article, "Answer", name="Cy", parent=gone)
    make.decided(gone, Status.REMOVED)

    for address in ("/articles/bread/comments.atom", "/comments.atom"):
        found = feed(client, address)
        assert set(found.texts) == {
            "<p>The root stays</p>",
            "<p>Was published</p>",
            "<p>Answer</p>",
        }
        assert "Cy in reply to a removed comment on “An article”" in found.titles
    thread = feed(client, f"/articles/bread/threads/{gone.id}.atom")
    assert thread.titles == ["Cy in reply to a removed comment on “An article”"]
    assert thread.says("title") == "A thread on “An article” – Opinion"


def test_who_took_their_name_off_is_a_former_reader(client: FlaskClient) -> None:
    comment = make.comment(make.article("Bread"), name="Ann")
    with writing():
        remove_name(db.session.get_one(Comment, comment.id))

    [entry] = feed(client, "/comments.atom").entries

    assert entry.says("author/name") == "a former reader"
    assert entry.says("title") == "a former reader on “Bread”"


def test_a_feed_is_the_same_for_the_writer_of_a_held_comment(app: Flask) -> None:
    article = make.article(slug="bread")
    guest = app.test_client()
    make.decided(written(guest, "bread", text="Held"), Status.HELD)
    make.comment(article, "Seen")

    assert feed(guest, "/articles/bread/comments.atom").texts == ["<p>Seen</p>"]
    assert guest.get("/comments.atom").headers["Cache-Control"] == "private, no-cache"


def test_an_edit_is_told_and_a_deletion_too(app: Flask) -> None:
    make.article(slug="bread")
    guest = app.test_client()
    comment = written(guest, "bread", text="Frist")
    with writing():
        moved = {"published_at": past(5), "posted_at": past(5)}
        db.session.execute(update(Comment).where(Comment.id == comment.id).values(**moved))
    edit(guest, comment, "First")

    [entry] = feed(guest, "/comments.atom").entries
    take_back(guest, comment)

    assert entry.says("content") == "<p>First</p>"
    assert entry.says("updated") > entry.says("published")
    assert feed(guest, "/comments.atom").entries == []


def test_a_comment_about_a_passage_brings_its_words(client: FlaskClient) -> None:
    about(make.article(slug="bread"), "b1", "One paragraph.")

    [words] = feed(client, "/articles/bread/comments.atom").texts

    assert words.startswith('<blockquote lang="en"><p>One paragraph.</p></blockquote>')
    assert words.endswith("<p>About One paragraph..</p>")
