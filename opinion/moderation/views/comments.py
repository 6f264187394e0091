"""The doors to all comments, in whatever state: searching them, and all there is about one."""

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from opinion.clock import now
from opinion.comments.models import Status
from opinion.database import db
from opinion.moderation.listing import around as thread_around
from opinion.moderation.listing import deciders, items_of, others_by
from opinion.moderation.searching import Wanted, search
from opinion.moderation.views.asked import Draft, find, moderator, where
from opinion.moderation.views.room import blueprint
from opinion.moderation.views.showing import done_lately, here, shown
from opinion.people.signing_in import staff_only
from opinion.permissions import may_moderate
from opinion.screening.reasons import Why
from opinion.text import clean_body
from opinion.web.arguments import number_or_none, place_asked

ALL = 1_000  # decisions about one comment
LONGEST = 200  # characters of what is searched for


@blueprint.get("/comments")
@staff_only(may_moderate)
def comments() -> ResponseReturnValue:
    """Show the comments that the query looks for, the newest first."""
    asked = {
        name: clean_body(request.args.get(name, ""))[:LONGEST]
        for name in ("status", "article", "person", "reason", "text")
    }
    wanted = Wanted(**asked)
    found, older = search(wanted, place_asked("before"))
    kept: dict[str, Any] = {name: value for name, value in asked.items() if value}
    return render_template(
        "moderation/comments.html",
        **shown(found),
        wanted=wanted,
        states=list(Status),
        whys=[each for each in Why if each not in {Why.REPEATED, Why.TOO_FAST, Why.HEATED}],
        older=url_for("moderation.comments", before=older, **kept) if older else "",
        onward=here(),
        done=done_lately(),
        at=number_or_none(request.args.get("at", "")),
    )


@blueprint.get("/comments/<id:number>")
@staff_only(may_moderate)
def comment(number: int) -> ResponseReturnValue:
    """Show all there is about one comment."""
    place, onward = where(request.args)
    return item_page(number, Draft(place=place, onward=onward))


@blueprint.get("/comments/<id:number>/around")
@staff_only(may_moderate)
def around(number: int) -> ResponseReturnValue:
    """Show the thread around a comment, in whatever state what stands there is."""
    found, article = find(number)
    return render_template(
        "moderation/around.html", comment=found, article=article, thread=thread_around(found)
    )


def item_page(number: int, draft: Draft, *, problem: str = "") -> str:
    """Return the page of one comment; with a ``problem``, what was sent about it stands in it."""
    found, article = find(number)
    [item] = items_of([(found, article)], moderator().id, now(), most=ALL)
    others = db.session.execute(others_by(found)).all() if found.writer else []
    return render_template(
        "moderation/comment.html",
        item=item,
        names=deciders([item]),
        draft=draft,
        place=draft.place,
        onward=draft.onward or url_for("moderation.comment", number=number),
        problem=problem,
        others=others,
        done=done_lately(),
    )
