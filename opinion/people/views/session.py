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
from flask_babel import ngettext

from opinion.clock import now
from opinion.database import BusyError, writing
from opinion.notices.asking import asker
from opinion.people import sessions
from opinion.people.carrying import keep_to_yourself
from opinion.people.forms import LinkForm
from opinion.people.key_forms import PasswordForm
from opinion.people.onward import local_path
from opinion.people.sign_in_links import AskedTooOftenError, ask
from opinion.people.signing_in import current_person, current_session, forget_session, mails_links
from opinion.people.views.ways import (
    BUSY,
    BUSY_WAIT,
    MINUTE,
    TOO_MANY,
    UNFIT,
    later,
    sign_in_page,
    too_busy,
)

blueprint = Blueprint("session", __name__, url_prefix="/session")


@blueprint.after_request
def keep_quiet(response: Response) -> Response:
    """Keep what stands below a link to whoever has it."""
    return keep_to_yourself(response) if "token" in (request.view_args or {}) else response


@blueprint.get("")
def new() -> ResponseReturnValue:
    """Show how to sign in; or who is signed in, and how to sign out."""
    return sign_in_page(onward=request.args.get("onward", ""))


@blueprint.get("/again")
def again() -> ResponseReturnValue:
    """Ask who is signed in to do so once more, before something that can't be undone."""
    person, onward = current_person(), local_path(request.args.get("onward", ""))
    if person is None:
        return redirect(url_for("session.new", onward=onward or None), 303)
    page = render_template(
        "people/again.html",
        form=LinkForm(formdata=None, email=person.email, onward=onward),
        staff_form=PasswordForm(formdata=None, email=person.email, onward=onward),
    )
    response = make_response(page)
    response.headers["Cache-Control"] = "private, no-store"
    return response


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
    page = sign_in_page(link=form, onward=form.onward.data, problem=problem)
    return make_response(page, status)


def demand_mail() -> None:
    """Go on only where the site can mail links. Answers 404 otherwise."""
    if not mails_links():
        abort(404)


def patience(seconds: int) -> str:
    """Say in words how long to wait."""
    return ngettext(
        "That was a lot of mail. Please ask again in %(num)s minute.",
        "That was a lot of mail. Please ask again in %(num)s minutes.",
        -(-seconds // MINUTE),
    )
