"""The doors below a private link: what a guest wrote, their data to take along, their erasure."""

from flask import Blueprint, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from opinion.clock import now
from opinion.comments.forms import settings
from opinion.comments.owning import PAGE, data_of, written_by
from opinion.comments.withdrawing import erase
from opinion.database import db, writing
from opinion.feeds.keys import key_of
from opinion.languages import iso
from opinion.moderation.sanctioned import data_of_sanctions, imposed_on
from opinion.notices.models import Following
from opinion.notices.owning import end_of, followed_by
from opinion.people.carrying import asking_link, keep_to_yourself
from opinion.people.guests import current_guest, forget
from opinion.people.views.room import as_file, following_data
from opinion.web.arguments import place_asked

blueprint = Blueprint("people", __name__, url_prefix="/manage/<token>")
blueprint.after_request(keep_to_yourself)


@blueprint.get("")
def show(token: str) -> ResponseReturnValue:
    """Show what a guest wrote, the newest first, and all that they may do with it."""
    link = asking_link(token)
    rows = db.session.execute(written_by(link.guest, place_asked("before"))).all()
    shown = rows[:PAGE]
    return render_template(
        "people/manage.html",
        token=token,
        written=shown,
        follows=len(followings_of(link.guest)),
        older=shown[-1][0].id if len(rows) > PAGE else None,
        at=now(),
    )


@blueprint.get("/export.json")
def export(token: str) -> ResponseReturnValue:
    """Hand out all that is stored of a guest (GDPR, articles 15 and 20), as a file."""
    link = asking_link(token)
    feed = key_of(link.guest)
    data = {
        "private_link_made_at": iso(link.made_at),
        "private_feed_made_at": iso(feed.made_at) if feed else None,
        "comments": data_of(link.guest),
        "sanctions": data_of_sanctions(imposed_on(link.guest, settings().secret_key)),
        "mail_about": [following_data(each) for each in followings_of(link.guest)],
    }
    return as_file("my-comments", data)


@blueprint.post("/unsubscription")
def create_unsubscription(token: str) -> ResponseReturnValue:
    """End all mail that a guest asked for."""
    guest = asking_link(token).guest
    with writing():
        end_of(guest)
    return redirect(url_for("people.show", token=token), 303)


@blueprint.get("/erasure")
def erasure(token: str) -> ResponseReturnValue:
    """Ask whether all is to be erased."""
    asking_link(token)
    return render_template("people/erasure.html", token=token)


@blueprint.post("/erasure")
def create_erasure(token: str) -> ResponseReturnValue:
    """Erase a guest (GDPR, article 17): what they wrote, and all by which they are known."""
    guest = asking_link(token).guest
    with writing():
        erase(guest)
    response = make_response(render_template("people/erased.html", token=token))
    here = current_guest()
    if here and here.hash == guest:
        forget(response)
    return response


def followings_of(guest: str) -> list[Following]:
    """Return what a guest is told of by mail, or asked to be."""
    return list(db.session.scalars(followed_by(guest)))
