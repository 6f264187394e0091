"""Readers who agree and report: each from a network of their own."""

from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from opinion.articles.models import Article
from opinion.comments.models import Comment
from opinion.comments.reactions import Report, Vote
from opinion.database import db
from tests.comments.sending import HTMX

ORIGIN = {"Origin": "http://localhost"}


def reader(app: Flask, network: int = 1) -> FlaskClient:
    """Return a browser without cookies, somewhere in the network with this number."""
    browser = app.test_client()
    browser.environ_base["REMOTE_ADDR"] = f"10.1.{network}.7"
    return browser


def vote(
    browser: FlaskClient, comment: Comment | int, *, htmx: bool = False, **data: str
) -> TestResponse:
    """Press Agree, or, with ``withdraw``, Take back."""
    headers = ORIGIN | (HTMX if htmx else {})
    number = comment if isinstance(comment, int) else comment.id
    return browser.post(f"/comments/{number}/votes", data=data, headers=headers)


def report(
    browser: FlaskClient,
    comment: Comment | int,
    reason: str = "spam",
    *,
    htmx: bool = False,
    **data: Any,
) -> TestResponse:
    """Send the form to report a comment."""
    headers = ORIGIN | (HTMX if htmx else {})
    number = comment if isinstance(comment, int) else comment.id
    address = f"/comments/{number}/reports"
    return browser.post(address, data={"reason": reason, **data}, headers=headers)


def now_of(comment: Comment) -> Comment:
    """Return the comment as it is stored now."""
    db.session.rollback()
    db.session.expire_all()
    return db.session.get_one(Comment, comment.id)


def reports_of(comment: Comment) -> list[Report]:
    """Return what was said against the comment, the first thing first."""
    db.session.rollback()
    said = select(Report).where(Report.comment_id == comment.id).order_by(Report.id)
    return list(db.session.scalars(said))


def counts_are_right(article: Article) -> bool:
    """Whether what the article and its comments count is what is stored."""
    db.session.rollback()
    db.session.expire_all()
    comments = db.session.scalars(select(Comment).where(Comment.article_id == article.id)).all()
    votes = [_votes_for(each) for each in comments]
    total = db.session.get_one(Article, article.id).agree_count
    return [each.agree_count for each in comments] == votes and sum(votes) == total


def _votes_for(comment: Comment) -> int:
    votes = select(func.count()).where(Vote.comment_id == comment.id)
    return db.session.scalar(votes) or 0
