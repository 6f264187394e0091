"""The doors to the statement of reasons for a sanction: why, until when, and the box to object in.

Its address is a secret that only who is under the sanction is told.
"""

from flask import Response, abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import select
from werkzeug.exceptions import Forbidden

from opinion.clock import now
from opinion.comments.forms import settings
from opinion.comments.models import Comment
from opinion.comments.views.statements import statements
from opinion.database import BusyError, db, writing
from opinion.languages import speak
from opinion.moderation.acts import acts_of, object_to_sanction
from opinion.moderation.forms import ObjectionForm
from opinion.moderation.sanction_words import (
    barred_words,
    because,
    by_hand,
    subject_words,
    what_is_imposed,
)
from opinion.moderation.sanctions import Act, Sanction
from opinion.notices.keys import Purpose, key_in
from opinion.people.carrying import keep_to_yourself
from opinion.permissions import may_object_to_sanction
from opinion.web.answers import demand
from opinion.web.errors import RETRY_AFTER

UNFIT, FORBIDDEN, BUSY = 422, 403, 503
statements.add_app_template_global(barred_words)
statements.add_app_template_global(because)
statements.add_app_template_global(by_hand)
statements.add_app_template_global(subject_words)
statements.add_app_template_global(what_is_imposed)


@statements.get("/sanctions/<token>")
def sanction(token: str) -> ResponseReturnValue:
    """Show what was imposed, why, until when, and how to object."""
    return sanction_page(find_sanction(token), token, ObjectionForm(formdata=None))


@statements.post("/sanctions/<token>/objection")
def create_sanction_objection(token: str) -> ResponseReturnValue:
    """Keep what is said against a sanction: once, while it is in force."""
    found, form = find_sanction(token), ObjectionForm(request.form)
    there = make_response(redirect(url_for("statements.sanction", token=token), 303))
    if Act.OBJECTED in acts_of(found):  # what is sent again was kept already
        return keep_to_yourself(there)
    if not form.validate():
        return sanction_page(found, token, form, status=UNFIT)
    number = found.id
    try:
        with writing():
            loaded = db.session.get_one(Sanction, number, with_for_update=True)
            has_objected = Act.OBJECTED in acts_of(loaded)
            demand(has_objected or takes_objection(loaded))
            object_to_sanction(loaded, form.text.data, now())
    except Forbidden:
        sentence = gettext("It is too late to object to this. Your text is still here, to copy.")
        return sanction_page(found, token, form, status=FORBIDDEN, problem=sentence)
    except BusyError:
        sentence = gettext("Too much is being written just now. Please try again in a few seconds.")
        page = sanction_page(found, token, form, status=BUSY, problem=sentence)
        page.headers["Retry-After"] = str(RETRY_AFTER)
        return page
    return keep_to_yourself(there)


def takes_objection(found: Sanction) -> bool:
    """Whether who is under a sanction may object to it now."""
    return may_object_to_sanction(found, now(), has_objected=Act.OBJECTED in acts_of(found))


def find_sanction(token: str) -> Sanction:
    """Return the sanction whose statement has this address. Answers 404 where there is none."""
    key = key_in(settings().secret_key, Purpose.SANCTION, token)
    found = db.session.scalar(select(Sanction).where(Sanction.key == key)) if key else None
    return found or abort(404)


def sanction_page(
    found: Sanction, token: str, form: ObjectionForm, *, status: int = 200, problem: str = ""
) -> Response:
    """Answer with the statement of reasons, for who is under the sanction alone."""
    comment = db.session.get(Comment, found.comment_id) if found.comment_id else None
    speak(comment.language if comment else settings().language)
    page = render_template(
        "moderation/sanction.html",
        sanction=found,
        token=token,
        form=form,
        problem=problem,
        acts=acts_of(found),
        newer=db.session.scalar(select(Sanction).where(Sanction.replaces == found.id)),
        is_in_force=found.is_in_force(now()),
        takes_objection=takes_objection(found),
    )
    return keep_to_yourself(make_response(page, status))
