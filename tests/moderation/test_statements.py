"""Statements of reasons: a writer reads why, and objects, without an account."""

from datetime import timedelta

import pytest
from flask import Flask

from opinion.comments.models import Status
from opinion.database import db, writing
from opinion.moderation.deciding import Verdict
from opinion.moderation.models import Decision
from tests import make
from tests.comments.owners import shown_link, written
from tests.comments.reactors import now_of, reader, report
from tests.databases import written_by_another
from tests.moderation.ruling import (
    decisions,
    object_to,
    objections,
    remove,
    rule,
    statement_of,
    undone,
)
from tests.pages import Page, problems
from tests.people.readers import comment_by, signed_in

WHY = "I said no such thing."


def test_a_guest_reads_why_on_their_private_page_and_objects_there(app: Flask) -> None:
    make.article("Bread", slug="bread")
    guest = app.test_client()
    comment = written(guest, "bread", text="You fool")
    private = shown_link(guest, "bread")
    report(reader(app, 9), comment, "insult")
    remove(comment, words="Argue, don't call names.", note="The third time")

    page = Page(app.test_client().get(private).text)
    [address] = page.values(".decided a.more", "href")
    answer = app.test_client().get(address)
    statement = Page(answer.text)

    assert page.words(".comment__state") == ["Removed by a moderator: insult."]
    words = " ".join(statement.words("main"))
    for each in (
        "was removed",
        "It insults somebody",
        "Readers reported it",
        "Argue, don't",
        "Bread",
    ):
        assert each in words
    assert "You fool" in words
    assert "The third time" not in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert not problems(answer.text)

    sent = object_to(app.test_client(), address, WHY)
    again = object_to(app.test_client(), address, "Once more")

    assert (sent.status_code, sent.headers["Location"]) == (303, address)
    assert again.status_code == 303
    assert [each.text for each in objections()] == [WHY]
    after = Page(app.test_client().get(address).text)
    assert not after.has("textarea")
    assert after.words(".said") == ["A moderator will look at it, and answer here."]


def test_the_browser_that_wrote_it_finds_the_way_without_the_link(app: Flask) -> None:
    article = make.article(slug="bread")
    guest = app.test_client()
    comment = written(guest, "bread")
    make.comment(article, "Indeed", parent=comment)
    number = remove(comment)

    place = Page(guest.get("/articles/bread").text)
    own = Page(guest.get("/comments/own").text)
    led = guest.get(f"/comments/{comment.id}/decision")

    assert place.values(f"#comment-{comment.id} a", "href") == [f"/comments/{comment.id}/decision"]
    assert "/comments/own" in place.values("footer a", "href")
    assert own.values(".decided a.more", "href") == [statement_of(guest, number)]
    assert led.headers["Location"] == statement_of(guest, number)
    stranger = app.test_client()
    assert stranger.get(f"/comments/{comment.id}/decision").status_code == 404
    seen = Page(stranger.get("/articles/bread").text)
    assert seen.words(f"#comment-{comment.id}") == ["Removed by a moderator: insult."]
    assert "/comments/own" not in seen.values("footer a", "href")


def test_the_address_of_a_removed_comment_leads_its_writer_alone_to_the_statement(
    app: Flask,
) -> None:
    article, person = make.article(slug="bread"), make.person()
    guest, reader_ = app.test_client(), signed_in(app, person)
    for browser, comment in (
        (guest, written(guest, "bread")),
        (reader_, comment_by(person, article)),
    ):
        address = f"/articles/bread/comments/{comment.id}"
        assert browser.get(address).headers["Location"].endswith(f"#comment-{comment.id}")
        remove(comment)

        led = browser.get(address)

        way = f"/comments/{comment.id}/decision"
        assert (led.status_code, led.headers["Location"]) == (302, way)
        assert led.headers["Cache-Control"] == "no-store"
        assert browser.get(f"/articles/other/comments/{comment.id}").status_code == 404
        assert app.test_client().get(address).status_code == 404


def test_who_is_signed_in_reads_why_among_their_comments(app: Flask) -> None:
    person = make.person()
    comment = comment_by(person, make.article())
    number = rule(comment, Verdict(Status.REMOVED, law="§ 185 StGB"))
    browser = signed_in(app, person)

    page = Page(browser.get("/account/comments").text)

    assert page.values(".decided a.more", "href") == [statement_of(browser, number)]
    assert "The law in question: § 185 StGB" in page.words(".decided p")
    assert "It was found to be against the law." in page.words(".decided p")
    assert browser.get("/comments/own").headers["Location"] == "/account/comments"


def test_what_waits_says_so_and_takes_no_objection(app: Flask) -> None:
    comment = make.comment(make.article(), status=Status.HELD)

    page = Page(app.test_client().get(statement_of(app.test_client(), decisions()[0].id)).text)

    words = " ".join(page.words("main"))
    assert "held back" in words
    assert "A program held it" in words
    assert not page.has("textarea")
    assert now_of(comment).is_held


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a", "Too short: write at least 3 characters."),
        ("w" * 5001, "Too long: it has 5,001 characters, and 5,000 are allowed."),
    ],
)
def test_what_does_not_fit_the_box_comes_back_in_it(app: Flask, text: str, said: str) -> None:
    address = statement_of(app.test_client(), remove(make.comment(make.article())))

    answer = object_to(app.test_client(), address, text)

    assert answer.status_code == 422
    assert Page(answer.text).words(".field__error") == [said]
    assert Page(answer.text).words("textarea") == [text]
    assert not problems(answer.text)
    assert not objections()


def test_after_half_a_year_or_another_decision_it_is_too_late(app: Flask) -> None:
    article, browser = make.article(), app.test_client()
    old, back = make.comment(article), make.comment(article)
    addresses = [statement_of(browser, remove(each)) for each in (old, back)]
    with writing():
        db.session.get_one(Decision, decisions()[0].id).at -= timedelta(days=181)
    undone(back)

    for address in addresses:
        answer = object_to(browser, address, WHY)
        assert answer.status_code == 403
        assert Page(answer.text).words("textarea") == [WHY]
        assert not Page(browser.get(address).text).has("textarea")
    assert "can be read by everybody" in browser.get(addresses[1]).text
    assert not objections()


@pytest.mark.usefixtures("impatient")
def test_a_busy_database_gives_the_objection_back(app: Flask) -> None:
    address = statement_of(app.test_client(), remove(make.comment(make.article())))

    with written_by_another(app):
        answer = object_to(app.test_client(), address, WHY)

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert Page(answer.text).words("textarea") == [WHY]


def test_an_address_that_was_guessed_leads_nowhere(app: Flask) -> None:
    address = statement_of(app.test_client(), remove(make.comment(make.article())))

    for wrong in (address[:-1], f"{address}x", address.replace("/r", "/l"), "/statements/r"):
        assert app.test_client().get(wrong).status_code == 404
        assert object_to(app.test_client(), wrong, WHY).status_code == 404
