"""The door for a password. Its answer, and the time it takes, tell nobody which addresses exist."""

from flask import make_response, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from opinion.clock import now
from opinion.database import BusyError, writing
from opinion.people import guessing, passwords
from opinion.people.guests import current_networks, keyed_hash
from opinion.people.key_forms import PasswordForm
from opinion.people.models import Way
from opinion.people.signing_in import current_session
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


@blueprint.post("/password")
def create_by_password() -> ResponseReturnValue:
    """Sign in whose password it is."""
    form = PasswordForm(request.form)
    if not form.validate():
        return sign_in_page(password=form, onward=form.onward.data), UNFIT
    try:
        token = token_for(form)
    except guessing.TooManyGuessesError as why:
        return later(make_response(again(form, calm_down(why.seconds)), TOO_MANY), why.seconds)
    except BusyError:
        return later(make_response(again(form, too_busy()), BUSY), BUSY_WAIT)
    if not token:
        return again(form, gettext("This address and this password do not belong together.")), UNFIT
    return go_on(token, form.onward.data)


def token_for(form: PasswordForm) -> str:
    """Return the secret of a new session, or nothing where the password is wrong.

    Raises:
        TooManyGuessesError: it is not looked at, right or wrong.
        BusyError: as :func:`opinion.database.writing`.
    """
    former, password = current_session(), form.password.data
    with writing():
        address = keyed_hash("sign in", form.email.data)
        attempt = guessing.note(address, current_networks(), now())
        known = passwords.known_at(form.email.data)
    if not passwords.fits(known, password) or known is None:
        return ""
    anew = passwords.hashed_anew(known, password)
    with writing():
        person = passwords.person_still(known)
        if person is None:
            return ""
        guessing.forgive(attempt)
        if anew:
            passwords.store_anew(known, anew)
        return let_in(person, Way.PASSWORD, former)


def again(form: PasswordForm, problem: str) -> str:
    """Return the page with the form again, without the password, and say what is in the way."""
    return sign_in_page(password=form, onward=form.onward.data, staff_problem=problem)
