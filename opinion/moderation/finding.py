"""Finding: what was decided about comments, as queries that have names."""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import Select, func, select

from opinion.articles.models import Article
from opinion.comments.finding import FormerTexts, former_texts
from opinion.comments.models import Comment, Status
from opinion.database import db
from opinion.moderation.models import By, Decision, LegalNotice, Objection
from opinion.moderation.seeing import Seen

PAGE = 50  # decisions


def decisions_about(number: int) -> Select[tuple[Decision]]:
    """Select all that was decided about the comment ``number``, the last thing first."""
    about = select(Decision).where(Decision.comment_id == number)
    return about.order_by(Decision.id.desc())


def last_decision(number: int) -> Decision | None:
    """Return what was last decided about the comment ``number``; None where nothing was."""
    return db.session.scalar(decisions_about(number).limit(1))


def last_change(number: int) -> Decision | None:
    """Return the decision that gave the comment ``number`` its present state."""
    for each in db.session.scalars(decisions_about(number)):
        if each.changes:
            return each
    return None


def last_decisions(comments: Iterable[Comment]) -> dict[int, Decision]:
    """Return what was last decided about each of ``comments``, where something was: by number."""
    numbers = [comment.id for comment in comments]
    last = select(func.max(Decision.id)).where(Decision.comment_id.in_(numbers))
    rows = db.session.scalars(
        select(Decision).where(Decision.id.in_(last.group_by(Decision.comment_id)))
    )
    return {each.comment_id: each for each in rows if each.comment_id}


def seen_of(comments: Collection[Comment]) -> dict[int, Seen]:
    """Return what who looks at ``comments`` now has seen of each: by number."""
    decided = {number: each.id for number, each in last_decisions(comments).items()}
    former = former_texts(each.id for each in comments)
    return {
        each.id: Seen(decided.get(each.id, 0), former.get(each.id, FormerTexts()).versions)
        for each in comments
    }


def decided_lately_by(person_id: int, since: datetime) -> list[Decision]:
    """Return what somebody decided from ``since`` on, and did not take back, the last first."""
    own = select(Decision).where(Decision.person_id == person_id, Decision.at >= since)
    undone = select(Decision.undoes).where(Decision.undoes.is_not(None))
    lasting = own.where(Decision.undoes.is_(None), Decision.id.not_in(undone))
    return list(db.session.scalars(lasting.order_by(Decision.id.desc()).limit(PAGE)))


def decision_with_key(key: str) -> Decision | None:
    """Return the decision whose statement of reasons ``key`` leads to."""
    return db.session.scalar(select(Decision).where(Decision.key == key))


def notice_with_key(key: str) -> LegalNotice | None:
    """Return the legal notice whose page ``key`` leads to."""
    return db.session.scalar(select(LegalNotice).where(LegalNotice.key == key))


def decision_for_notice(notice: LegalNotice) -> Decision | None:
    """Return what holds now of what was decided on ``notice``: the last decision about the comment.

    None while it waits. That readers or a program held the comment meanwhile decides nothing.
    """
    if notice.decision_id is None or notice.comment_id is None:
        return db.session.get(Decision, notice.decision_id) if notice.decision_id else None
    by_hand = Decision.decided_by.not_in((By.READERS, By.SCREENING))
    about = decisions_about(notice.comment_id).where(Decision.id >= notice.decision_id, by_hand)
    return db.session.scalar(about.where(Decision.status != Status.HELD).limit(1))


def objection_to(decision: Decision) -> Objection | None:
    """Return what the writer said against ``decision``, if they did."""
    return db.session.scalar(select(Objection).where(Objection.decision_id == decision.id))


def public_log(before: int | None) -> Select[tuple[Decision, Article]]:
    """Select what was decided about others' comments, the last thing first, with the article.

    One more than a page holds, older than the decision ``before`` where that is given. What writers
    did themselves is their own affair.
    """
    decided = (
        select(Decision, Article)
        .outerjoin(Article, Article.id == Decision.article_id)
        .where(Decision.decided_by != By.WRITER)
        .order_by(Decision.id.desc())
        .limit(PAGE + 1)
    )
    return decided.where(Decision.id < before) if before else decided


def undone_among(decisions: Iterable[Decision]) -> set[int]:
    """Return the numbers of those of ``decisions`` that were taken back."""
    numbers = [each.id for each in decisions]
    return {each for each in db.session.scalars(_undone(numbers)) if each}


def _undone(numbers: list[int]) -> Select[tuple[int | None]]:
    return select(Decision.undoes).where(Decision.undoes.in_(numbers))
