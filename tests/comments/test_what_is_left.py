"""What is left where comments were removed: places that replies keep, and counts that are true."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from opinion.articles.models import Article
from opinion.comments.models import Comment, Status
from opinion.database import db
from opinion.moderation.deciding import Decider, Verdict, decide
from opinion.moderation.models import Rule
from tests import make

pytestmark = pytest.mark.usefixtures("each_database")


def test_a_removed_comment_keeps_its_place_while_replies_stand_below_it(
    client: FlaskClient,
) -> None:
    article = make.article()
    gone, lonely = [make.comment(article, f"Thread {number}") for number in range(2)]
    make.comment(article, "Still here", parent=gone)
    for comment in (gone, lonely):
        decide(
            db.session.get_one(Comment, comment.id),
            db.session.get_one(Article, article.id),
            Verdict(Status.REMOVED, Rule.OTHER),
            by=Decider(),
        )
    db.session.commit()

    page = client.get(f"/articles/{article.slug}").text

    assert "Removed by a moderator." in page
    assert "in reply to" in page
    assert "a removed comment" in page
    assert "Thread 0" not in page
    assert f"comment-{lonely.id}" not in page
    assert "1 comment</b>" in page


def test_counts_equal_what_can_be_read(app: Flask) -> None:
    article = make.article()
    comments = [make.comment(article, f"Thread {number}") for number in range(3)]
    for number in range(30):
        comments.append(
            make.comment(article, f"Reply {number}", parent=comments[number % len(comments)])
        )
    for comment in comments[::4]:
        decide(
            db.session.get_one(Comment, comment.id),
            db.session.get_one(Article, article.id),
            Verdict(Status.SPAM),
            by=Decider(),
        )
    db.session.commit()
    db.session.expire_all()

    published = select(func.count()).where(Comment.status == Status.PUBLISHED)
    assert db.session.get_one(Article, article.id).comment_count == db.session.scalar(published)
    for comment in db.session.scalars(select(Comment)).all():
        below = published.where(
            Comment.path.startswith(comment.path),
            Comment.id != comment.id,
            Comment.thread_id == (comment.thread_id or comment.id),
        )
        assert comment.reply_count == db.session.scalar(below)
