"""The doors below a link to sign in by. Mail scanners open every link, so nothing happens on a GET:
the link leads to a page with a button, and the button uses it up.
"""

from flask import Response, make_response, render_template, request
from flask.typing import ResponseReturnValue

from opinion.clock import now
from opinion.comments.adopting import adopt
from opinion.comments.forms import settings
from opinion.database import BusyError, writing
from opinion.people.forms import ArrivalForm, LinkForm
from opinion.people.guests import current_guest
from opinion.people.joining import person_at
from opinion.people.models import Way
from opinion.people.onward import local_path
from opinion.people.sign_in_links import consume, live_link
from opinion.people.signing_in import current_session
from opinion.people.views.room import leave_guest_behind, written_here
from opinion.people.views.session import blueprint, demand_mail
from opinion.people.views.ways import BUSY, BUSY_WAIT, UNFIT, go_on, later, let_in, too_busy

GONE = 410


@blueprint.get("/links/<token>")
def confirm(token: str) -> ResponseReturnValue:
    """Show who would be signed in, and the button that does it."""
    demand_mail()
    link = live_link(token, now())
    if link is None:
        return gone()
    return confirm_page(token, link.email, ArrivalForm(formdata=None))


@blueprint.post("/links/<token>")
def create(token: str) -> ResponseReturnValue:
    """Use the link: sign in, in this browser, and go on to where its reader was."""
    demand_mail()
    link = live_link(token, now())
    if link is None:
        return gone()
    email, form = link.email, ArrivalForm(request.form)
    needs_name = is_nameless(email)
    if needs_name and not form.validate():
        return confirm_page(token, email, form, UNFIT)
    try:
        return arrive(token, form, form.name.data if needs_name else "") or gone()
    except BusyError:
        return later(confirm_page(token, email, form, BUSY, too_busy()), BUSY_WAIT)


def arrive(token: str, form: ArrivalForm, name: str) -> Response | None:
    """Let in who the link is for, in a new session; None where it was used a moment ago.

    A session that this browser was in ends. What it wrote as a guest comes along, where ticked.
    """
    guest = current_guest() if form.take_along.data else None
    former = current_session()
    with writing():
        arrival = consume(token, name, now())
        if arrival is None:
            return None
        if guest:
            adopt(guest.hash, arrival.person, secret=settings().secret_key, at=now())
        secret = let_in(arrival.person, Way.MAIL, former)
    response = go_on(secret, local_path(arrival.onward))
    if guest:
        leave_guest_behind(response)
    return response


def is_nameless(email: str) -> bool:
    """Whether the one whose mailbox it is has no name here yet."""
    known = person_at(email)
    return known is None or not known.name


def confirm_page(
    token: str, email: str, form: ArrivalForm, status: int = 200, problem: str = ""
) -> Response:
    """Answer with the button that signs in, and say what is in the way."""
    page = render_template(
        "people/confirm.html",
        token=token,
        email=email,
        form=form,
        is_nameless=is_nameless(email),
        written=written_here(),
        problem=problem,
    )
    return make_response(page, status)


def gone() -> ResponseReturnValue:
    """Answer a link that lets nobody in (410): used, too old or unknown, nobody learns which."""
    return render_template("people/link_gone.html", form=LinkForm(formdata=None)), GONE
