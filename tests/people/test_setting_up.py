"""The set-up link: looked at as often as you like, used once, within a day, by staff alone."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from opinion.clock import now
from opinion.database import db, writing
from opinion.people.appointing import dismiss
from opinion.people.credentials import Password, SetUpLink
from opinion.people.models import Person
from opinion.people.secrets import hash_of
from tests.databases import written_by_another
from tests.pages import Page, problems
from tests.people.members import (
    PASSWORD,
    STAFF,
    member,
    set_up_link,
    try_password,
    ways,
    with_password,
)
from tests.people.readers import is_signed_in, press, signed_in


def how_many(table: type[Password | SetUpLink]) -> int:
    return db.session.scalar(select(func.count()).select_from(table)) or 0


@pytest.mark.usefixtures("each_database")
def test_a_password_is_chosen_at_the_link_and_signs_in_here_alone(
    app: Flask, client: FlaskClient
) -> None:
    person = member()
    elsewhere = signed_in(app, person)
    link = set_up_link(person)

    page = client.get(link)
    answer = press(client, link, password=PASSWORD)

    assert STAFF in page.text
    assert problems(page.text) == []
    assert (answer.status_code, answer.location) == (303, "/account")
    assert is_signed_in(client)
    assert not is_signed_in(elsewhere)
    assert ways() == ["password"]
    assert try_password(app.test_client()).status_code == 303


def test_looking_at_it_changes_nothing_and_it_is_kept_as_a_hash(client: FlaskClient) -> None:
    link = set_up_link(member())

    for _ in range(3):
        assert client.get(link).status_code == client.head(link).status_code == 200

    assert db.session.scalars(select(SetUpLink.token)).one() == hash_of(link.rpartition("/")[2])
    assert how_many(Password) == 0


def test_a_link_that_is_used_too_old_replaced_or_made_up_gets_the_same_answer(
    app: Flask, client: FlaskClient
) -> None:
    person = member()
    dead = ["/session/setup/made-up", set_up_link(person), set_up_link(person, timedelta(days=1))]
    dead.append(set_up_link(person))
    press(app.test_client(), dead[-1], password=PASSWORD)
    former = member(email="gone@example.org")
    dead.append(set_up_link(former))
    with writing():
        dismiss(db.session.get_one(Person, former.id), now())

    answers = [client.get(link) for link in dead]
    answers += [press(client, link, password=PASSWORD) for link in dead]
    answers += [press(client, f"{link}/passkey", credential="{}") for link in dead]

    assert {answer.status_code for answer in answers} == {410}
    assert len({answer.data for answer in answers}) == 1
    assert how_many(Password) == 1
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("elevenchars", "at least 12 characters"),
        ("x1?" * 43, "at most 128 characters"),
        ("password1234", "easy to guess"),
        ("mo@example.org", "easy to guess"),
        ("Opinion Opinion", "easy to guess"),
        ("", "at least 12 characters"),
    ],
)
def test_a_password_that_will_not_do_is_said_so_and_not_sent_back(
    client: FlaskClient, password: str, words: str
) -> None:
    link = set_up_link(member())

    answer = press(client, link, password=password)

    assert answer.status_code == 422
    assert words in answer.text
    assert Page(answer.text).values("[name=password]", "value") == [""]
    assert problems(answer.text) == []
    assert how_many(Password) == 0
    assert client.get(link).status_code == 200


def test_any_characters_will_do_spaces_at_the_ends_too(app: Flask, client: FlaskClient) -> None:
    password = "  🦔 خمسة\t<b>'\";-- Ünder  "  # noqa: S105

    press(client, set_up_link(member()), password=password)

    assert try_password(app.test_client(), password).status_code == 303
    assert try_password(app.test_client(), password.strip()).status_code == 422


def test_a_new_link_replaces_a_lost_password(app: Flask, client: FlaskClient) -> None:
    person = with_password(member())

    press(client, set_up_link(person), password="four other words entirely")

    assert try_password(app.test_client()).status_code == 422
    assert how_many(Password) == 1


def test_its_pages_are_kept_by_nobody_and_told_to_nobody(client: FlaskClient) -> None:
    link = set_up_link(member())

    for answer in (client.get(link), client.get("/session/setup/none"), press(client, link)):
        assert answer.headers["Cache-Control"] == "no-store"
        assert "noindex" in answer.headers["X-Robots-Tag"]


@pytest.mark.usefixtures("impatient")
def test_a_busy_database_leaves_the_link_working(app: Flask, client: FlaskClient) -> None:
    link = set_up_link(member())
    with written_by_another(app):
        answer = press(client, link, password=PASSWORD)

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert press(client, link, password=PASSWORD).status_code == 303
