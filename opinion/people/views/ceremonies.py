"""What the doors to passkeys share: what the browser is asked, and its answer looked at."""

import secrets
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Response, current_app

from opinion.clock import now
from opinion.database import db
from opinion.people.challenges import Challenge, carried_challenge, carry
from opinion.people.credentials import Passkey
from opinion.people.guests import keyed_hash
from opinion.people.keyring import NewKey, passkeys_of
from opinion.people.models import Person
from opinion.web.origin import site_url

if TYPE_CHECKING:
    from opinion.people.passkeys import Place

CHALLENGE_BYTES = 32
TO_SIGN_IN = "sign in"


def ask_to_use() -> Response:
    """Answer with what the browser is asked for, to sign in by a passkey; and a challenge."""
    challenge = new_challenge(TO_SIGN_IN)
    return asked(_passkeys().options_to_use(place(), challenge.content), challenge)


def ask_to_make(person: Person) -> Response:
    """Answer with what the browser is asked for, to make a passkey of ``person``'s."""
    challenge = new_challenge(to_make(person.id))
    known = [each.credential_id for each in db.session.scalars(passkeys_of(person.id))]
    handle = bytes.fromhex(keyed_hash("passkeys of", str(person.id)))
    owner = _passkeys().Owner(handle, person.email, person.name)
    options = _passkeys().options_to_make(place(), owner, challenge.content, known)
    return asked(options, challenge)


def made(answer: str, person_id: int) -> NewKey | None:
    """Return the passkey that was made for somebody here, as ``answer`` says; None if it wasn't."""
    challenge = carried_challenge(to_make(person_id))
    if challenge is None:
        return None
    try:
        key: NewKey = _passkeys().made(answer, place(), challenge.content)
    except _passkeys().UnfitPasskeyError as problem:
        current_app.logger.info("A passkey was not made: %s", problem)
        return None
    return key


def credential_in(answer: str) -> str:
    """Return which passkey an answer says that it is signed by; empty where it says none."""
    try:
        return str(_passkeys().credential_in(answer))
    except _passkeys().UnfitPasskeyError:
        return ""


def proven(answer: str, passkey: Passkey, challenge: Challenge) -> int | None:
    """Return how often ``passkey`` has signed, now that it did; None where it did not."""
    key = NewKey(passkey.credential_id, passkey.public_key, passkey.sign_count)
    try:
        return int(_passkeys().proven(answer, place(), challenge.content, key))
    except _passkeys().UnfitPasskeyError as problem:
        current_app.logger.info("A passkey was not believed: %s", problem)
        return None


def to_make(person_id: int) -> str:
    """Return what a challenge is for by which somebody makes a passkey."""
    return f"make {person_id}"


def new_challenge(to: str) -> Challenge:
    """Return a fresh challenge."""
    return Challenge(secrets.token_bytes(CHALLENGE_BYTES), to, now())


def asked(options: str, challenge: Challenge) -> Response:
    """Answer with ``options`` (JSON) for the browser, which carries ``challenge`` from now on."""
    response = Response(options, mimetype="application/json")
    response.headers["Cache-Control"] = "no-store"
    carry(challenge, response)
    return response


def place() -> "Place":
    """Return the site as an authenticator sees it."""
    origin = site_url()
    name = current_app.config["SETTINGS"].site_name
    found: Place = _passkeys().Place(origin, urlsplit(origin).hostname or "", name)
    return found


def _passkeys() -> ModuleType:
    """Return the module that knows how, which takes its time to load."""
    return import_module("opinion.people.passkeys")
