"""The doors to decisions about one's own words: why, and the box to object in.

The address of a statement of reasons is a secret that its writer alone is told: by mail, and on
their own pages. It can be made again from the site's secret and the decision's key.
"""

from collections.abc import Iterable, Mapping

from flask import Blueprint, Response, abort, make_response, redirect, render_template, url_for
from flask import request as asked
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.exceptions import Forbidden

from opinion.articles.finding import article_to_change
from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.forms import settings
from opinion.comments.models import Comment
from opinion.comments.owning import PAGE, written_by
from opinion.database import BusyError, db, writing
from opinion.languages import speak
from opinion.moderation.finding import (
    decision_with_key,
    last_decision,
    last_decisions,
    objection_to,
)
from opinion.moderation.forms import ObjectionForm
from opinion.moderation.models import Decision
from opinion.moderation.objecting import object_to
from opinion.moderation.wording import answer_words, reasons_for, removed_words, what_was_done
from opinion.notices.keys import Purpose, key_in
from opinion.notices.keys import token as token_of
from opinion.people.carrying import keep_to_yourself
from opinion.people.guests import current_guest
from opinion.people.signing_in import current_person, current_writer
from opinion.permissions import OBJECT_FOR, is_own, may_object
from opinion.web.answers import demand
from opinion.web.arguments import place_asked
from opinion.web.errors import RETRY_AFTER

statements = Blueprint("statements", __name__)
statements.add_app_template_global(removed_words)
statements.add_app_template_global(what_was_done)
statements.add_app_template_global(reasons_for)
UNFIT, BUSY = 422, 503


@statements.app_template_global()
def decisions_on(written: Iterable[tuple[Comment, Article]]) -> Mapping[int, Decision]:
    """Return what was last decided about each comment on a page of one's own, by its number."""
    return last_decisions(comment for comment, _ in written)


@statements.app_template_global()
def has_guest() -> bool:
    """Whether the asker is not signed in, and has written in this browser before."""
    return current_person() is None and current_guest() is not None


@statements.app_template_global()
def statement_address(decision: Decision) -> str:
    """Return where the statement of reasons for ``decision`` is. It is for the writer alone."""
    token = token_of(settings().secret_key, Purpose.REASONS, decision.key)
    return url_for("statements.show", token=token)


@statements.get("/comments/own")
def written() -> ResponseReturnValue:
    """Show what was written in this browser by a guest; who is signed in has a page for that."""
    if current_person():
        return redirect(url_for("mine.comments"), 303)
    writer, before = current_writer(), place_asked("before")
    rows = db.session.execute(written_by(writer, before)).all() if writer else []
    older = rows[PAGE - 1][0].id if len(rows) > PAGE else None
    page = render_template("comments/written.html", written=rows[:PAGE], older=older, at=now())
    return page, {"Cache-Control": "private, no-store"}


@statements.get("/comments/<id:number>/decision")
def of_own(number: int) -> ResponseReturnValue:
    """Lead the writer of a comment to what was last decided about it."""
    comment, decision = db.session.get(Comment, number), last_decision(number)
    if comment is None or decision is None or not is_own(comment, current_writer()):
        abort(404)
    return keep_to_yourself(make_response(redirect(statement_address(decision), 303)))


@statements.get("/statements/<token>")
def show(token: str) -> ResponseReturnValue:
    """Show what was decided about a comment, why, and how to object."""
    return statement_page(find_decision(token), token, ObjectionForm(formdata=None))


@statements.post("/statements/<token>/objection")
def create_objection(token: str) -> ResponseReturnValue:
    """Keep what the writer has against a decision: once, in its time."""
    decision, form = find_decision(token), ObjectionForm(asked.form)
    if objection_to(decision):  # what is sent again was kept already
        return keep_to_yourself(
            make_response(redirect(url_for("statements.show", token=token), 303))
        )
    if not form.validate():
        return statement_page(decision, token, form, status=UNFIT)
    number = decision.id
    try:
        with writing():
            keep(number, form.text.data)
    except Forbidden:
        sentence = gettext("It is too late to object to this. Your text is still here, to copy.")
        return statement_page(find_decision(token), token, form, status=403, problem=sentence)
    except BusyError:
        sentence = gettext("Too much is being written just now. Please try again in a few seconds.")
        page = statement_page(find_decision(token), token, form, status=BUSY, problem=sentence)
        page.headers["Retry-After"] = str(RETRY_AFTER)
        return page
    return keep_to_yourself(make_response(redirect(url_for("statements.show", token=token), 303)))


def keep(number: int, text: str) -> None:
    """Keep the objection inside the transaction, where all is asked again."""
    decision = db.session.get_one(Decision, number)
    if decision.article_id:
        db.session.scalars(article_to_change(decision.article_id)).one_or_none()
    if not objection_to(decision):
        demand(can_object(decision))
        object_to(decision, text, now())


def can_object(decision: Decision) -> bool:
    """Whether the writer may object to ``decision`` now: the last one about words that stand."""
    comment = db.session.get(Comment, decision.comment_id) if decision.comment_id else None
    last = last_decision(comment.id) if comment and comment.text else None
    is_last = last is not None and last.id == decision.id
    return is_last and may_object(decision, now(), has_objected=bool(objection_to(decision)))


def find_decision(token: str) -> Decision:
    """Return the decision whose statement has this address. Answers 404 where there is none."""
    key = key_in(settings().secret_key, Purpose.REASONS, token)
    return (decision_with_key(key) if key else None) or abort(404)


def statement_page(
    decision: Decision, token: str, form: ObjectionForm, *, status: int = 200, problem: str = ""
) -> Response:
    """Answer with the statement of reasons, for its writer alone."""
    comment = db.session.get(Comment, decision.comment_id) if decision.comment_id else None
    article = db.session.get(Article, decision.article_id) if decision.article_id else None
    speak(article.language if article else settings().language)
    last = last_decision(comment.id) if comment else None
    objection = objection_to(decision)
    page = render_template(
        "moderation/statement.html",
        decision=decision,
        token=token,
        form=form,
        problem=problem,
        comment=comment if comment and comment.text else None,
        article=article,
        is_public=article is not None and article.is_public(now()),
        later=last if last and last.id != decision.id else None,
        objection=objection,
        answer=answer_words(objection) if objection else "",
        takes_objection=can_object(decision),
        until=decision.at + OBJECT_FOR,
    )
    return keep_to_yourself(make_response(page, status))
