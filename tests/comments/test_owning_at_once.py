"""Two at once, on both databases: one wins, the other is told, and the counts are right."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from opinion.articles.models import Article
from opinion.comments.models import Comment, Revision, Status
from opinion.database import db
from tests import make
from tests.comments.owners import ORIGIN, edit, shown_link, take_back, written
from tests.comments.sending import send

pytestmark = pytest.mark.usefixtures("room_for_all", "each_database")
ROUNDS = 4
Act = Callable[[FlaskClient], TestResponse]


def at_once(app: Flask, writer: FlaskClient, *acts: Act) -> list[int]:
    """Do all of ``acts`` at the same time, each in a browser with the writer's cookie."""
    ready = Barrier(len(acts))
    cookie = writer.get_cookie("opinion-guest")
    assert cookie

    def start(act: Act) -> int:
        browser = app.test_client()
        browser.set_cookie("opinion-guest", cookie.value)
        with app.app_context():
            ready.wait()
            return act(browser).status_code

    with ThreadPoolExecutor(len(acts)) as threads:
        codes = list(threads.map(start, acts))
    db.session.rollback()
    db.session.expire_all()
    return codes


def counts_are_right(article: Article) -> bool:
    live = select(func.count()).where(
        Comment.article_id == article.id, Comment.status == Status.PUBLISHED
    )
    return db.session.get_one(Article, article.id).comment_count == db.session.scalar(live)


def test_an_edit_and_a_reply(app: Flask, client: FlaskClient) -> None:
    article = make.article()
    for number in range(ROUNDS):
        comment = written(client, article.slug, text=f"Number {number}")
        parent = comment.id

        codes = at_once(
            app,
            client,
            lambda browser: edit(browser, comment, "Changed"),  # noqa: B023
            lambda _: send(app.test_client(), article.slug, parent=parent, name="Other"),  # noqa: B023
        )

        left = db.session.get_one(Comment, parent)
        assert codes[1] == 303
        assert left.children == 1
        assert (codes[0] == 303) == (left.text == "Changed")
        assert codes[0] in {303, 403, 409}
        if codes[0] == 303:
            take_back(client, left)


def test_a_deletion_and_a_reply(app: Flask, client: FlaskClient) -> None:
    article = make.article()
    for number in range(ROUNDS):
        comment = written(client, article.slug, text=f"Number {number}")

        codes = at_once(
            app,
            client,
            lambda browser: take_back(browser, comment),  # noqa: B023
            lambda _: send(app.test_client(), article.slug, parent=comment.id, name="Other"),  # noqa: B023
        )

        assert codes[0] == 303
        assert codes[1] in {303, 403}
        assert db.session.get_one(Comment, comment.id).reply_count == (codes[1] == 303)
        assert counts_are_right(article)


def test_two_edits(app: Flask, client: FlaskClient) -> None:
    article = make.article()
    for number in range(ROUNDS):
        comment = written(client, article.slug, text=f"Number {number}")

        codes = at_once(
            app,
            client,
            lambda browser: edit(browser, comment, f"One way, {comment.id}"),  # noqa: B023
            lambda browser: edit(browser, comment, f"The other, {comment.id}"),  # noqa: B023
        )

        assert sorted(codes) == [303, 409]
        kept = select(func.count()).where(Revision.comment_id == comment.id)
        assert db.session.scalar(kept) == 1


def test_erasing_twice_while_posting(app: Flask, client: FlaskClient) -> None:
    article = make.article()
    written(client, article.slug)
    link = shown_link(client, article.slug)

    def wipe(browser: FlaskClient) -> TestResponse:
        return browser.post(f"{link}/erasure", headers=ORIGIN)

    codes = at_once(
        app, client, wipe, wipe, lambda browser: send(browser, article.slug, text="Meanwhile")
    )

    assert codes[2] == 303
    assert set(codes[:2]) <= {200, 404}
    assert 200 in codes
    assert counts_are_right(article)
