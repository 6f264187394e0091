"""The doors to editing a comment of one's own, and to what it said before."""

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import Forbidden

from opinion.clock import now
from opinion.comments.forms import EditForm, settings
from opinion.comments.owned import edit_page, edit_refused, locked, revised
from opinion.comments.posting import Writer
from opinion.comments.revising import NotRevisedError, hold_again, revise, versions_of
from opinion.comments.views.climbing import reasons_against_edit
from opinion.comments.views.own import (
    MANAGED,
    own,
    own_comment,
    to_change,
    way_back,
    writer_asking,
)
from opinion.comments.views.room import blueprint, find_article, find_comment
from opinion.database import BusyError, db, writing
from opinion.people.signing_in import current_writer
from opinion.permissions import is_own, may_edit, may_read
from opinion.screening.ladder import StoppedError
from opinion.text import comment_html
from opinion.web.answers import demand
from opinion.web.arguments import number_or_none

EDIT = "/comments/<id:number>/edit"


@own.get(EDIT)
@own.get(MANAGED + EDIT)
def edit(number: int, token: str | None = None) -> ResponseReturnValue:
    """Show a comment of one's own, and the form to change it."""
    comment = own_comment(number, writer_asking(token), token)
    if not may_edit(comment, comment.writer, now(), settings().editing):
        return locked(comment)
    return edit_page(comment, EditForm(formdata=None, text=comment.text))


@own.post(EDIT)
@own.post(MANAGED + EDIT)
def update(number: int, token: str | None = None) -> ResponseReturnValue:
    """Change the text of a comment of one's own."""
    writer = writer_asking(token)
    comment = own_comment(number, writer, token)
    form = EditForm(request.form)
    seen = number_or_none(form.seen.data or "") or 0
    if not form.validate():
        return edit_page(comment, form, status=422)
    if form.preview.data:
        return edit_page(comment, form, preview=comment_html(form.text.data))
    try:
        with writing():
            change(number, form.text.data, seen, writer)
    except (Forbidden, BusyError, NotRevisedError, StoppedError) as why:
        return edit_refused(number, form, why)
    return revised(number, way_back)


@blueprint.get("/comments/<id:number>/revisions")
def revisions(slug: str, number: int) -> ResponseReturnValue:
    """Show what a comment said before its writer changed it."""
    article = find_article(slug)
    comment = find_comment(article, number)
    versions = db.session.scalars(versions_of(comment)).all()
    if not may_read(comment, current_writer()) or not any(each.was_public for each in versions):
        abort(404)
    written = [comment.posted_at, *(each.at for each in versions)]
    return render_template(
        "comments/revisions.html",
        article=article,
        comment=comment,
        versions=[
            (each, at) for each, at in zip(versions, written, strict=False) if each.was_public
        ],
        changed_at=written[-1],
    )


def change(number: int, text: str, seen: int, writer: Writer) -> None:
    """Change a comment's text inside the transaction, where all is asked again."""
    comment, article = to_change(number)
    demand(is_own(comment, writer.hash))
    if text != comment.text:  # what is sent again was done already
        demand(may_edit(comment, writer.hash, now(), settings().editing))
    is_changed = revise(comment, article, text, seen=seen, by=writer, at=now())
    if is_changed:
        reasons = reasons_against_edit(comment, article, text, writer)
        if reasons:
            hold_again(comment, article, reasons, now())
