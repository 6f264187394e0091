"""Who works here: seen and changed by admins, after a fresh sign-in; and there is always one."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from opinion.clock import now
from opinion.database import db, writing
from opinion.people.appointing import LastAdminError, appoint, demand_another_admin, dismiss
from opinion.people.credentials import Passkey, Password
from opinion.people.models import Person, Role
from tests import make
from tests.pages import Page, problems
from tests.people.members import (
    PASSWORD,
    member,
    set_up_link,
    signed_in_before,
    try_password,
    with_passkey,
    with_password,
)
from tests.people.readers import is_signed_in, press, signed_in

LONG_AGO = timedelta(minutes=16)
STAFF_PAGE = "/moderation/staff"


@pytest.fixture
def admin(app: Flask) -> Person:
    return member(Role.ADMIN, "ad@example.org", "Ada Admin")


@pytest.fixture
def office(app: Flask, admin: Person) -> FlaskClient:
    """The admin's browser."""
    return signed_in(app, admin)


def role_of(person: Person) -> Role | None:
    return db.session.scalars(select(Person.role).where(Person.id == person.id)).one()


@pytest.mark.usefixtures("each_database")
def test_it_shows_who_works_here_and_how_they_come_in(app: Flask, office: FlaskClient) -> None:
    person = with_password(member())
    with_passkey(app, person)
    make.person("reader@example.org", "Pat Reader")
    with writing():
        appoint("new@example.org", Role.EDITOR, now())

    page = Page(office.get(STAFF_PAGE).text)

    ada, mo, new = page.words(".member")
    assert "Ada Admin (you)" in ada
    assert "Nothing is set up yet" in ada
    assert "Password1 passkey" in mo
    assert "Not signed in anywhere" not in mo
    assert "Editor, since" in new
    assert "Not signed in anywhere" in new
    assert problems(office.get(STAFF_PAGE).text) == []


@pytest.mark.usefixtures("each_database")
def test_a_role_is_changed(office: FlaskClient) -> None:
    person = member()

    answer = press(office, f"{STAFF_PAGE}/{person.id}/role", role="editor")

    assert (answer.status_code, answer.location) == (303, STAFF_PAGE)
    assert role_of(person) == Role.EDITOR


@pytest.mark.parametrize("role", ["king", "", "Admin"])
def test_what_is_no_role_changes_nothing(office: FlaskClient, role: str) -> None:
    person = member()

    answer = press(office, f"{STAFF_PAGE}/{person.id}/role", role=role)

    assert answer.status_code == 422
    assert "Please choose a role" in answer.text
    assert role_of(person) == Role.MODERATOR


def test_a_role_ends_behind_a_question_and_all_that_it_came_with(
    app: Flask, office: FlaskClient
) -> None:
    person = with_password(member())
    with_passkey(app, person)
    link, theirs = set_up_link(person), signed_in(app, person)
    ask = office.get(f"{STAFF_PAGE}/{person.id}/end")
    assert "Shall Mo Member work here no more?" in Page(ask.text).words("h1")
    assert role_of(person) == Role.MODERATOR

    answer = press(office, f"{STAFF_PAGE}/{person.id}/end")

    assert answer.location == STAFF_PAGE
    assert role_of(person) is None
    for table in (Password, Passkey):
        assert db.session.scalar(select(func.count()).select_from(table)) == 0
    assert not is_signed_in(theirs)
    assert app.test_client().get(link).status_code == 410
    assert try_password(app.test_client()).status_code == 422


@pytest.mark.parametrize("change", ["role", "end"])
def test_the_last_admin_stays_one(admin: Person, office: FlaskClient, change: str) -> None:
    member()

    answer = press(office, f"{STAFF_PAGE}/{admin.id}/{change}", role="editor")

    assert answer.status_code == 422
    assert "That is the only admin" in answer.text
    assert role_of(admin) == Role.ADMIN


@pytest.mark.usefixtures("each_database", "room_for_all")
def test_two_admins_who_end_each_other_at_once_leave_one(app: Flask, admin: Person) -> None:
    other = member(Role.ADMIN)

    def end(number: int) -> bool:
        with app.app_context():
            try:
                with writing():
                    person = db.session.get_one(Person, number)
                    demand_another_admin(person)
                    dismiss(person, now())
            except LastAdminError:
                return False
            return True

    with ThreadPoolExecutor(2) as threads:
        ended = list(threads.map(end, [admin.id, other.id]))

    assert sorted(ended) == [False, True]
    db.session.rollback()  # what was seen before they began
    assert db.session.scalar(select(func.count()).where(Person.role == Role.ADMIN)) == 1


def test_somebody_is_signed_out_everywhere(app: Flask, office: FlaskClient) -> None:
    person = member()
    theirs = signed_in(app, person)

    press(office, f"{STAFF_PAGE}/{person.id}/sessions/end")

    assert not is_signed_in(theirs)
    assert is_signed_in(office)


def test_a_set_up_link_is_shown_once(app: Flask, office: FlaskClient) -> None:
    person = member()

    answer = press(office, f"{STAFF_PAGE}/{person.id}/links")

    assert (answer.status_code, answer.headers["Cache-Control"]) == (201, "private, no-store")
    [address] = Page(answer.text).values("#set-up-link", "value")
    assert address.startswith("http://localhost/session/setup/")
    assert problems(answer.text) == []
    assert press(app.test_client(), address, password=PASSWORD).status_code == 303
    assert address not in office.get(STAFF_PAGE).text


@pytest.mark.parametrize("button", ["role", "sessions/end", "links", "end"])
def test_who_signed_in_a_while_ago_does_so_again_first(
    app: Flask, admin: Person, button: str
) -> None:
    person = member()
    theirs, office = signed_in(app, person), signed_in_before(app, admin, LONG_AGO)

    answer = press(office, f"{STAFF_PAGE}/{person.id}/{button}", role="editor")

    assert answer.status_code == 303
    assert answer.location.startswith("/session/again?onward=/moderation/staff")
    assert role_of(person) == Role.MODERATOR
    assert is_signed_in(theirs)


@pytest.mark.parametrize("button", ["role", "sessions/end", "links", "end"])
def test_readers_are_none_of_its_business(office: FlaskClient, button: str) -> None:
    reader = make.person()

    for number in (reader.id, 999):
        answer = press(office, f"{STAFF_PAGE}/{number}/{button}", role="editor")
        assert answer.status_code == 404
    assert office.get(f"{STAFF_PAGE}/{reader.id}/end").status_code == 404
