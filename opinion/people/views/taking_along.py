"""The door by which comments that were written as a guest come along later, after signing in."""

from flask import Response, make_response, redirect, url_for

from opinion.clock import now
from opinion.comments.adopting import adopt
from opinion.comments.forms import settings
from opinion.database import db, writing
from opinion.people.guests import current_guest
from opinion.people.models import Person
from opinion.people.views.account import asking, blueprint
from opinion.people.views.room import leave_guest_behind


@blueprint.post("/guest-comments")
def take_along() -> Response:
    """Make what this browser's guest wrote the comments of who is signed in."""
    number, guest = asking().id, current_guest()
    response = make_response(redirect(url_for("account.show"), 303))
    if guest:
        with writing():
            person = db.session.get(Person, number)
            if person:
                adopt(guest.hash, person, secret=settings().secret_key, at=now())
        leave_guest_behind(response)
    return response
