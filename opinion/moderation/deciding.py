"""Deciding: what others make of a comment, and taking it back. Each leaves a row behind it."""

from dataclasses import dataclass, replace

from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.models import Comment, Status
from opinion.comments.reporting import settle
from opinion.database import db
from opinion.moderation.finding import decisions_about, last_change, last_decision
from opinion.moderation.models import By, Decision, Found, Rule
from opinion.moderation.noticing import close_notices, has_open_notices
from opinion.moderation.objecting import close_reversed
from opinion.moderation.queueing import queue_up
from opinion.moderation.recording import TAKEN_AWAY, Cause, change_state
from opinion.notices.explaining import tell_reasons
from opinion.notices.telling import tell_of, tell_of_decision
from opinion.permissions import may_undo
from opinion.screening.lessons import Lesson, teach


class NotDecidedError(Exception):
    """Nothing was changed."""


class NoReasonError(NotDecidedError):
    """A comment is not removed without a rule, a law, or words that say why."""


class NotUndoneError(NotDecidedError):
    """It can't be taken back: too late, something came after it, or nothing is left of it."""


class DecidedMeanwhileError(NotDecidedError):
    """Another decision came since; it is :attr:`decision`."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(decision.id)
        self.decision = decision


@dataclass(frozen=True)
class Decider:
    """Who decides: ``person_id`` is who of the staff, where that is known."""

    by: By = By.COMMAND
    person_id: int | None = None


@dataclass(frozen=True)
class Verdict:
    """What is to become of a comment, and why. ``words`` are for its writer, ``note`` for staff."""

    status: Status
    rule: Rule | None = None
    law: str = ""
    words: str = ""
    note: str = ""

    def with_rule(self) -> "Verdict":
        """Return it with its rule named: a law, spam, or words that say why imply one.

        Raises:
            NoReasonError: nothing says why the comment is removed.
        """
        if self.status not in TAKEN_AWAY or self.rule:
            return self
        if self.status == Status.SPAM:
            return replace(self, rule=Rule.SPAM)
        if self.law or self.words:
            return replace(self, rule=Rule.ILLEGAL if self.law else Rule.OTHER)
        raise NoReasonError


def decide(
    comment: Comment,
    article: Article,
    verdict: Verdict,
    *,
    by: Decider,
    seen: int | None = None,
) -> Decision | None:
    """Decide about ``comment``, and return the decision; None where nothing was to be decided.

    ``seen`` is the number of the last decision about it that who decides has seen, 0 where there
    was none; None where they can't have missed one. What was reported is settled, its writer is
    told, and others once they may read it. Of a comment that is wiped nothing is left to decide
    about. The caller holds the write lock and has loaded both inside it.

    Raises:
        DecidedMeanwhileError: another decision came since; nothing was changed.
        NoReasonError: nothing says why the comment is removed.
    """
    verdict, at, last = verdict.with_rule(), now(), last_decision(comment.id)
    if seen is not None and last and last.id != seen:
        raise DecidedMeanwhileError(last)
    if not comment.text:
        return None
    is_reported = settle(comment, at) > 0 or has_open_notices(comment.id)
    if comment.status == verdict.status and not (is_reported or _is_news(verdict, last)):
        return None
    cause = Cause(
        by.by,
        by.person_id,
        found=_found(last, is_reported=is_reported),
        rule=verdict.rule,
        law=verdict.law,
        words=verdict.words,
        note=verdict.note,
    )
    former = comment.status
    decision = change_state(comment, article, verdict.status, cause, at)
    _follow(comment, former, decision)
    return decision


def undo(decision: Decision, comment: Comment, article: Article, *, by: Decider) -> Decision:
    """Give ``comment`` back the state that it had before ``decision``, and say so in a new one.

    The caller holds the write lock and has loaded all inside it.

    Raises:
        NotUndoneError: as above; nothing was changed.
    """
    at, last = now(), last_change(comment.id)
    if last is None or last.id != decision.id or not comment.text or not may_undo(decision, at):
        raise NotUndoneError
    status = Status(decision.former or comment.status)
    before = _reason_before(decision, status)
    cause = Cause(
        by.by,
        by.person_id,
        found=before.found if before else Found.STAFF,
        rule=before.rule if before else None,
        law=before.law if before else "",
        words=before.words if before else "",
        undoes=decision.id,
    )
    former = comment.status
    settle(comment, at)
    undoing = change_state(comment, article, status, cause, at)
    _follow(comment, former, undoing)
    return undoing


def _follow(comment: Comment, former: Status, decision: Decision) -> None:
    """Let all that waits for ``decision`` know of it, in the order of who it matters to most."""
    at = decision.at
    is_approved = former == Status.HELD and comment.is_live
    if is_approved or (decision.changes and Status.SPAM in {former, comment.status}):
        teach(Lesson(comment.text, is_spam=comment.status == Status.SPAM))
    if comment.status != Status.HELD:
        close_notices(comment.id, decision)
        queue_up(comment, at)
    if comment.is_live:
        comment.published_at = comment.published_at or at
        is_answered = close_reversed(comment, decision, at)
        if former == Status.HELD:
            tell_of_decision(comment, at)
        elif former in TAKEN_AWAY and not is_answered:
            tell_reasons(comment, decision, at)
        if decision.changes:
            tell_of(comment, at)
    elif decision.is_restriction and comment.status != Status.SPAM:
        tell_reasons(comment, decision, at)  # a word about spam would only help its senders


def _is_news(verdict: Verdict, last: Decision | None) -> bool:
    """Whether a comment that is taken away is so for another reason now."""
    if verdict.status not in TAKEN_AWAY or last is None:
        return False
    return (verdict.rule, verdict.law, verdict.words) != (last.rule, last.law, last.words)


def _found(last: Decision | None, *, is_reported: bool) -> Found:
    """Say how what is decided about came to notice."""
    if is_reported:
        return Found.REPORTS
    was_held = last is not None and last.status == Status.HELD
    return Found(last.found or Found.STAFF) if last and was_held else Found.STAFF


def _reason_before(decision: Decision, status: Status) -> Decision | None:
    """Return why the comment had the state ``status`` that it had before ``decision``."""
    if decision.comment_id is None or status == Status.PUBLISHED:
        return None
    earlier = decisions_about(decision.comment_id).where(Decision.id < decision.id)
    return db.session.scalar(earlier.where(Decision.status == status).limit(1))
