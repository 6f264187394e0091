"""Objections to sanctions: said once, listed beside the others, answered in words by another."""

from functools import partial

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from opinion.comments.models import Comment
from opinion.database import db
from opinion.moderation.commands import moderation
from opinion.moderation.sanctions import Kind, Sanction
from opinion.people.models import Person, Role
from tests import make
from tests.moderation.ruling import object_to, remove
from tests.moderation.ruling import statement_of as statement_of_decision
from tests.moderation.sanctioned import impose, statement_of, trail, written
from tests.pages import Page, problems
from tests.people.members import member
from tests.people.readers import press, signed_in

OBJECTIONS = "/moderation/objections"
WHY = "I was provoked."


@pytest.fixture
def comment(app: Flask, client: FlaskClient) -> Comment:
    """What a guest wrote, before there was any staff."""
    return written(client, make.article())


@pytest.fixture
def mia(comment: Comment) -> Person:
    """Who imposes it."""
    return make.person("mia@example.org", "Mia", role=Role.MODERATOR)


@pytest.fixture
def desk(app: Flask, mia: Person) -> FlaskClient:
    """The browser of another moderator."""
    return signed_in(app, member())


def objected(client: FlaskClient, comment: Comment, by: Person) -> Sanction:
    """Suspend who wrote ``comment``, who objects."""
    sanction = impose(comment, Kind.SUSPEND, by=by, words="You know why.")
    assert object_to(client, statement_of(sanction), WHY).status_code == 303
    return sanction


def answer_to(sanction: Sanction) -> str:
    return f"/moderation/sanctions/{sanction.id}/answer"


@pytest.mark.usefixtures("each_database")
def test_who_is_under_it_objects_once_and_reads_the_answer(
    client: FlaskClient, desk: FlaskClient, comment: Comment, mia: Person
) -> None:
    sanction = impose(comment, Kind.SUSPEND, by=mia, words="You know why.")
    way = statement_of(sanction)
    assert way in client.get("/comments/own").text
    page = client.get(way)
    assert "You know why." in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert problems(page.text) == []
    assert press(client, f"{way}/objection", text="x").status_code == 422
    for _ in range(2):
        assert press(client, f"{way}/objection", text=WHY).status_code == 303

    sent = {"verdict": "upheld", "words": "No, you were not."}
    assert press(desk, answer_to(sanction), **sent).status_code == 303
    assert press(desk, answer_to(sanction), **sent).status_code == 409

    assert "No, you were not." in client.get(way).text
    assert [act for act, _, _ in trail(sanction)] == ["imposed", "objected", "upheld"]


def test_they_stand_beside_those_to_decisions_and_are_counted(
    client: FlaskClient, desk: FlaskClient, comment: Comment, mia: Person
) -> None:
    sanction = objected(client, comment, mia)
    object_to(client, statement_of_decision(client, remove(make.comment(make.article()), mia)), WHY)

    page = desk.get(OBJECTIONS).text

    assert Page(page).words(f"#sanction-{sanction.id} blockquote") == [WHY]
    assert len(Page(page).words("article.item")) == 2
    assert "by Mia" in Page(page).words(f"#sanction-{sanction.id} .item__why")[0]
    assert Page(page).words(f"a[href='{OBJECTIONS}'] b") == ["2"]
    assert problems(page) == []
    listed = Page(desk.get("/moderation/sanctions").text)
    assert listed.values(".member__tools a", "href") == [f"{OBJECTIONS}#sanction-{sanction.id}"]


def test_who_is_right_is_free_again(
    client: FlaskClient, desk: FlaskClient, comment: Comment, mia: Person
) -> None:
    sanction = objected(client, comment, mia)

    answer = press(desk, answer_to(sanction), verdict="reversed", words="We were wrong.")

    assert answer.status_code == 303
    assert [act for act, _, _ in trail(sanction)] == ["imposed", "objected", "lifted"]
    assert "We were wrong." in client.get(statement_of(sanction)).text
    assert "Nothing waits here." in desk.get(OBJECTIONS).text


@pytest.mark.parametrize(
    "sent",
    [
        {"verdict": "upheld", "words": " "},
        {"verdict": "reversed"},
        {"verdict": "maybe", "words": "Kept."},
        {"verdict": "upheld", "words": "Kept. " * 400},
    ],
)
def test_none_is_answered_without_words_and_a_choice(
    client: FlaskClient, desk: FlaskClient, comment: Comment, mia: Person, sent: dict[str, str]
) -> None:
    sanction = objected(client, comment, mia)

    answer = press(desk, answer_to(sanction), **sent)

    assert answer.status_code == 422
    assert Page(answer.text).has(".errors")
    kept = Page(answer.text).words(f"#words-sanction-{sanction.id}")
    assert kept == [sent.get("words", "").strip()]
    assert problems(answer.text) == []
    assert [act for act, _, _ in trail(sanction)] == ["imposed", "objected"]


def test_it_is_not_lifted_past_what_is_said_against_it(
    client: FlaskClient, desk: FlaskClient, comment: Comment, mia: Person
) -> None:
    sanction = objected(client, comment, mia)

    answer = press(desk, f"/moderation/sanctions/{sanction.id}/lifting")

    assert answer.status_code == 422
    assert "Please answer the objection" in answer.text
    assert [act for act, _, _ in trail(sanction)] == ["imposed", "objected"]


def test_who_decided_reads_who_can_answer_and_has_no_buttons(
    app: Flask, client: FlaskClient, desk: FlaskClient, comment: Comment, mia: Person
) -> None:
    sanction = objected(client, comment, mia)
    object_to(client, statement_of_decision(client, remove(make.comment(make.article()), mia)), WHY)
    hers = signed_in(app, mia)

    page = hers.get(OBJECTIONS).text
    answer = press(hers, answer_to(sanction), verdict="upheld", words="I say so.")

    assert not Page(page).has("article.item form")
    assert page.count("These can answer: Mo Member.") == 2
    assert answer.status_code == 409
    assert "somebody else answers the objection" in answer.text
    assert Page(desk.get(OBJECTIONS).text).has("article.item form")


def test_who_works_alone_answers(
    app: Flask, client: FlaskClient, comment: Comment, mia: Person
) -> None:
    sanction = objected(client, comment, mia)

    sent = press(signed_in(app, mia), answer_to(sanction), verdict="upheld", words="I looked.")

    assert sent.status_code == 303


def test_the_command_line_lists_and_answers_them(
    app: Flask, client: FlaskClient, comment: Comment, mia: Person
) -> None:
    run = partial(app.test_cli_runner().invoke, moderation)
    sanction, number = objected(client, comment, mia), ""
    number = str(sanction.id)

    assert f"sanction {number}, suspend: insult\n    “{WHY}”\n1 to" in run(["objections"]).output
    assert "say why, in --words" in run(["uphold", number]).output
    assert run(["uphold", number, "--words", "No."]).output == f"{number} stands\n"
    assert "done before" in run(["uphold", number, "--words", "No."]).output
    assert run(["objections"]).output == "0 to answer\n"
    assert db.session.scalars(select(Sanction.lifted_at)).all() == [None]
