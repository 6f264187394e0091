"""The doors below a set-up link: one of the staff chooses a password there, or makes a passkey.

Looking at the link changes nothing; choosing uses it up, and signs them in.
"""

from collections.abc import Callable

from flask import make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from opinion.clock import now
from opinion.database import BusyError, writing
from opinion.people import keyring, passwords, sessions
from opinion.people.challenges import drop_challenge
from opinion.people.key_forms import KeyNameForm, NewPasswordForm, PasskeyForm
from opinion.people.models import Person, Way
from opinion.people.set_up_links import consume, person_of
from opinion.people.signing_in import current_session
from opinion.people.views.ceremonies import ask_to_make, made
from opinion.people.views.session import blueprint
from opinion.people.views.ways import BUSY, BUSY_WAIT, UNFIT, go_on, later, let_in, too_busy

GONE = 410


@blueprint.get("/setup/<token>")
def set_up(token: str) -> ResponseReturnValue:
    """Show what can be set up, and for whom."""
    person = person_of(token, now())
    return set_up_page(token, person) if person else gone()


@blueprint.post("/setup/<token>")
def create_set_up(token: str) -> ResponseReturnValue:
    """Take the password that was chosen."""
    person = person_of(token, now())
    if person is None:
        return gone()
    form = NewPasswordForm(person, request.form)
    if not form.validate():
        return set_up_page(token, person, form), UNFIT
    kept = passwords.hashed(form.password.data)

    def keep(owner: Person) -> bool:
        passwords.set_password(owner, kept, now())
        return True

    return used(token, person, keep, Way.PASSWORD)


@blueprint.post("/setup/<token>/passkey/options")
def set_up_options(token: str) -> ResponseReturnValue:
    """Tell the browser what to ask the authenticator to make."""
    person = person_of(token, now())
    return ask_to_make(person) if person else gone()


@blueprint.post("/setup/<token>/passkey")
def create_passkey_set_up(token: str) -> ResponseReturnValue:
    """Take the passkey that was made."""
    person = person_of(token, now())
    if person is None:
        return gone()
    key = made(PasskeyForm(request.form).credential.data or "", person.id)
    name = KeyNameForm(request.form).fit_name
    if key is None:
        return set_up_page(token, person, problem=not_made()), UNFIT
    response = make_response(
        used(token, person, lambda owner: keyring.add(owner, key, name, now()), Way.PASSKEY)
    )
    drop_challenge(response)
    return response


def used(
    token: str, person: Person, keep: Callable[[Person], bool], way: Way
) -> ResponseReturnValue:
    """Use the link up to ``keep`` what was set up, and sign its owner in, here and nowhere else."""
    former = current_session()
    try:
        with writing():
            owner = consume(token, now())
            is_kept = owner is not None and keep(owner)
            secret = ""
            if owner and is_kept:
                sessions.end_all(owner.id)
                secret = let_in(owner, way, former)
    except BusyError:
        page = make_response(set_up_page(token, person, problem=too_busy()), BUSY)
        return later(page, BUSY_WAIT)
    return go_on(secret, "") if secret else gone()


def set_up_page(
    token: str, person: Person, form: NewPasswordForm | None = None, problem: str = ""
) -> str:
    """Return the page below the link."""
    return render_template(
        "people/set_up.html",
        token=token,
        person=person,
        form=form or NewPasswordForm(person),
        problem=problem,
    )


def not_made() -> str:
    """Say that there is no new passkey."""
    return gettext("No passkey was made. Please try again.")


def gone() -> ResponseReturnValue:
    """Answer a link that is used, too old or unknown (410): nobody learns which."""
    return render_template("people/set_up_gone.html"), GONE
