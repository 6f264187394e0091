"""Objecting: how a writer says that a decision about their comment is wrong (article 20).

The article is that of Regulation (EU) 2022/2065, the Digital Services Act.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select, update

from opinion.comments.models import Comment
from opinion.database import db
from opinion.moderation.models import Decision, Objection, Outcome
from opinion.notices.explaining import tell_answer


@dataclass(frozen=True)
class Answer:
    """What becomes of an objection, in words to the writer, and who of the staff says so."""

    outcome: Outcome
    words: str = ""
    person_id: int | None = None
    decision_id: int | None = None


def object_to(decision: Decision, text: str, at: datetime) -> Objection:
    """Keep what a writer has against ``decision``. The caller knows that they may."""
    objection = Objection(decision_id=decision.id, text=text, at=at)
    db.session.add(objection)
    db.session.flush()
    return objection


def open_objections() -> Select[tuple[Objection, Decision]]:
    """Select the objections that wait for an answer, the oldest first, and what they are against.

    Those against what is decided about nobody's words any more are not answered.
    """
    return (
        select(Objection, Decision)
        .join(Decision, Decision.id == Objection.decision_id)
        .join(Comment, Comment.id == Decision.comment_id)
        .where(Objection.answered_at.is_(None), Comment.text != "")
        .order_by(Objection.id)
    )


def close(objection: Objection, comment: Comment, answer: Answer, at: datetime) -> None:
    """Answer ``objection``, which is about ``comment``, and tell its writer. Holds no rule."""
    objection.answered_at, objection.outcome = at, answer.outcome
    objection.words, objection.answered_by = answer.words, answer.person_id
    objection.answer_id = answer.decision_id
    tell_answer(comment, objection.decision_id, at)


def close_reversed(comment: Comment, decision: Decision, at: datetime) -> bool:
    """Answer what is open about ``comment``, which ``decision`` lets be read again; say whether."""
    about = open_objections().where(Decision.comment_id == comment.id)
    objections = db.session.scalars(about).all()
    by, number = decision.person_id, decision.id
    for each in objections:
        close(each, comment, Answer(Outcome.REVERSED, decision.words, by, number), at)
    return bool(objections)


def reopen(undone: Decision, undoing: Decision) -> None:
    """Open the objection that ``undone`` reversed: it is against ``undoing`` now, and unanswered.

    So its writer need not say it again, and another one than who took it back answers.
    """
    reversed_ = select(Objection).where(Objection.answer_id == undone.id)
    objection = db.session.scalar(reversed_.order_by(Objection.id.desc()).limit(1))
    if objection is None:
        return
    objection.decision_id, objection.words = undoing.id, ""
    objection.answered_at = objection.outcome = objection.answered_by = objection.answer_id = None
    db.session.flush()


def forget_words(number: int) -> None:
    """Forget what was said by and to its writer about the comment ``number``, which is wiped."""
    decisions = select(Decision.id).where(Decision.comment_id == number)
    theirs = update(Objection).where(Objection.decision_id.in_(decisions))
    db.session.execute(theirs.values(text="", words=""))
    db.session.execute(update(Decision).where(Decision.comment_id == number).values(words=""))
