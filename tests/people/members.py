"""Members of the staff, as they are when a test begins; and how they come in."""

from datetime import timedelta

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from opinion.clock import now
from opinion.database import db, writing
from opinion.people.models import Person, Role, Session
from opinion.people.passwords import hashed, set_password
from opinion.people.set_up_links import make_link
from tests import make
from tests.people.authenticator import Authenticator
from tests.people.readers import press, signed_in

PASSWORD = "seven quiet harbours at noon"  # noqa: S105
OTHER = "nine wooden kites over Oslo"
STAFF = "mo@example.org"


def member(role: Role = Role.MODERATOR, email: str = STAFF, name: str = "Mo Member") -> Person:
    """Store one of the staff."""
    return make.person(email, name, role=role)


def with_password(person: Person) -> Person:
    """Give somebody the password."""
    kept = hashed(PASSWORD)
    with writing():
        set_password(db.session.get_one(Person, person.id), kept, now())
    return person


def set_up_link(person: Person, made: timedelta = timedelta(0)) -> str:
    """Store a set-up link that was made so long ago; return its address."""
    with writing():
        token = make_link(db.session.get_one(Person, person.id), now() - made)
    return f"/session/setup/{token}"


def try_password(
    client: FlaskClient, password: str = PASSWORD, email: str = STAFF, **fields: str
) -> TestResponse:
    """Send the form that signs in by a password."""
    return press(client, "/session/password", email=email, password=password, **fields)


def asked_for(client: FlaskClient, path: str) -> dict[str, object]:
    """Return what the browser is to ask an authenticator for."""
    answer = press(client, path)
    assert answer.status_code == 200, answer.text
    options: dict[str, object] = answer.get_json()
    return options


def with_passkey(app: Flask, person: Person) -> Authenticator:
    """Set a passkey up for somebody, and return the device that has it."""
    device, link, browser = Authenticator(), set_up_link(person), app.test_client()
    made = device.make(asked_for(browser, f"{link}/passkey/options"))
    answer = press(browser, f"{link}/passkey", credential=made, name="Laptop")
    assert answer.status_code == 303, answer.text
    return device


def try_passkey(client: FlaskClient, device: Authenticator, **fields: str) -> TestResponse:
    """Sign in by the passkey that a device has."""
    answer = device.use(asked_for(client, "/session/passkey/options"))
    return press(client, "/session/passkey", credential=answer, **fields)


def signed_in_before(app: Flask, person: Person, ago: timedelta) -> FlaskClient:
    """Return a browser in which somebody signed in so long ago."""
    browser = signed_in(app, person)
    newest = select(Session).order_by(Session.id.desc()).limit(1)
    with writing():
        db.session.scalars(newest).one().began_at = now() - ago
    return browser


def ways() -> list[str]:
    """Return how those sessions began that there are, the oldest first."""
    return [str(each) for each in db.session.scalars(select(Session.way).order_by(Session.id))]
