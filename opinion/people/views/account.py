"""The doors to one's own account: name, sessions, mail, data to take along, erasure."""

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

from opinion.clock import now
from opinion.comments.forms import settings
from opinion.database import db, writing
from opinion.notices.following import break_silence
from opinion.notices.keys import address_hash
from opinion.notices.models import Following, Silence
from opinion.notices.owning import end_of, followed_by
from opinion.people import sessions
from opinion.people.exporting import data_of_person
from opinion.people.forms import RenameForm
from opinion.people.leaving import erase_person
from opinion.people.models import Person
from opinion.people.renaming import may_rename
from opinion.people.sessions import sessions_of
from opinion.people.signing_in import (
    act_signed_out,
    current_person,
    current_session,
    forget_session,
    sign_in_first,
    staff_only,
)
from opinion.people.views.room import as_file, following_data, written_here
from opinion.permissions import may_moderate

blueprint = Blueprint("account", __name__, url_prefix="/account")
UNFIT, FORBIDDEN = 422, 403


@blueprint.before_request
def ask_to_sign_in() -> ResponseReturnValue | None:
    """Lead strangers to where they can sign in."""
    return None if current_person() else sign_in_first()


@blueprint.after_request
def keep_quiet(response: Response) -> Response:
    """Have nobody keep what is for one person alone."""
    response.headers["Cache-Control"] = "private, no-store"
    return response


@blueprint.get("")
def show() -> ResponseReturnValue:
    """Show who is signed in, where, and all that they may do about it."""
    return account_page(RenameForm(formdata=None, name=asking().name))


@blueprint.post("/name")
def update_name() -> ResponseReturnValue:
    """Give somebody another name, for what they write from now on."""
    number, form = asking().id, RenameForm(request.form)
    if not form.validate():
        return account_page(form), UNFIT
    with writing():
        person = db.session.get(Person, number)
        if person and may_rename(person):
            person.name = form.name.data
    return redirect(url_for("account.show", saved=1), 303)


@blueprint.post("/sessions/<id:number>/end")
def end_session(number: int) -> ResponseReturnValue:
    """Sign out one browser."""
    whose, here = asking().id, number_here()
    with writing():
        sessions.end(whose, number)
    return signed_out() if number == here else redirect(url_for("account.show"), 303)


@blueprint.post("/sessions/end")
def end_sessions() -> ResponseReturnValue:
    """Sign out everywhere."""
    whose = asking().id
    with writing():
        sessions.end_all(whose)
    return signed_out()


@blueprint.post("/unsubscription")
def create_unsubscription() -> ResponseReturnValue:
    """End all mail that somebody asked for, or that comes to their address."""
    writer, email = asking().writer, asking().email
    with writing():
        end_of(writer, email)
    return redirect(url_for("account.show"), 303)


@blueprint.post("/queue-mail")
@staff_only(may_moderate)
def update_queue_mail() -> ResponseReturnValue:
    """Begin or end mail about what waits for a moderator; beginning also ends a silence."""
    number, is_wanted = asking().id, request.form.get("wanted") == "1"
    with writing():
        person = db.session.get_one(Person, number)
        person.gets_queue_mail = is_wanted
        if is_wanted:
            break_silence(address_hash(settings().secret_key, person.email))
    return redirect(url_for("account.show"), 303)


@blueprint.get("/export.json")
def export() -> ResponseReturnValue:
    """Hand out all that is stored of who is signed in (GDPR, articles 15 and 20), as a file."""
    person = asking()
    mail_about = [following_data(each) for each in followings_of(person)]
    data = data_of_person(person, now(), settings().secret_key)
    return as_file("my-account", data | {"mail_about": mail_about})


@blueprint.get("/erasure")
def erasure() -> ResponseReturnValue:
    """Ask whether all is to be erased."""
    return render_template("people/erasure.html", token=None, is_staff=asking().is_staff)


@blueprint.post("/erasure")
def create_erasure() -> ResponseReturnValue:
    """Erase who is signed in (GDPR, article 17): what they wrote, and all that is known of them.

    Who works for the site is part of its record, and leaves that first.
    """
    number = asking().id
    with writing():
        person = db.session.get(Person, number)
        is_staff = person is not None and person.is_staff
        if person and not is_staff:
            erase_person(person)
    if is_staff:
        return render_template("people/erasure.html", token=None, is_staff=True), FORBIDDEN
    act_signed_out()
    response = make_response(render_template("people/erased.html", token=None))
    forget_session(response)
    return response


def account_page(form: RenameForm) -> str:
    """Return the page of who is signed in."""
    person = asking()
    return render_template(
        "people/account.html",
        person=person,
        form=form,
        sessions=db.session.scalars(sessions_of(person.id, now())).all(),
        here=number_here(),
        may_rename=may_rename(person),
        is_saved=request.args.get("saved") == "1",
        follows=len(followings_of(person)),
        written=written_here(),
        queue_mail=gets_queue_mail(person) if may_moderate(person) else None,
    )


def asking() -> Person:
    """Return who is signed in. Answers 404 where nobody is: the door lets no stranger in."""
    return current_person() or abort(404)


def gets_queue_mail(person: Person) -> bool:
    """Whether somebody of the staff is mailed what waits for a moderator."""
    known_as = address_hash(settings().secret_key, person.email)
    return person.gets_queue_mail and db.session.get(Silence, known_as) is None


def number_here() -> int:
    """Return the number of this browser's session."""
    session = current_session()
    return session.id if session else 0


def followings_of(person: Person) -> list[Following]:
    """Return what somebody is told of by mail, or asked to be, and what their address is."""
    return list(db.session.scalars(followed_by(person.writer, person.email)))


def signed_out() -> Response:
    """Lead who has signed out to where one signs in."""
    response = make_response(redirect(url_for("session.new"), 303))
    forget_session(response)
    return response
