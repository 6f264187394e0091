"""Sanctions as they are when a test begins, and what was done about them."""

from datetime import timedelta
from typing import Any

from flask import Flask, current_app
from flask.testing import FlaskClient
from sqlalchemy import select

from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.models import Comment
from opinion.database import db, writing
from opinion.moderation import sanctioning
from opinion.moderation.deciding import Decider
from opinion.moderation.models import By, Rule
from opinion.moderation.sanction_orders import Order
from opinion.moderation.sanctions import Kind, On, Sanction, SanctionAct
from opinion.notices.keys import Purpose, token
from opinion.people.guests import key_at
from opinion.people.models import Person
from tests.comments.owners import newest
from tests.comments.sending import send

WEEK = timedelta(days=7)


def impose(
    comment: Comment,
    kind: Kind,
    on: On = On.BROWSER,
    lasts: timedelta | None = WEEK,
    by: Person | None = None,
    **why: Any,
) -> Sanction:
    """Impose a sanction on who wrote ``comment``."""
    at = why.pop("at", None)
    order = Order(kind, on, lasts, why.pop("rule", Rule.INSULT), **why)
    decider = Decider(By.MODERATOR, by.id) if by else Decider(By.COMMAND)
    with writing():
        loaded = db.session.get_one(Comment, comment.id)
        key = key_at(loaded.posted_at)
        return sanctioning.impose(
            loaded, order, by=decider, at=at or now(), secret=secret(), network_key=key
        )


def written(client: FlaskClient, article: Article, text: str = "What I have to say.") -> Comment:
    """Let a guest write a comment."""
    assert send(client, article.slug, text=text).status_code == 303
    return newest()


def statement_of(sanction: Sanction) -> str:
    """Return the address of the statement of reasons."""
    return f"/sanctions/{token(secret(), Purpose.SANCTION, sanction.key)}"


def trail(sanction: Sanction) -> list[tuple[str, str, int | None]]:
    """Return what was done about a sanction, the first thing first: what, by whom."""
    db.session.rollback()
    rows = select(SanctionAct).where(SanctionAct.sanction_id == sanction.id)
    found = db.session.scalars(rows.order_by(SanctionAct.id))
    return [(each.act, each.done_by, each.person_id) for each in found]


def from_network(app: Flask, address: str) -> FlaskClient:
    """Return a fresh browser in the network around ``address``."""
    browser = app.test_client()
    browser.environ_base["REMOTE_ADDR"] = address
    return browser


def secret() -> str:
    known: str = current_app.config["SECRET_KEY"]
    return known
