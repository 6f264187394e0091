"""What a writer takes along, erases and deletes of decisions about what they wrote."""

import json

from flask import Flask

from tests import make
from tests.comments.owners import shown_link, take_back, written
from tests.moderation.ruling import decisions, object_to, objections, remove, statement_of
from tests.moderation.test_moderation_commands import run
from tests.pages import Page

WHY = "I said no such thing."


def test_what_was_decided_and_said_against_it_is_handed_out(app: Flask) -> None:
    make.article(slug="bread")
    guest = app.test_client()
    comment = written(guest, "bread")
    private = shown_link(guest, "bread")
    number = remove(comment, words="Argue, don't call names.")
    object_to(guest, statement_of(guest, number), WHY)

    data = json.loads(guest.get(f"{private}/export.json").text)

    [taken] = data["comments"][0]["decisions"]
    assert (taken["words"], taken["objection"]["text"]) == ("Argue, don't call names.", WHY)


def test_who_erases_themselves_leaves_the_row_and_no_words(app: Flask) -> None:
    make.article(slug="bread")
    guest = app.test_client()
    comment = written(guest, "bread")
    private = shown_link(guest, "bread")
    number = remove(comment, words="About you")
    object_to(guest, statement_of(guest, number), WHY)

    guest.post(f"{private}/erasure", headers={"Origin": "http://localhost"})

    assert [(each.status, each.words) for each in decisions()] == [("removed", "")]
    assert [each.text for each in objections()] == [""]
    assert run(app, "objections").output == "0 to answer\n"


def test_what_its_writer_deletes_is_told_as_that(app: Flask) -> None:
    make.article(slug="bread")
    guest = app.test_client()
    comment = written(guest, "bread")
    take_back(guest, comment)

    page = Page(guest.get(statement_of(guest, decisions()[0].id)).text)

    assert page.words(".decision__what") == ["You deleted your comment."]
