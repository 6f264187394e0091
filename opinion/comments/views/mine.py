"""The doors to one's own comments and the replies to them, for who is signed in."""

from datetime import datetime

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from opinion.clock import now
from opinion.comments.addressed import how_many_unseen, is_unseen, see
from opinion.comments.badges import load_writers
from opinion.comments.models import Comment
from opinion.comments.owning import PAGE, written_by
from opinion.database import db, writing
from opinion.feeds.finding import NoSuchPlaceError, page_of, replies_to
from opinion.people.models import Person
from opinion.people.signing_in import current_person, sign_in_first
from opinion.web.arguments import place_asked

mine = Blueprint("mine", __name__, url_prefix="/account")


@mine.before_request
def ask_to_sign_in() -> ResponseReturnValue | None:
    """Lead strangers to where they can sign in. Answers 404 where nobody can."""
    return None if current_person() else sign_in_first()


@mine.after_request
def keep_quiet(response: Response) -> Response:
    """Have nobody keep what is for one person alone."""
    response.headers["Cache-Control"] = "private, no-store"
    return response


@mine.app_template_global()
def unseen_replies() -> int:
    """Return how many replies the asker has not seen yet: 101 at the most, 0 for strangers."""
    person = current_person()
    return how_many_unseen(person, now()) if person else 0


@mine.get("/comments")
def comments() -> ResponseReturnValue:
    """Show what the asker wrote, the newest first."""
    person = person_asking()
    rows = db.session.execute(written_by(person.writer, place_asked("before"))).all()
    shown = rows[:PAGE]
    older = shown[-1][0].id if len(rows) > PAGE else None
    return render_template("comments/mine.html", written=shown, older=older, at=now())


@mine.get("/replies")
def replies() -> ResponseReturnValue:
    """Show what others replied to the asker, the newest first, and mark what is new to them."""
    person, after = person_asking(), place_asked("after")
    try:
        page = page_of(replies_to(person.writer, now()), after=after)
    except NoSuchPlaceError:
        abort(404)
    load_writers([(each.comment, each.article) for each in page.said])
    newest = page.said[0].comment.published_at if page.said and after is None else None
    return render_template(
        "comments/replies_to_me.html",
        page=page,
        until=newest.isoformat() if newest else "",  # to the microsecond
    )


@mine.app_template_global()
def is_new_to_me(reply: Comment) -> bool:
    """Whether the asker, whom ``reply`` answers, has not seen it yet."""
    return is_unseen(reply, person_asking())


@mine.post("/replies/seen")
def create_seen() -> ResponseReturnValue:
    """Note that the asker has seen the replies, up to the newest that stood on their page."""
    number = person_asking().id
    until = moment_asked()
    with writing():
        see(db.session.get_one(Person, number), min(until, now()))
    return redirect(url_for("mine.replies"), 303)


def person_asking() -> Person:
    """Return who is signed in: the door lets no stranger in."""
    return current_person() or abort(404)


def moment_asked() -> datetime:
    """Return the moment in the form's ``until``. Answers 400 where it is none."""
    try:
        until = datetime.fromisoformat(request.form.get("until", ""))
    except ValueError:
        abort(400)
    if until.tzinfo is None:
        abort(400)
    return until
