"""Who has a badge keeps the name that it stands beside; the editors change it."""

import pytest
from flask import Flask
from sqlalchemy import select

from opinion.clock import now
from opinion.database import db, writing
from opinion.people.granting import end_voice
from opinion.people.models import NamedVoice, Person, Role
from tests import make
from tests.pages import Page, problems
from tests.people.commanding import run, said
from tests.people.readers import WITH_MAIL, press, signed_in
from tests.people.vouched import author_of, voice_of

ASK = "A badge stands beside your name"


@pytest.fixture
def environment(environment: dict[str, str]) -> dict[str, str]:
    return environment | WITH_MAIL


def with_badge(badge: str) -> Person:
    """Store somebody, Pat Reader, whom the site vouches for."""
    if badge == "author":
        return author_of(make.article(authors=["Pat Reader"]))
    person = make.person(role=Role.MODERATOR if badge == "role" else None)
    if badge == "voice":
        voice_of(person, under=make.article())
    return person


def name_of(person: Person) -> str:
    db.session.expire_all()
    return db.session.get_one(Person, person.id).name


@pytest.mark.usefixtures("each_database")
@pytest.mark.parametrize("badge", ["author", "role", "voice"])
def test_who_has_a_badge_is_told_to_ask_the_editors(app: Flask, badge: str) -> None:
    person = with_badge(badge)
    browser = signed_in(app, person)

    page = browser.get("/account").text
    answer = press(browser, "/account/name", name="Somebody Famous")

    assert ASK in page
    assert not Page(page).has("[name=name]")
    assert answer.status_code == 422
    assert ASK in Page(answer.text).words("#form-person-name-error")[0]
    assert problems(page) == problems(answer.text) == []
    assert name_of(person) == "Pat Reader"


def test_when_it_has_ended_the_name_is_free_again(app: Flask) -> None:
    person = with_badge("voice")
    with writing():
        end_voice(db.session.scalars(select(NamedVoice)).one(), now())

    answer = press(signed_in(app, person), "/account/name", name="Pat New")

    assert answer.status_code == 303
    assert name_of(person) == "Pat New"


@pytest.mark.usefixtures("each_database")
def test_the_editors_rename(app: Flask) -> None:
    person = with_badge("voice")

    told = said(app, "people rename reader@example.org", " Pat  New ")

    assert told == "reader@example.org goes by “Pat New” now.\n"
    assert name_of(person) == "Pat New"


@pytest.mark.parametrize(
    ("line", "more", "problem"),
    [
        ("people rename nobody@example.org", ["Pat"], "nobody has signed in as"),
        ("people rename reader@example.org", [" "], "a name has 1 to 80"),
    ],
)
def test_a_name_that_can_not_be_given_is_said(
    app: Flask, line: str, more: list[str], problem: str
) -> None:
    person = make.person("reader@example.org", "Pat Reader")

    result = run(app, line, *more)

    assert (result.exit_code, problem in result.stderr) == (1, True)
    assert name_of(person) == "Pat Reader"


@pytest.mark.usefixtures("each_database")
@pytest.mark.parametrize(
    "line", ["voices grant new@example.org MEP", "people author new@example.org ann"]
)
def test_who_has_no_name_gets_one_with_the_badge(app: Flask, line: str) -> None:
    make.article(authors=["Ann"])
    person = make.person("new@example.org", "")

    refused = run(app, line)
    assert (refused.exit_code, name_of(person)) == (1, "")
    assert "has no name: give one by --name" in refused.stderr

    said(app, f"{line} --name", "Pat New")
    assert name_of(person) == "Pat New"
