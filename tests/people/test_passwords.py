"""Signing in by a password: the same answer to all who may not, and not for long."""

import time

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from opinion.database import db, writing
from opinion.people.credentials import FailedSignIn, Password
from opinion.people.models import Person, Role
from opinion.people.passwords import fits, hashed, known_at
from tests import make
from tests.databases import written_by_another
from tests.pages import Page, problems
from tests.people.members import OTHER, PASSWORD, STAFF, member, try_password, ways, with_password
from tests.people.readers import is_signed_in, signed_in


def how_many_failed() -> int:
    return db.session.scalar(select(func.count(FailedSignIn.id))) or 0


@pytest.mark.usefixtures("each_database")
def test_the_password_signs_in_and_leads_back(client: FlaskClient) -> None:
    with_password(member())

    answer = try_password(client, email=" MO@Example.org ", onward="/articles/bread")

    assert (answer.status_code, answer.location) == (303, "/articles/bread")
    assert is_signed_in(client)
    assert ways() == ["password"]
    assert how_many_failed() == 0
    assert "by a password" in client.get("/account").text


def test_it_is_the_same_however_its_letters_are_composed(client: FlaskClient) -> None:
    composed, apart = "vier kühle Gärten", "vier ku\u0308hle Ga\u0308rten"
    person = member()
    with writing():
        db.session.add(
            Password(person_id=person.id, hash=hashed(composed), set_at=person.joined_at)
        )

    assert try_password(client, apart).status_code == 303


def test_who_may_not_come_in_gets_the_same_answer_whoever_they_are(
    app: Flask, client: FlaskClient
) -> None:
    with_password(member())
    reader = with_password(make.person())  # who worked here once
    member(Role.ADMIN, "new@example.org")

    emails = [STAFF, "nobody@example.org", reader.email, "new@example.org"]
    answers = [try_password(client, OTHER, email) for email in emails]
    answers.append(try_password(client, "x" * 5000))

    assert {answer.status_code for answer in answers} == {422}
    assert "do not belong together" in answers[0].text
    typed = zip(answers, [*emails, STAFF], strict=True)
    pages = {answer.text.replace(email, STAFF) for answer, email in typed}
    assert len(pages) == 1
    assert OTHER not in answers[0].text
    assert problems(answers[0].text) == []
    assert Page(answers[0].text).has("details[open] [role=alert][autofocus]")
    assert not is_signed_in(client)
    assert how_many_failed() == 5


def test_an_address_that_nobody_has_takes_as_long_as_a_wrong_password(app: Flask) -> None:
    with_password(member())
    known = known_at(STAFF)
    assert known

    def seconds(whose: object) -> float:
        began = time.process_time()
        assert not fits(known if whose else None, OTHER)
        return time.process_time() - began

    nobody, somebody = (min(seconds(whose) for _ in range(3)) for whose in (None, known))

    assert 0.4 < nobody / somebody < 2.5


def test_a_hash_is_argon2id_and_is_made_anew_when_the_parameters_change(
    client: FlaskClient,
) -> None:
    person = member()
    weak = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(PASSWORD)
    with writing():
        db.session.add(Password(person_id=person.id, hash=weak, set_at=person.joined_at))

    assert try_password(client).status_code == 303

    kept = db.session.scalars(select(Password.hash)).one()
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert try_password(client).status_code == 303


def test_after_five_wrong_ones_the_right_one_must_wait_too(client: FlaskClient) -> None:
    with_password(member())
    for _ in range(5):
        try_password(client, OTHER)

    answer = try_password(client)

    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 900
    assert "Please try again in 15 minutes" in answer.text
    assert f'value="{STAFF}"' in answer.text
    assert not is_signed_in(client)
    assert try_password(client, email="nobody@example.org").status_code == 422


@pytest.mark.parametrize(
    ("email", "password", "words"),
    [("", PASSWORD, "not an e-mail address"), (STAFF, "", "Please write your password")],
)
def test_what_is_missing_is_asked_for(
    client: FlaskClient, email: str, password: str, words: str
) -> None:
    answer = try_password(client, password, email)

    assert answer.status_code == 422
    assert words in answer.text
    assert PASSWORD not in answer.text
    assert how_many_failed() == 0


def test_signing_in_ends_the_session_that_the_browser_was_in(app: Flask) -> None:
    browser = signed_in(app, make.person())
    with_password(member())

    try_password(browser)

    assert ways() == ["password"]
    assert STAFF in browser.get("/account").text


@pytest.mark.usefixtures("impatient")
def test_a_busy_database_is_said_in_words(app: Flask, client: FlaskClient) -> None:
    with written_by_another(app):
        answer = try_password(client)

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert f'value="{STAFF}"' in answer.text


def test_there_is_no_password_unless_somebody_sets_one(app: Flask, client: FlaskClient) -> None:
    member(Role.ADMIN)

    assert try_password(client, "").status_code == 422
    assert db.session.scalars(select(Password)).all() == []
    assert db.session.scalars(select(Person.email)).all() == [STAFF]
