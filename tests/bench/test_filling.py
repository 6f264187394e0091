"""Filling: what is made up for measuring is stored as if it had been said on the site."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select, text

from bench.filling import Site, fill
from opinion.articles.models import Article
from opinion.comments.models import STEP, Comment, Status
from opinion.database import db
from opinion.passages.models import Anchor
from tests.comments.sending import send
from tests.pages import Page

pytestmark = pytest.mark.usefixtures("sqlite_alone")  # what fills a site writes to a file
THINGS = "SELECT type, name, sql FROM sqlite_master ORDER BY type, name"


@pytest.fixture
def site(app: Flask) -> Site:
    """A site with 3,000 comments on 40 articles."""
    folder: Path = app.config["SETTINGS"].instance
    made = Site(folder, comments=3_000, articles=40)
    fill(made)
    return made


def comments(article: Article) -> list[Comment]:
    of_it = select(Comment).where(Comment.article_id == article.id).order_by(Comment.id)
    return list(db.session.scalars(of_it))


def test_it_has_as_many_as_was_wished(site: Site) -> None:
    articles = list(db.session.scalars(select(Article)))

    assert len(articles) == 40
    assert sum(article.comment_count for article in articles) == 3_000
    assert db.session.scalar(select(func.count(Comment.id))) == 3_000
    for article in articles:
        assert article.comment_count == len(comments(article))
        assert article.agree_count == sum(each.agree_count for each in comments(article))


def test_replies_stand_and_count_as_those_that_were_posted(site: Site) -> None:
    article = db.session.scalars(select(Article).where(Article.slug == "thousand")).one()
    said = {each.id: each for each in comments(article)}
    replies = [each for each in said.values() if each.parent_id]

    assert replies
    for each in replies:
        parent = said[each.parent_id or 0]
        assert each.path[:-STEP] == parent.path
        assert 1 <= int(each.path[-STEP:], 16) <= parent.children
        assert each.thread_id == (parent.thread_id or parent.id)
        assert each.posted_at >= parent.posted_at
        assert each.addressee == parent.writer
    for root in (each for each in said.values() if each.parent_id is None):
        assert root.reply_count == sum(each.thread_id == root.id for each in replies)


def test_passages_count_what_is_said_about_them(site: Site) -> None:
    article = db.session.scalars(select(Article).where(Article.slug == "thousand")).one()
    about = dict(db.session.execute(select(Anchor.comment_id, Anchor.block)).tuples().all())

    counted: dict[str, int] = {}
    for each in comments(article):
        block = about.get(each.thread_id or each.id)
        if block:
            counted[block] = counted.get(block, 0) + 1
    assert article.passage_counts == counted


def test_tables_triggers_and_indexes_are_as_they_were(app: Flask) -> None:
    before = db.session.execute(text(THINGS)).all()
    db.session.rollback()
    fill(Site(app.config["SETTINGS"].instance, comments=200, articles=10))

    assert db.session.execute(text(THINGS)).all() == before


def test_readers_find_fifty_on_a_page_and_can_answer(client: FlaskClient, site: Site) -> None:
    before = Page(client.get("/articles/fifty").text)
    posted = send(client, "fifty", text="I read all fifty.")

    assert len(before.values("article.comment", "id")) == 50
    assert posted.status_code == 303
    assert "I read all fifty." in client.get("/articles/fifty?sort=newest").text
    assert set(db.session.scalars(select(Comment.status))) == {Status.PUBLISHED}
