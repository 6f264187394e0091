"""The doors to one decision, and to taking it back: on the queue, on lists, under an article."""

from flask import Response, abort, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from opinion.clock import now
from opinion.comments.branches import alone
from opinion.comments.owned import article_of, fresh
from opinion.comments.places import passage_over, root_of
from opinion.database import db, writing
from opinion.languages import speak
from opinion.moderation.claims import release
from opinion.moderation.deciding import (
    EditedMeanwhileError,
    NoReasonError,
    NotUndoneError,
    UnseenError,
    decide,
    undo,
)
from opinion.moderation.models import Decision
from opinion.moderation.views.asked import (
    IN_PLACE,
    Draft,
    UnfitError,
    decider,
    find,
    sent,
    to_decide,
)
from opinion.moderation.views.comments import item_page
from opinion.moderation.views.queue import no_reason
from opinion.moderation.views.room import blueprint
from opinion.moderation.views.showing import done, meanwhile, shown, way_on
from opinion.people.signing_in import staff_only
from opinion.permissions import may_comment, may_moderate
from opinion.web.answers import wants_parts

UNFIT, CONFLICT = 422, 409


@blueprint.post("/comments/<id:number>/decisions")
@staff_only(may_moderate)
def create_decision(number: int) -> ResponseReturnValue:
    """Decide about a comment: publish, remove or hold it, or take it for spam."""
    find(number)
    draft = sent()
    try:
        verdict = draft.wanted()
        with writing():
            comment, article = to_decide(number)
            decision = decide(comment, article, verdict, by=decider(), seen=draft.seen)
            release(number)
    except UnfitError as why:
        return again(number, draft, str(why), UNFIT)
    except NoReasonError:
        return again(number, draft, no_reason(), UNFIT)
    except UnseenError as why:
        is_edited = isinstance(why, EditedMeanwhileError)
        return again(number, draft, meanwhile(why), CONFLICT, with_text=is_edited)
    if decision is None:
        return again(number, draft, gettext("It was so already: nothing was changed."), CONFLICT)
    return decided(number, decision.id, draft)


@blueprint.post("/decisions/<id:number>/undo")
@staff_only(may_moderate)
def create_undo(number: int) -> ResponseReturnValue:
    """Take a decision back: the comment is again as it was before it."""
    decision: Decision = db.get_or_404(Decision, number)
    about = decision.comment_id or abort(404)
    draft = sent()
    try:
        with writing():
            comment, article = to_decide(about)
            undo(db.session.get_one(Decision, number), comment, article, by=decider())
    except NotUndoneError:
        sentence = gettext("That can’t be taken back any more: nothing was changed.")
        return again(about, draft, sentence, CONFLICT)
    if not wants_parts():
        return redirect(way_on(draft.onward, f"item-{about}"), 303)
    return make_response(item_parts(about, draft, said=gettext("Taken back.")), 201)


def decided(number: int, decision: int, draft: Draft) -> Response:
    """Answer a decision: a line with a way back in the item's place, or the way to the list."""
    if draft.place == IN_PLACE:
        return in_place(number)
    if not wants_parts():
        onward = way_on(draft.onward, "done", decided=decision, at=draft.following)
        return make_response(redirect(onward, 303))
    parts = render_template("moderation/decided.html", done=done([decision]), draft=draft)
    return make_response(parts, 201)


def in_place(number: int) -> Response:
    """Answer a decision that was made under the article: the comment as it stands there now."""
    comment = fresh(number)
    article, root = article_of(comment), root_of(comment)
    if not wants_parts():
        there = url_for("comments.show", slug=article.slug, number=number)
        return make_response(redirect(there, 303))
    speak(article.language)
    parts = render_template(
        "moderation/in_place.html",
        article=article,
        comment=comment,
        branch=alone(comment, is_new=True),
        root=root,
        passage=passage_over(root, article) if comment is not root else None,
        is_open=may_comment(article, now()),
    )
    return make_response(parts, 201)


def again(
    number: int, draft: Draft, problem: str, status: int, *, with_text: bool = False
) -> ResponseReturnValue:
    """Answer that nothing was changed, and why: the item as it is now, with what was typed.

    ``with_text`` is for what the page of an article does not show yet.
    """
    if wants_parts():
        return item_parts(number, draft, problem=problem, with_text=with_text), status
    return item_page(number, draft, problem=problem), status


def item_parts(
    number: int, draft: Draft, *, problem: str = "", said: str = "", with_text: bool = False
) -> str:
    """Return the item of a comment as it is now, as a part of the page; ``said`` says what was."""
    context = shown([find(number)], draft, onward=draft.onward, place=draft.place)
    return render_template(
        "moderation/item_again.html",
        item=context["items"][0],
        problem=problem,
        said=said,
        with_text=with_text,
        **context,
    )
