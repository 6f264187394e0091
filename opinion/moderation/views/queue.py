"""The doors to the queue: what waits for a moderator, and many decisions at once."""

import re
from collections.abc import Collection

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from opinion.comments.models import Comment
from opinion.database import db, writing
from opinion.moderation.claims import release
from opinion.moderation.deciding import NoReasonError, UnseenError, Verdict, decide
from opinion.moderation.listing import PAGE, Place, waiting_behind
from opinion.moderation.seeing import Seen, seen_in
from opinion.moderation.views.asked import Draft, UnfitError, decider, sent, to_decide
from opinion.moderation.views.room import blueprint
from opinion.moderation.views.showing import done_lately, shown, way_on
from opinion.people.signing_in import staff_only
from opinion.permissions import may_moderate
from opinion.web.arguments import number_or_none

PLACE = re.compile(r"([0-9]{1,4})-([1-9][0-9]{0,9})")
PICK = re.compile(r"([1-9][0-9]{0,9})\.(.+)")
UNFIT = 422
Picked = dict[int, Seen]  # what was seen of each comment


@blueprint.get("")
@staff_only(may_moderate)
def queue() -> ResponseReturnValue:
    """Show what waits for a moderator, the most urgent first."""
    return queue_page(request.args.get("after", ""))


@blueprint.post("/decisions")
@staff_only(may_moderate)
def create_decisions() -> ResponseReturnValue:
    """Decide about all comments that were picked; about those not that changed meanwhile."""
    draft, picked = sent(), picks()
    after = request.form.get("after", "")
    try:
        verdict = draft.wanted_of(picked).with_rule()
        decided, left = decide_all(picked, verdict)
    except (UnfitError, NoReasonError) as why:
        problem = str(why) or no_reason()
        return queue_page(after, draft=draft, picked=picked, problem=problem), UNFIT
    onward = url_for("moderation.queue", after=after or None)
    numbers = ",".join(map(str, decided))
    return redirect(way_on(onward, "done", decided=numbers, left=left), 303)


def decide_all(picked: Picked, verdict: Verdict) -> tuple[list[int], int]:
    """Decide about each; return the numbers of the decisions, and how many were not made.

    Comments come by their articles, so that two who do this at once don't wait for each other.
    """
    decided, left = [], 0
    with writing():
        found = [db.session.get(Comment, number) for number in picked]
        known = sorted((each.article_id, each.id) for each in found if each)
        for _, number in known:
            comment, article = to_decide(number)
            try:
                decision = decide(comment, article, verdict, by=decider(), seen=picked[number])
            except UnseenError:
                decision = None
            release(number)
            if decision:
                decided.append(decision.id)
            else:
                left += 1
    return decided, left


def queue_page(
    after: str, *, draft: Draft | None = None, picked: Collection[int] = (), problem: str = ""
) -> str:
    """Return the page of the queue behind the place ``after``; what is no place is its start."""
    found, behind = waiting_behind(place_in(after))
    return render_template(
        "moderation/queue.html",
        **shown(found),
        bulk=draft or Draft(),
        picked=picked,
        problem=problem,
        after=after if place_in(after) else "",
        more=f"{behind[0]}-{behind[1]}" if behind else "",
        done=done_lately(),
        at=number_or_none(request.args.get("at", "")),
        left=number_or_none(request.args.get("left", "")),
        is_back="taken" in request.args,
        taken=number_or_none(request.args.get("taken", "")),
    )


def place_in(text: str) -> Place | None:
    """Return the place in the queue that ``text`` names; None where it names none."""
    found = PLACE.fullmatch(text)
    number = number_or_none(found[2]) if found else None
    return (int(found[1]), number) if found and number else None


def picks() -> Picked:
    """Return the comments that were picked, a page's full at the most."""
    found = [PICK.fullmatch(each) for each in request.form.getlist("pick")[:PAGE]]
    pairs = [(number_or_none(each[1]), seen_in(each[2])) for each in found if each]
    return {number: seen for number, seen in pairs if number}


def no_reason() -> str:
    """Ask for a reason."""
    return gettext("Please say why: choose a rule, name a law, or write to the writer.")
