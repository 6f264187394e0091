"""The door to the figures: what came in lately, what became of it, and how long that took."""

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from opinion.clock import now
from opinion.comments.models import Status
from opinion.moderation import measures
from opinion.moderation.charts import side_by_side, stacked
from opinion.moderation.views.room import blueprint
from opinion.moderation.wording import rule_words
from opinion.people.signing_in import staff_only
from opinion.permissions import may_moderate

STEPS = {30: 1, 90: 1, 365: measures.WEEK}  # days that a column stands for
STATES = {
    Status.PUBLISHED: _l("published"),
    Status.HELD: _l("held"),
    Status.REMOVED: _l("removed"),
    Status.SPAM: _l("spam"),
    Status.DELETED: _l("deleted by its writer"),
}


@blueprint.get("/figures")
@staff_only(may_moderate)
def figures() -> ResponseReturnValue:
    """Show what came in within the last 30, 90 or 365 days, in pictures and tables."""
    days = days_asked()
    span = measures.last_days(days, now(), STEPS[days])
    columns, waits = measures.comments_by_state(span), measures.waits(span)
    took = {wait.day: {"median": wait.median, "nine": wait.nine_of_ten} for wait in waits}
    nothing = {"median": 0.0, "nine": 0.0}
    return render_template(
        "moderation/figures.html",
        days=days,
        choices=list(STEPS),
        span=span,
        states=STATES,
        written=[pair for pair in zip(span.days, columns, strict=True) if pair[1]],
        picture=stacked([{state: column[state] for state in STATES} for column in columns]),
        waits=waits,
        waiting=side_by_side([took.get(day, nothing) for day in span.by_week().days]),
        rules=[(rule_words(rule), many) for rule, many in measures.rules_broken(span)],
        busiest=measures.busiest_articles(span),
    )


def days_asked() -> int:
    """Return how many days are asked for. Answers 404 where that can't be chosen."""
    words = request.args.get("days", str(min(STEPS)))
    return next((each for each in STEPS if str(each) == words), 0) or abort(404)
