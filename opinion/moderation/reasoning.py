"""Reasoning: how what is decided about came to notice, and why it was so before."""

from opinion.comments.models import Status
from opinion.database import db
from opinion.moderation.finding import decisions_about
from opinion.moderation.models import Decision, Found


def found_how(last: Decision | None, *, is_reported: bool) -> Found:
    """Say how what is decided about came to notice."""
    if is_reported:
        return Found.REPORTS
    was_held = last is not None and last.status == Status.HELD
    return Found(last.found or Found.STAFF) if last and was_held else Found.STAFF


def reason_before(decision: Decision, status: Status) -> Decision | None:
    """Return why the comment had the state ``status`` that it had before ``decision``."""
    if decision.comment_id is None or status == Status.PUBLISHED:
        return None
    earlier = decisions_about(decision.comment_id).where(Decision.id < decision.id)
    return db.session.scalar(earlier.where(Decision.status == status).limit(1))
