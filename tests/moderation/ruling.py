"""Moderators who decide, and what is stored of it."""

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from opinion.articles.models import Article
from opinion.comments.models import Comment, Status
from opinion.database import db, writing
from opinion.moderation.deciding import Decider, Verdict, decide, undo
from opinion.moderation.finding import last_change
from opinion.moderation.models import By, Decision, LegalNotice, Objection, Rule
from opinion.moderation.seeing import Seen
from opinion.notices.keys import Purpose, token
from opinion.people.models import Person, Role
from tests import make

ORIGIN = {"Origin": "http://localhost"}


def moderator(name: str = "mia") -> Person:
    """Store one of the staff."""
    return make.person(f"{name}@example.org", name.title(), role=Role.MODERATOR)


def rule(
    comment: Comment, verdict: Verdict, by: Person | None = None, seen: Seen | None = None
) -> int:
    """Decide about a comment; return the number of the decision, 0 where there was nothing to."""
    who = Decider(By.MODERATOR, by.id if by else None)
    with writing():
        loaded = db.session.get_one(Comment, comment.id)
        article = db.session.get_one(Article, loaded.article_id)
        decision = decide(loaded, article, verdict, by=who, seen=seen)
        return decision.id if decision else 0


def remove(comment: Comment, by: Person | None = None, **why: str) -> int:
    """Remove a comment for an insult."""
    return rule(comment, Verdict(Status.REMOVED, Rule.INSULT, **why), by)


def undone(comment: Comment, by: Person | None = None) -> Decision:
    """Take back what gave a comment its state."""
    with writing():
        loaded = db.session.get_one(Comment, comment.id)
        article = db.session.get_one(Article, loaded.article_id)
        last = last_change(comment.id)
        assert last
        return undo(last, loaded, article, by=Decider(By.MODERATOR, by.id if by else None))


def trail(comment: Comment) -> list[tuple[str | None, str, str]]:
    """Return what was decided about a comment, the first thing first: from, to, by."""
    db.session.rollback()
    rows = select(Decision).where(Decision.comment_id == comment.id).order_by(Decision.id)
    return [(each.former, each.status, each.decided_by) for each in db.session.scalars(rows)]


def decisions() -> list[Decision]:
    db.session.rollback()
    db.session.expire_all()
    return list(db.session.scalars(select(Decision).order_by(Decision.id)))


def objections() -> list[Objection]:
    db.session.rollback()
    db.session.expire_all()
    return list(db.session.scalars(select(Objection).order_by(Objection.id)))


def notices() -> list[LegalNotice]:
    db.session.rollback()
    db.session.expire_all()
    return list(db.session.scalars(select(LegalNotice).order_by(LegalNotice.id)))


def statement_of(browser: FlaskClient, number: int) -> str:
    """Return the address of the statement of reasons for a decision."""
    key = db.session.get_one(Decision, number).key
    secret = browser.application.config["SECRET_KEY"]
    return f"/statements/{token(secret, Purpose.REASONS, key)}"


def object_to(browser: FlaskClient, address: str, text: str) -> TestResponse:
    """Send the box in which a writer objects."""
    return browser.post(f"{address}/objection", data={"text": text}, headers=ORIGIN)
