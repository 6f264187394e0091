"""Answering: what becomes of an objection, decided by somebody else where there is one."""

from dataclasses import replace

from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.models import Comment, Status
from opinion.database import db
from opinion.moderation.deciding import Decider, NotDecidedError, Verdict, decide
from opinion.moderation.models import Decision, Objection, Outcome
from opinion.moderation.objecting import Answer, close
from opinion.moderation.seeing import Seen
from opinion.people.appointing import has_colleagues
from opinion.permissions import may_answer


class NotYoursToAnswerError(NotDecidedError):
    """Who decided does not answer what is said against it, while there is another one."""


class WordlessAnswerError(NotDecidedError):
    """An objection is answered in words."""


class AnsweredError(NotDecidedError):
    """The objection was answered before."""


def answer(
    objection: Objection,
    comment: Comment,
    article: Article,
    said: Answer,
    *,
    by: Decider,
    seen: Seen | None = None,
) -> None:
    """Answer ``objection`` as ``said``, and let ``comment`` be read again if it is reversed.

    ``seen`` is what who answers has seen of the comment, as for ``deciding.decide``. The caller
    holds the write lock and has loaded all inside it.

    Raises:
        UnseenError: they have not seen all of it.
        NotYoursToAnswerError, AnsweredError, WordlessAnswerError: nothing was changed.
    """
    if objection.answered_at:
        raise AnsweredError
    decision = db.session.get_one(Decision, objection.decision_id)
    others = has_colleagues(by.person_id)
    if not may_answer(decision.person_id, by.person_id, has_others=others):
        raise NotYoursToAnswerError
    if not said.words:
        raise WordlessAnswerError
    if said.outcome is Outcome.REVERSED:
        decide(comment, article, Verdict(Status.PUBLISHED, words=said.words), by=by, seen=seen)
    if objection.answered_at is None:
        close(objection, comment, replace(said, person_id=by.person_id), now())
