"""Contents: what a mail may say at the moment it is sent, as far as readers may read it then."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from opinion.articles.models import Article
from opinion.comments.models import Comment, Status
from opinion.database import db
from opinion.moderation.models import Decision, LegalNotice, Objection
from opinion.moderation.sanctions import Act, Sanction
from opinion.notices.following import is_expired
from opinion.notices.models import Following, Kind, Notice
from opinion.people.models import GOOD_FOR


@dataclass(frozen=True)
class Told:
    """A notice that may go out, with what it is about: a link to sign in by is about no article."""

    notice: Notice
    article: Article | None
    comment: Comment | None
    following: Following | None
    decision: Decision | None = None
    objection: Objection | None = None
    legal: LegalNotice | None = None
    sanction: Sanction | None = None


def told_in(mail_id: int, at: datetime) -> list[Told]:
    """Return what the mail ``mail_id`` may say at the moment ``at``, in order; perhaps nothing."""
    followed, comment = aliased(Following), aliased(Comment)
    decision, objection, legal = aliased(Decision), aliased(Objection), aliased(LegalNotice)
    article_id = func.coalesce(comment.article_id, followed.article_id, legal.article_id)
    rows = db.session.execute(
        select(Notice, Article, comment, followed, decision, objection, legal, Sanction)
        .outerjoin(followed, followed.id == Notice.following_id)
        .outerjoin(comment, comment.id == Notice.comment_id)
        .outerjoin(legal, legal.id == Notice.legal_notice_id)
        .outerjoin(decision, decision.id == func.coalesce(Notice.decision_id, legal.decision_id))
        .outerjoin(objection, objection.decision_id == Notice.decision_id)
        .outerjoin(Sanction, Sanction.id == Notice.sanction_id)
        .outerjoin(Article, Article.id == article_id)
        .where(Notice.mail_id == mail_id)
        .order_by(Notice.id)
    )
    every = [Told(*row) for row in rows]
    return [told for told in every if may_be_told(told, at)]


def may_be_told(told: Told, at: datetime) -> bool:
    """Whether it is still true, still wanted, and for its recipient to know."""
    notice, comment, following = told.notice, told.comment, told.following
    if notice.kind in {Kind.SIGN_IN, Kind.CONFIRM, Kind.PRIVATE_LINK}:
        return _is_good_link(told, at)
    if notice.kind in {Kind.RECEIPT, Kind.OUTCOME, Kind.REASONS, Kind.ANSWER}:
        return told.article is not None and _is_true_still(told, at)
    if comment is None or told.article is None:
        return False
    if following is None or following.confirmed_at is None:
        return notice.kind == Kind.WAITS  # whether it still waits, ``summoning`` asks of all
    if notice.kind == Kind.DECIDED:
        return comment.status in {Status.PUBLISHED, Status.REMOVED}
    return comment.is_live and told.article.is_public(at)


def _holds_still(notice: Notice, sanction: Sanction, at: datetime) -> bool:
    """Whether what was imposed, or upheld, was not lifted meanwhile; that it was is told anyway."""
    is_lifting = notice.kind == Kind.ANSWER and notice.mark.endswith(Act.LIFTED)
    is_upholding = notice.kind == Kind.ANSWER and sanction.lifted_at is None
    return is_lifting or is_upholding or sanction.is_in_force(at)


def _is_true_still(told: Told, at: datetime) -> bool:
    """Whether what was decided, and somebody is to be told of, was not taken back meanwhile."""
    comment, decision, objection = told.comment, told.decision, told.objection
    if told.sanction:
        return _holds_still(told.notice, told.sanction, at)
    if told.legal:
        return True
    if comment is None or decision is None or not comment.text:
        return False
    if told.notice.kind == Kind.ANSWER:
        return objection is not None and objection.answered_at is not None
    return comment.status == decision.status


def _is_good_link(told: Told, at: datetime) -> bool:
    """Whether the link that a mail is for still works."""
    notice, comment, following = told.notice, told.comment, told.following
    if notice.kind == Kind.CONFIRM:
        return (
            following is not None and not following.confirmed_at and not is_expired(following, at)
        )
    if notice.kind == Kind.SIGN_IN:
        return bool(notice.secret) and notice.queued_at > at - GOOD_FOR
    return bool(notice.secret) and comment is not None and comment.status != Status.DELETED
