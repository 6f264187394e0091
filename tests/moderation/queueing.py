"""Moderators at their queue, over HTTP: what they see there, and the buttons they press."""

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.models import Comment, Status
from opinion.comments.posting import Submission, Writer, post
from opinion.comments.reactions import Mark, Reason
from opinion.comments.reporting import Complaint, report
from opinion.database import db, writing
from opinion.moderation.finding import seen_of
from tests.moderation.ruling import moderator
from tests.people.readers import OURS, press, signed_in

QUEUE = "/moderation"
HTMX = {**OURS, "HX-Request": "true"}


def at_work(app: Flask, name: str = "mia") -> FlaskClient:
    """Return the browser of a moderator."""
    return signed_in(app, moderator(name))


def held(under: Article, text: str = "It waits.", writer: str = "") -> Comment:
    """Store a comment that waits, by somebody who may be known by ``writer``."""
    hash_ = writer * 64 if writer else None
    with writing():
        return post(
            db.session.get_one(Article, under.id),
            Submission("Sample Reader", text),
            at=now(),
            status=Status.HELD,
            by=Writer(hash_, "n" * 64, hash_) if hash_ else None,
        )


def reported(comment: Comment, by: str = "a", note: str = "") -> None:
    """Let a reader report a comment."""
    with writing():
        loaded = db.session.get_one(Comment, comment.id)
        article = db.session.get_one(Article, loaded.article_id)
        complaint = Complaint(Reason.INSULT, note)
        report(loaded, article, complaint, by=Mark(by * 64, by * 64), at=now(), hides=3)


def seen(comment: Comment) -> str:
    """Return what a page that is loaded now shows of a comment, as its form carries it."""
    return str(seen_of([comment])[comment.id])


def decide(browser: FlaskClient, comment: Comment, verdict: str, **fields: str) -> TestResponse:
    """Press a button of an item, as its page was just loaded."""
    sent = {"seen": seen(comment), "verdict": verdict, **fields}
    return press(browser, f"/moderation/comments/{comment.id}/decisions", **sent)


def swap(browser: FlaskClient, path: str, **fields: str) -> TestResponse:
    """Press a button as htmx does."""
    return browser.post(path, data=fields, headers=HTMX)


def state_of(comment: Comment) -> str:
    """Return how a comment is now."""
    db.session.rollback()
    return str(db.session.get_one(Comment, comment.id, populate_existing=True).status)
