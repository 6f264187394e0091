"""What the doors by which one signs in share: the page that shows them, and what is behind them."""

from flask import Response, make_response, redirect, render_template, url_for
from flask_babel import gettext, ngettext

from opinion.clock import now
from opinion.people import sessions
from opinion.people.forms import LinkForm
from opinion.people.key_forms import PasswordForm
from opinion.people.models import Person, Session, Way
from opinion.people.signing_in import stay_signed_in

UNFIT, TOO_MANY, BUSY = 422, 429, 503
BUSY_WAIT = 5  # seconds
MINUTE = 60  # seconds


def sign_in_page(
    *,
    onward: str = "",
    link: LinkForm | None = None,
    password: PasswordForm | None = None,
    problem: str = "",
    staff_problem: str = "",
) -> str:
    """Return the page on which one signs in, with what was typed into one of its forms.

    ``problem`` is what is in the way of a link, ``staff_problem`` of a password or passkey.
    """
    return render_template(
        "people/sign_in.html",
        form=link or LinkForm(formdata=None, onward=onward),
        staff_form=password or PasswordForm(formdata=None, onward=onward),
        problem=problem,
        staff_problem=staff_problem,
    )


def let_in(person: Person, way: Way, former: Session | None) -> str:
    """Begin a session of ``person``, and end the ``former`` one of this browser; return its secret.

    The caller holds the write lock.
    """
    if former:
        sessions.end(former.person_id, former.id)
    return sessions.begin(person, now(), way=way)


def go_on(token: str, onward: str) -> Response:
    """Lead who was let in ``onward``, or to their account, with the session's cookie."""
    response = make_response(redirect(onward or url_for("account.show"), 303))
    stay_signed_in(response, token)
    return response


def later(response: Response, seconds: int) -> Response:
    """Say when to try again (RFC 9110, 10.2.3)."""
    response.headers["Retry-After"] = str(seconds)
    return response


def too_busy() -> str:
    """Say that nothing was stored, and what to do about it."""
    return gettext("Too much is being written just now. Please try again in a few seconds.")


def calm_down(seconds: int) -> str:
    """Say in words how long to wait after too many attempts that failed."""
    return ngettext(
        "That failed too often. Please try again in %(num)s minute, or sign in by another way.",
        "That failed too often. Please try again in %(num)s minutes, or sign in by another way.",
        -(-seconds // MINUTE),
    )
