"""The door to taking back what one decided last, whatever page it was on."""

from datetime import timedelta

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from opinion.clock import now
from opinion.database import db, writing
from opinion.moderation.deciding import NotUndoneError, undo
from opinion.moderation.finding import decided_lately_by
from opinion.moderation.models import Decision
from opinion.moderation.views.asked import decider, moderator, to_decide
from opinion.moderation.views.room import blueprint
from opinion.people.signing_in import staff_only
from opinion.permissions import may_moderate

LAST_FOR = timedelta(hours=1)


@blueprint.post("/undo")
@staff_only(may_moderate)
def create_undo_of_last() -> ResponseReturnValue:
    """Take back the last decision of who asks, of the last hour, that can be taken back."""
    number = take_back_last()
    place = f"item-{number}" if number else "taken"
    return redirect(url_for("moderation.queue", taken=number or "none", _anchor=place), 303)


def take_back_last() -> int:
    """Return the number of the comment that is again as it was; 0 where nothing was done."""
    lately = decided_lately_by(moderator().id, now() - LAST_FOR)
    for about, number in [(each.comment_id, each.id) for each in lately]:
        if about is None:
            continue
        try:
            with writing():
                comment, article = to_decide(about)
                undo(db.session.get_one(Decision, number), comment, article, by=decider())
        except NotUndoneError:
            continue
        return about
    return 0
