"""Passkeys: made at the set-up link, used to sign in; each challenge once, and nothing forged."""

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from opinion.clock import now
from opinion.database import db, writing
from opinion.people.appointing import dismiss
from opinion.people.credentials import FailedSignIn, Passkey
from opinion.people.models import Person
from tests.people.authenticator import PRESENT, Authenticator
from tests.people.members import asked_for, member, set_up_link, try_passkey, ways, with_passkey
from tests.people.readers import is_signed_in, press

OPTIONS = "/session/passkey/options"


def passkeys() -> list[Passkey]:
    return list(db.session.scalars(select(Passkey)))


@pytest.mark.usefixtures("each_database")
def test_a_passkey_is_made_at_the_link_and_signs_in(app: Flask, client: FlaskClient) -> None:
    device = with_passkey(app, member())

    answer = try_passkey(client, device, onward="/articles/bread")

    assert (answer.status_code, answer.location) == (303, "/articles/bread")
    assert is_signed_in(client)
    assert ways() == ["passkey", "passkey"]
    [kept] = passkeys()
    assert (kept.name, kept.sign_count) == ("Laptop", 1)
    assert kept.used_at
    assert db.session.scalars(select(FailedSignIn)).all() == []
    assert client.get_cookie("opinion-challenge") is None


def test_what_the_browser_is_asked_names_the_site_and_wants_its_owner_verified(
    app: Flask, client: FlaskClient
) -> None:
    to_make = asked_for(client, f"{set_up_link(member())}/passkey/options")
    to_use = asked_for(client, OPTIONS)

    assert to_make["rp"] == {"id": "localhost", "name": "Opinion"}
    chosen = to_make["authenticatorSelection"]
    assert isinstance(chosen, dict)
    assert (chosen["residentKey"], chosen["userVerification"]) == ("required", "required")
    assert (to_use["rpId"], to_use["userVerification"]) == ("localhost", "required")
    assert to_use["allowCredentials"] == []
    assert to_make["challenge"] != to_use["challenge"]


def test_the_challenge_is_out_of_reach_of_scripts_and_ends_in_five_minutes(
    client: FlaskClient,
) -> None:
    answer = press(client, OPTIONS)

    [cookie] = answer.headers.getlist("Set-Cookie")
    assert {"HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=300"} <= set(cookie.split("; "))
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.usefixtures("each_database")
def test_an_answer_signs_in_once(app: Flask, client: FlaskClient) -> None:
    device = with_passkey(app, member())
    answer = device.use(asked_for(client, OPTIONS))
    challenge = client.get_cookie("opinion-challenge")
    assert challenge
    assert press(client, "/session/passkey", credential=answer).status_code == 303
    with writing():
        passkeys()[0].sign_count = 0  # as many devices always say

    thief = app.test_client()
    thief.set_cookie("opinion-challenge", challenge.value)

    assert press(thief, "/session/passkey", credential=answer).status_code == 422
    assert not is_signed_in(thief)


def test_a_challenge_for_one_thing_does_for_no_other(app: Flask, client: FlaskClient) -> None:
    device = with_passkey(app, member())
    link = set_up_link(member(email="other@example.org"))
    options = asked_for(client, f"{link}/passkey/options")

    answer = press(client, "/session/passkey", credential=device.use(options))

    assert answer.status_code == 422
    made = Authenticator().make(asked_for(client, OPTIONS))
    assert press(client, f"{link}/passkey", credential=made).status_code == 422
    assert len(passkeys()) == 1


def test_what_is_forged_is_refused(app: Flask, client: FlaskClient) -> None:
    person = member()
    device = with_passkey(app, person)
    forged = {
        "another site's": replace(device, origin="http://evil.test"),
        "another host's": replace(device, host="evil.test"),
        "another key's": Authenticator(number=device.number, signed=5),
        "an unknown one": Authenticator(),
        "nobody verified": replace(device, flags=PRESENT),
    }

    for what, each in forged.items():
        answer = try_passkey(client, each)
        assert answer.status_code == 422, what
        assert "That did not work" in answer.text
    assert not is_signed_in(client)
    assert (
        press(client, "/session/passkey", credential=device.use({"challenge": "AAAA"})).status_code
        == 422
    )


def test_a_device_that_counts_backwards_is_refused(app: Flask, client: FlaskClient) -> None:
    device = with_passkey(app, member())
    try_passkey(client, device)
    copy = replace(device, signed=0)

    assert try_passkey(app.test_client(), copy).status_code == 422


def test_the_passkey_of_who_left_signs_nobody_in(app: Flask, client: FlaskClient) -> None:
    person = member()
    device = with_passkey(app, person)
    with writing():
        dismiss(db.session.get_one(Person, person.id), now())

    assert try_passkey(client, device).status_code == 422
    assert passkeys() == []


def test_it_is_not_tried_without_end(app: Flask, client: FlaskClient) -> None:
    device = with_passkey(app, member())
    for _ in range(5):
        try_passkey(client, replace(device, flags=PRESENT))

    answer = try_passkey(client, device)

    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0


def test_a_passkey_stands_on_one_keyring(app: Flask, client: FlaskClient) -> None:
    device = with_passkey(app, member())
    link = set_up_link(member(email="other@example.org"))

    made = device.make(asked_for(client, f"{link}/passkey/options"))
    answer = press(client, f"{link}/passkey", credential=made)

    assert answer.status_code == 410
    assert len(passkeys()) == 1
    assert not is_signed_in(client)
