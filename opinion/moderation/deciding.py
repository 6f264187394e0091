"""Deciding: what others make of a comment, and taking it back. Each leaves a row behind it."""

from dataclasses import dataclass, replace

from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.finding import former_texts_of
from opinion.comments.models import Comment, Status
from opinion.comments.reporting import settle
from opinion.moderation.finding import last_change, last_decision
from opinion.moderation.models import By, Decision, Found, Rule
from opinion.moderation.noticing import close_notices, has_open_notices
from opinion.moderation.objecting import close_reversed, reopen
from opinion.moderation.queueing import queue_up
from opinion.moderation.reasoning import found_how, reason_before
from opinion.moderation.recording import TAKEN_AWAY, Cause, change_state
from opinion.moderation.seeing import Seen
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


class UnseenError(NotDecidedError):
    """Something came since that who decides has not seen."""


class DecidedMeanwhileError(UnseenError):
    """Another decision came since; it is :attr:`decision`."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(decision.id)
        self.decision = decision


class EditedMeanwhileError(UnseenError):
    """Its writer changed the text since."""


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

    def is_news(self, last: Decision | None) -> bool:
        """Whether it names another reason than ``last`` did for what keeps a comment from readers.

        That it is held is no reason by itself.
        """
        reason = self.rule, self.law, self.words
        if last is None or self.status == Status.PUBLISHED or not any(reason):
            return False
        return reason != (last.rule, last.law, last.words)


def decide(
    comment: Comment,
    article: Article,
    verdict: Verdict,
    *,
    by: Decider,
    seen: Seen | None = None,
) -> Decision | None:
    """Decide about ``comment``, and return the decision; None where nothing was to be decided.

    ``seen`` is what who decides has seen of it; None where they can't have missed anything. What
    was reported is settled, its writer is told, and others once they may read it. Of a comment that
    is wiped nothing is left to decide about. The caller holds the write lock and has loaded both
    inside it.

    Raises:
        UnseenError: they have not; nothing was changed.
        NoReasonError: nothing says why the comment is removed.
    """
    verdict, at, last = verdict.with_rule(), now(), last_decision(comment.id)
    _check(comment, last, seen)
    if not comment.text:
        return None
    is_reported = settle(comment, at) > 0 or has_open_notices(comment.id)
    if comment.status == verdict.status and not (is_reported or verdict.is_news(last)):
        return None
    cause = Cause(
        by.by,
        by.person_id,
        found=found_how(last, is_reported=is_reported),
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
    changed_at = former_texts_of(comment.id).changed_at
    is_last = last is not None and last.id == decision.id
    if not (is_last and comment.text and may_undo(decision, at, changed_at)):
        raise NotUndoneError
    status = Status(decision.former or comment.status)
    before = reason_before(decision, status)
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
    if undoing.is_objectionable:
        reopen(decision, undoing)
    _follow(comment, former, undoing)
    return undoing


def _check(comment: Comment, last: Decision | None, seen: Seen | None) -> None:
    """Raise :class:`UnseenError` where what is true of ``comment`` now is not what was ``seen``."""
    if seen is None:
        return
    if last and last.id != seen.decision:
        raise DecidedMeanwhileError(last)
    if former_texts_of(comment.id).versions != seen.versions:
        raise EditedMeanwhileError


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
