"""The doors for a passkey: what the browser is asked, and its answer."""

from flask import Response, make_response, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from opinion.clock import now
from opinion.database import BusyError, db, writing
from opinion.people import guessing, keyring
from opinion.people.challenges import Challenge, carried_challenge, drop_challenge
from opinion.people.credentials import Passkey
from opinion.people.guests import current_networks, keyed_hash
from opinion.people.key_forms import PasskeyForm
from opinion.people.models import Person, Way
from opinion.people.signing_in import current_session
from opinion.people.views.ceremonies import TO_SIGN_IN, ask_to_use, credential_in, proven
from opinion.people.views.session import blueprint
from opinion.people.views.ways import (
    BUSY,
    BUSY_WAIT,
    TOO_MANY,
    UNFIT,
    calm_down,
    go_on,
    later,
    let_in,
    sign_in_page,
    too_busy,
)


@blueprint.post("/passkey/options")
def passkey_options() -> ResponseReturnValue:
    """Tell the browser what to ask the authenticator for."""
    return ask_to_use()


@blueprint.post("/passkey")
def create_by_passkey() -> ResponseReturnValue:
    """Sign in whose passkey has signed the challenge that this browser carries."""
    response = answer_to(PasskeyForm(request.form))
    drop_challenge(response)
    return response


def answer_to(form: PasskeyForm) -> Response:
    """Answer what the browser brings."""
    onward = form.onward.data
    try:
        token = token_for(form.credential.data or "")
    except guessing.TooManyGuessesError as why:
        page = sign_in_page(onward=onward, staff_problem=calm_down(why.seconds))
        return later(make_response(page, TOO_MANY), why.seconds)
    except BusyError:
        page = sign_in_page(onward=onward, staff_problem=too_busy())
        return later(make_response(page, BUSY), BUSY_WAIT)
    if token:
        return go_on(token, onward)
    problem = gettext("That did not work. Please try again, or sign in by another way.")
    return make_response(sign_in_page(onward=onward, staff_problem=problem), UNFIT)


def token_for(answer: str) -> str:
    """Return the secret of a new session, or nothing where ``answer`` is not to be believed.

    Raises:
        TooManyGuessesError: it is not looked at.
        BusyError: as :func:`opinion.database.writing`.
    """
    former, challenge = current_session(), carried_challenge(TO_SIGN_IN)
    credential = credential_in(answer)
    if challenge is None or not credential:
        return ""
    with writing():
        address = keyed_hash("passkey", credential)
        attempt = guessing.note(address, current_networks(), now())
        passkey = keyring.passkey_with(credential)
    if passkey:
        db.session.expunge(passkey)  # as it was: it may be gone when it is looked at
    sign_count = proven(answer, passkey, challenge) if passkey else None
    if passkey is None or sign_count is None:
        return ""
    with writing():
        person = owner_who_used(passkey, sign_count, challenge)
        if person is None:
            return ""
        guessing.forgive(attempt)
        return let_in(person, Way.PASSKEY, former)


def owner_who_used(passkey: Passkey, sign_count: int, challenge: Challenge) -> Person | None:
    """Note that the passkey was used, and return whose it is; None where it can't be, or again.

    The caller holds the write lock.
    """
    person = db.session.get(Person, passkey.person_id)
    if person is None or not person.is_staff:
        return None
    is_used = keyring.use(passkey.id, sign_count, challenge.at, now())
    return person if is_used else None
