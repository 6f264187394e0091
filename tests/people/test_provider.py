"""Signing in by way of an OpenID provider: who that is then, and what the browser carries."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from opinion.database import db
from opinion.people.models import Identity, Person, Session
from opinion.text import NAME_LENGTH
from tests import make
from tests.people.openid import OpenIDProvider
from tests.people.readers import signed_in
from tests.people.returning import (
    come_back,
    signed_in_as,
)


def how_many(table: type) -> int:
    return db.session.scalar(select(func.count()).select_from(table)) or 0


@pytest.mark.usefixtures("each_database")
def test_somebody_new_is_known_by_the_providers_address_and_name(
    provider: OpenIDProvider, client: FlaskClient
) -> None:
    answer = come_back(client, "/articles/bread?sort=newest")

    person = signed_in_as(client)
    assert (answer.status_code, answer.location) == (303, "/articles/bread?sort=newest")
    assert person
    assert (person.email, person.name, person.role) == ("reader@example.org", "Pat Reader", None)
    assert db.session.scalars(select(Session)).one().provider == "Sample ID"
    assert db.session.scalars(select(Identity)).one().person_id == person.id


@pytest.mark.usefixtures("each_database")
def test_who_comes_again_is_the_same_even_by_another_address(
    provider: OpenIDProvider, app: Flask, client: FlaskClient
) -> None:
    come_back(client)
    provider.behaviour.claims = {"email": "moved@example.org", "name": "New Name"}
    other = app.test_client()
    come_back(other)

    first, second = signed_in_as(client), signed_in_as(other)

    assert first
    assert first == second
    assert (first.email, first.name) == ("reader@example.org", "Pat Reader")
    assert (how_many(Person), how_many(Identity), how_many(Session)) == (1, 1, 2)


@pytest.mark.usefixtures("each_database")
def test_whose_address_is_known_is_that_person(
    provider: OpenIDProvider, client: FlaskClient
) -> None:
    known = make.person("reader@example.org", "As They Chose")

    come_back(client)

    person = signed_in_as(client)
    assert person
    assert (person.id, person.name) == (known.id, "As They Chose")
    assert db.session.scalars(select(Identity)).one().person_id == known.id


@pytest.mark.usefixtures("each_database")
def test_two_subjects_with_one_address_are_one_person(
    provider: OpenIDProvider, client: FlaskClient
) -> None:
    come_back(client)
    provider.behaviour.claims = {"sub": "reader-8"}

    come_back(client)

    assert (how_many(Person), how_many(Identity)) == (1, 2)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("  Pat \x00 Reader\u202e ", "Pat Reader"),
        ("a" * 79 + " b" + "c" * 500, "a" * 79),
        ("\u200b\ud800", ""),
        (None, ""),
        (["Pat"], ""),
        (7, ""),
    ],
)
def test_a_name_that_is_not_fit_is_made_so_or_left_out(
    provider: OpenIDProvider, client: FlaskClient, said: object, kept: str
) -> None:
    provider.behaviour.claims = {"name": said}

    come_back(client)

    person = signed_in_as(client)
    assert person
    assert person.name == kept
    assert len(person.name) <= NAME_LENGTH


def test_the_address_may_stand_in_the_userinfo(
    provider: OpenIDProvider, client: FlaskClient
) -> None:
    provider.behaviour.claims = {"email": None, "email_verified": None, "name": None}
    provider.behaviour.userinfo = {
        "email": "other@example.org",
        "email_verified": True,
        "name": "From There",
    }

    come_back(client)

    person = signed_in_as(client)
    assert person
    assert (person.email, person.name) == ("other@example.org", "From There")


def test_the_session_there_was_before_is_ended(provider: OpenIDProvider, app: Flask) -> None:
    former = make.person("former@example.org")
    browser = signed_in(app, former)

    come_back(browser)

    person = signed_in_as(browser)
    assert person
    assert person.email == "reader@example.org"
    assert [each.person_id for each in db.session.scalars(select(Session))] == [person.id]
