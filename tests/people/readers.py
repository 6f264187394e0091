"""Readers who sign in: by the button behind a mailed link, or already so when the test begins."""

from datetime import datetime

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.models import Comment
from opinion.comments.posting import Submission, Writer, post
from opinion.database import db, writing
from opinion.people.models import Person, SignInLink
from opinion.people.secrets import hash_of, new_secret
from opinion.people.sessions import begin

OURS = {"Origin": "http://localhost"}
READER = "reader@example.org"
WITH_MAIL = {  # what a site that can mail links is set to; nobody listens there
    "OPINION_SITE_URL": "http://localhost",
    "OPINION_SECRET_KEY": "a secret that only the tests know",
    "OPINION_MAIL_SERVER": "smtp://127.0.0.1:9",
    "OPINION_MAIL_FROM": "Opinion <mail@opinion.example>",
}


def signed_in(app: Flask, person: Person, provider: str = "") -> FlaskClient:
    """Return a browser in which ``person`` is signed in."""
    with writing():
        token = begin(person, now(), provider)
    browser = app.test_client()
    browser.set_cookie("opinion-session", token)
    return browser


def link_to(email: str = READER, *, onward: str = "", at: datetime | None = None) -> str:
    """Store a link to sign in by that was mailed; return its address."""
    token = new_secret()
    with writing():
        db.session.add(
            SignInLink(token=hash_of(token), email=email, onward=onward, asked_at=at or now())
        )
    return f"/session/links/{token}"


def ask_link(client: FlaskClient, email: str = READER, **fields: str) -> TestResponse:
    """Send the form that asks for a link."""
    return client.post("/session/links", data={"email": email, **fields}, headers=OURS)


def press(client: FlaskClient, path: str, **fields: str) -> TestResponse:
    """Press a button on one of our pages."""
    return client.post(path, data=fields, headers=OURS)


def is_signed_in(client: FlaskClient) -> bool:
    """Whether the browser is somebody's."""
    return client.get("/account").status_code == 200


def comment_by(person: Person, under: Article, text: str = "Signed.") -> Comment:
    """Store a comment that ``person`` wrote."""
    with writing():
        return post(
            db.session.get_one(Article, under.id),
            Submission(person.name, text),
            at=now(),
            by=Writer(person.writer, "n" * 64, person.writer, person.id),
        )
