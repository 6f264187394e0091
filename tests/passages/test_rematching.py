"""Rematching, on both databases: comments follow their paragraphs, and counts follow comments."""

import pytest
from flask import Flask

from opinion.articles.models import Article
from opinion.comments.models import Status
from opinion.database import db, writing
from opinion.passages.models import EARLIER, Anchor
from opinion.passages.rematching import recount
from tests import make
from tests.passages.commenting import (
    BUS,
    RAKE,
    TREE,
    about,
    counted,
    decided,
    place,
    readable,
    saved,
)

pytestmark = pytest.mark.usefixtures("each_database")


def test_comments_stay_with_paragraphs_that_move_and_are_mended(app: Flask) -> None:
    article = saved(BUS, RAKE, TREE)
    bus, rake = about(article, "b1"), about(article, "b2", "quiet, cheap and do not smell")

    saved(TREE, "A new first thought.", RAKE.replace("back ", ""), BUS)

    assert (place(bus), place(rake)) == ("b1", "b2")
    assert counted(article) == readable(article) == {"b1": 1, "b2": 1}


def test_a_quote_that_moved_to_another_paragraph_is_followed(app: Flask) -> None:
    article = saved(f"{BUS} {RAKE}", TREE)
    comment = about(article, "b1", RAKE)

    saved(BUS, f"{TREE} {RAKE}")

    assert place(comment) == "b2"
    assert counted(article) == {"b2": 1}


def test_what_is_gone_is_said_to_be_earlier_until_it_comes_back(app: Flask) -> None:
    article = saved(BUS, RAKE)
    comment = about(article, "b2")
    make.comment(article, parent=comment)

    saved(BUS)
    assert place(comment) == EARLIER
    assert counted(article) == {EARLIER: 2}

    saved(BUS, TREE)
    assert place(comment) == EARLIER

    saved(RAKE, BUS, TREE)
    assert place(comment) == "b4"
    assert counted(article) == readable(article) == {"b4": 2}


def test_the_quote_stays_as_it_was_written(app: Flask) -> None:
    article = saved(BUS)
    comment = about(article, "b1")

    saved(BUS.replace("nine", "ten"))
    saved(BUS.replace("nine", "ten").replace("half", "most"))

    assert db.session.get_one(Anchor, comment.id).quote == BUS


def test_the_same_text_again_asks_nothing(app: Flask) -> None:
    article = saved(BUS)
    comment = about(article, "b1")

    saved(BUS)

    assert place(comment) == "b1"


def test_counts_follow_every_change_of_a_comments_state(app: Flask) -> None:
    article = saved(BUS, RAKE)
    first, held = about(article, "b1"), about(article, "b1", status=Status.HELD)
    reply = make.comment(article, "A reply", parent=first)
    deep = make.comment(article, "A deep one", parent=reply)
    make.comment(article, "About the whole")
    assert counted(article) == readable(article) == {"b1": 3}

    for comment, status, number in [
        (held, Status.PUBLISHED, 4),
        (deep, Status.SPAM, 3),
        (first, Status.REMOVED, 2),
        (reply, Status.DELETED, 1),
        (held, Status.REMOVED, 0),
        (first, Status.PUBLISHED, 1),
    ]:
        decided(comment, status)
        assert counted(article) == readable(article) == ({"b1": number} if number else {})


def test_counted_anew_they_are_the_same(app: Flask) -> None:
    article = saved(BUS, RAKE)
    make.comment(article, parent=about(article, "b2", "quiet"))
    decided(about(article, "b1"), Status.REMOVED)

    with writing():
        again = db.session.get_one(Article, article.id)
        again.passage_counts = {"b1": 7}
        recount(again)

    assert counted(article) == {"b2": 2}
