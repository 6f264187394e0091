"""Purging: what is not kept for ever, and what becomes of it in the end.

Each task selects what is due and does away with it; what is done is due no more, so that all can be
done again at any time. That something was decided, when and by what, stays: figures count it.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, func, select, update

from opinion.articles.finding import article_to_change
from opinion.articles.models import Article
from opinion.comments.models import Comment, Status
from opinion.comments.reactions import Report
from opinion.comments.withdrawing import wipe_words
from opinion.database import db
from opinion.moderation.models import By, Decision, LegalNotice, Objection
from opinion.moderation.recording import TAKEN_AWAY, Cause, change_state
from opinion.notices.gathering import DONE, DONE_KEPT_FOR, UNCONFIRMED_KEPT_FOR
from opinion.notices.models import Following, Mail, Notice
from opinion.people.credentials import FailedSignIn, SetUpLink
from opinion.people.models import Session, SignInLink
from opinion.privacy.marks import of_marks
from opinion.privacy.tasks import DAY, Rows, Spans, Task


def tasks(spans: Spans, at: datetime) -> list[Task]:
    """Return all that is to be done at the moment ``at``, in order."""
    return [*_of_comments(spans, at), *of_marks(spans, at), *_of_mail_and_sessions(at)]


def _of_comments(spans: Spans, at: datetime) -> list[Task]:
    """Return what becomes of comments: those that are held, and those that were taken away."""
    told = select(func.max(Decision.at)).where(Decision.comment_id == Comment.id)
    since = func.coalesce(told.scalar_subquery(), Comment.posted_at)
    charged = select(LegalNotice.comment_id).where(
        LegalNotice.decided_at.is_(None), LegalNotice.comment_id.is_not(None)
    )
    objected = (
        select(Decision.comment_id)
        .join(Objection, Objection.decision_id == Decision.id)
        .where(Objection.answered_at.is_(None), Decision.comment_id.is_not(None))
    )
    kept = select(Comment.id, Comment.article_id).where(
        Comment.text != "", Comment.id.not_in(charged), Comment.id.not_in(objected)
    )
    undecided = kept.where(Comment.status == Status.HELD, since <= at - spans.undecided)
    removed = kept.where(Comment.status.in_(TAKEN_AWAY), since <= at - spans.removed)

    def expire(comment: Comment, article: Article) -> None:
        change_state(comment, article, Status.REMOVED, Cause(By.SCREENING), at)
        wipe_words(comment)

    return [
        Task("held comments that nobody decided about", undecided, _each(undecided, expire)),
        Task(
            "texts of spam and of removed comments",
            removed,
            _each(removed, lambda comment, _: wipe_words(comment)),
        ),
    ]


def _each(due: Select[Any], do: Callable[[Comment, Article], None]) -> Callable[[Rows], None]:
    """Return what locks the articles of some comments, and does something to those still due."""

    def carry_out(rows: Rows) -> None:
        articles = {
            number: db.session.scalars(article_to_change(number)).one()
            for number in sorted({row.article_id for row in rows})
        }
        still = due.with_only_columns(Comment).where(Comment.id.in_([row.id for row in rows]))
        for comment in db.session.scalars(still).all():
            do(comment, articles[comment.article_id])
            for table in (Report, Decision):
                about = update(table).where(table.comment_id == comment.id)
                db.session.execute(about.values(note=""))

    return carry_out


def _of_mail_and_sessions(at: datetime) -> list[Task]:
    """Return what is over: links, sessions, attempts, mails, and followings never confirmed."""
    over: list[tuple[str, Any, Any]] = [
        ("links to sign in by", SignInLink.token, SignInLink.asked_at <= at - DAY),
        ("links to set up a way to sign in", SetUpLink.token, SetUpLink.expires_at <= at),
        ("sessions that ended", Session.id, Session.ends_at <= at),
        ("failed attempts to sign in", FailedSignIn.id, FailedSignIn.at <= at - DAY),
        (
            "followings never confirmed",
            Following.id,
            Following.confirmed_at.is_(None) & (Following.asked_at < at - UNCONFIRMED_KEPT_FOR),
        ),
        (
            "mails that are done",
            Mail.id,
            Mail.state.in_(DONE) & (Mail.done_at < at - DONE_KEPT_FOR),
        ),
        (
            "notices that no worker came for",
            Notice.id,
            Notice.mail_id.is_(None) & (Notice.queued_at < at - DONE_KEPT_FOR),
        ),
    ]
    return [Task(name, select(key).where(is_over), _deleting(key)) for name, key, is_over in over]


def _deleting(key: Any) -> Callable[[Rows], None]:
    """Return what deletes the rows that have these keys."""

    def carry_out(rows: Rows) -> None:
        db.session.execute(delete(key.class_).where(key.in_([row[0] for row in rows])))

    return carry_out
