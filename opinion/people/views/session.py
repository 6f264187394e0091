"""The doors to signing in: asking for a link by mail; and the door out."""

from flask import (
    Blueprint,
    Response,
    abort,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from opinion.clock import now
from opinion.database import BusyError, writing
from opinion.notices.asking import asker
from opinion.people import sessions
from opinion.people.carrying import keep_to_yourself
from opinion.people.forms import LinkForm
from opinion.people.onward import local_path
from opinion.people.sign_in_links import AskedTooOftenError, ask
from opinion.people.signing_in import can_sign_in, current_session, forget_session, mails_links

blueprint = Blueprint("session", __name__, url_prefix="/session")
UNFIT, TOO_MANY, BUSY = 422, 429, 503
BUSY_WAIT = 5  # seconds
MINUTE = 60  # seconds


@blueprint.after_request
def keep_quiet(response: Response) -> Response:
    """Keep what stands below a link to whoever has it."""
    return keep_to_yourself(response) if "token" in (request.view_args or {}) else response


@blueprint.get("")
def new() -> ResponseReturnValue:
    """Show how to sign in; or who is signed in, and how to sign out."""
    if not (can_sign_in() or current_session()):
        abort(404)
    form = LinkForm(formdata=None, onward=request.args.get("onward", ""))
    return render_template("people/sign_in.html", form=form)


@blueprint.get("/links")
def asked() -> ResponseReturnValue:
    """Say that a mail is on its way, if the address is one that gets any."""
    demand_mail()
    onward = local_path(request.args.get("onward", "")) or None
    return render_template("people/link_asked.html", onward=onward)


@blueprint.post("/links")
def create_link() -> ResponseReturnValue:
    """Ask for a link to sign in by; the answer is the same for every address."""
    demand_mail()
    form = LinkForm(request.form)
    if not form.validate():
        return form_again(form, UNFIT)
    try:
        with writing():
            ask(asker(form.email.data, None), form.onward.data, now())
    except AskedTooOftenError as why:
        return later(form_again(form, TOO_MANY, patience(why.seconds)), why.seconds)
    except BusyError:
        return later(form_again(form, BUSY, too_busy()), BUSY_WAIT)
    return redirect(url_for("session.asked", onward=form.onward.data or None), 303)


@blueprint.post("/end")
def destroy() -> ResponseReturnValue:
    """Sign out, in this browser."""
    session = current_session()
    if session:
        whose, number = session.person_id, session.id
        with writing():
            sessions.end(whose, number)
    response = make_response(redirect(local_path(request.args.get("onward", "")) or "/", 303))
    forget_session(response)
    return response


def form_again(form: LinkForm, status: int, problem: str = "") -> Response:
    """Answer with the form and the address in it, and say what is in the way."""
    return make_response(render_template("people/sign_in.html", form=form, problem=problem), status)


def later(response: Response, seconds: int) -> Response:
    """Say when to try again (RFC 9110, 10.2.3)."""
    response.headers["Retry-After"] = str(seconds)
    return response


def demand_mail() -> None:
    """Go on only where the site can mail links. Answers 404 otherwise."""
    if not mails_links():
        abort(404)


def too_busy() -> str:
    """Say that nothing was stored, and what to do about it."""
    return gettext("Too much is being written just now. Please try again in a few seconds.")


def patience(seconds: int) -> str:
    """Say in words how long to wait."""
    return ngettext(
        "That was a lot of mail. Please ask again in %(num)s minute.",
        "That was a lot of mail. Please ask again in %(num)s minutes.",
        -(-seconds // MINUTE),
    )
