"""Objections: listed, answered by somebody else where there is one, and their writers told."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from opinion.comments.models import Comment, Status
from opinion.moderation.deciding import Verdict
from opinion.people.models import Person
from tests import make
from tests.comments.reactors import now_of
from tests.moderation.ruling import (
    decisions,
    moderator,
    object_to,
    objections,
    remove,
    rule,
    statement_of,
    trail,
    undone,
)
from tests.moderation.test_moderation_commands import counts_are_right, run
from tests.pages import Page

WHY = "I said no such thing."
WHY_NOT = ("--words", "You did.")


def objected(browser: FlaskClient, by: Person | None = None) -> tuple[Comment, str]:
    """Store a removed comment whose writer objects; return it, and where its statement is."""
    comment = make.comment(make.article())
    address = statement_of(browser, remove(comment, by))
    assert object_to(browser, address, WHY).status_code == 303
    return comment, address


def test_what_is_to_answer_is_listed(app: Flask) -> None:
    comment, _ = objected(app.test_client())

    assert run(app, "objections").output == (
        f"1  comment {comment.id}, removed: insult\n    “{WHY}”\n1 to answer\n"
    )


@pytest.mark.usefixtures("each_database")
def test_who_was_right_is_read_again(app: Flask) -> None:
    browser = app.test_client()
    comment, address = objected(browser)

    result = run(app, "answer", 1, "--reversed", "--words", "We were wrong.")

    assert result.output == "1 reversed\n"
    assert now_of(comment).is_live
    assert counts_are_right()
    [objection] = objections()
    assert (objection.outcome, objection.answer_id) == ("reversed", decisions()[-1].id)
    page = Page(browser.get(address).text)
    assert page.words(".said")[0].startswith("You were right to object")
    assert "We were wrong." in " ".join(page.words(".decision__words"))
    assert run(app, "answer", 1, "--upheld", *WHY_NOT).output == "Error: 1 was answered before\n"


def test_a_decision_that_is_upheld_stands_without_another_row(app: Flask) -> None:
    browser = app.test_client()
    comment, address = objected(browser)

    run(app, "answer", 1, "--upheld", "--words", "It is an insult.")

    assert trail(comment) == [("published", "removed", "moderator")]
    page = Page(browser.get(address).text)
    assert page.words(".said")[0].endswith("The decision stands.")
    assert "It is an insult." in page.words(".decision__words")
    assert not page.has("textarea")


def test_another_one_of_the_staff_answers_where_there_is_one(app: Flask) -> None:
    browser, mia = app.test_client(), moderator("mia")
    objected(browser, mia)
    objected(browser, mia)

    alone = run(app, "answer", 1, "--upheld", *WHY_NOT, "--by", mia.email)
    moderator("ben")
    refused = run(app, "answer", 2, "--upheld", *WHY_NOT, "--by", mia.email)
    other = run(app, "answer", 2, "--upheld", *WHY_NOT, "--by", "ben@example.org")

    assert alone.output == "1 upheld\n"
    assert (refused.exit_code, other.output) == (1, "2 upheld\n")
    assert "let another one of the staff do it" in refused.output


def test_putting_a_comment_back_answers_what_was_said(app: Flask) -> None:
    browser = app.test_client()
    comment, _ = objected(browser)

    rule(comment, Verdict(Status.PUBLISHED))

    assert [each.outcome for each in objections()] == ["reversed"]
    assert run(app, "objections").output == "0 to answer\n"


@pytest.mark.usefixtures("each_database")
def test_a_reversal_that_is_taken_back_leaves_the_objection_open_against_that(app: Flask) -> None:
    browser, mo = app.test_client(), moderator("mo")
    comment, former = objected(browser)
    run(app, "answer", 1, "--reversed", "--words", "We were wrong.", "--by", mo.email)

    address = statement_of(browser, undone(comment, mo).id)

    listed = run(app, "objections").output
    page = Page(browser.get(address).text)
    assert f"“{WHY}”" in listed
    assert page.words(".said") == ["A moderator will look at it, and answer here."]
    assert not page.has("textarea")
    assert "You were right" not in browser.get(former).text
    moderator("ben")
    by_mo = run(app, "answer", 1, "--upheld", *WHY_NOT, "--by", mo.email)
    assert "let another one of the staff do it" in by_mo.output
    assert run(app, "answer", 1, "--reversed", "--words", "Sorry.").output == "1 reversed\n"
    assert now_of(comment).is_live


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("answer", 7, "--upheld"), "there is no objection 7; nothing was changed"),
        (("answer", 7), "say what becomes of it: --upheld or --reversed"),
        (("undo", 1), "about 1 there is nothing that can be taken back; nothing was changed"),
        (("remove", 1), "say why, by --rule, --law or --words; nothing was changed"),
        (("spam", 1, "--by", "a@example.org"), "a@example.org is not one of the staff"),
        (("remove", 1, "--law", "x" * 201), "at most 200 characters"),
    ],
)
def test_what_cannot_be_done_is_said(app: Flask, words: tuple[object, ...], said: str) -> None:
    comment = make.comment(make.article())

    result = run(app, *words)

    assert result.exit_code != 0
    assert said in result.output
    assert trail(comment) == []


def test_decisions_are_taken_back_and_listed_by_command(app: Flask) -> None:
    comment = make.comment(make.article())

    run(app, "spam", comment.id, "--note", "Again")
    taken_back = run(app, "undo", comment.id)
    run(app, "hold", comment.id)
    lines = run(app, "log", comment.id).output.splitlines()

    assert taken_back.output == f"{comment.id} is published again\n"
    assert len(lines) == 3
    assert "published → held  by command" in lines[0]
    assert "spam → published  by command  undoes 1" in lines[1]
    assert lines[2].endswith("published → spam  by command  spam, [Again]")
