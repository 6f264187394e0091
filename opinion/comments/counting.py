"""Counting: what a comment changes besides itself when it comes to be read, or not any more."""

from functools import cache

from sqlalchemy import bindparam, update
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.sql.dml import ReturningUpdate

from opinion.articles.models import Article
from opinion.comments.models import STEP, Comment
from opinion.database import db
from opinion.passages.models import Anchor
from opinion.passages.rematching import count_at_passage


def count(comment: Comment, article: Article, change: int, about: Anchor | None) -> None:
    """Count ``comment`` in (1) or out (-1): at the article, its passage, and all comments above.

    ``about`` is the passage that its thread is about, if it is about one.
    """
    article.comment_count += change
    if about:
        count_at_passage(about, article, change)
    if comment.thread_id is None:
        return
    steps = range(STEP, len(comment.path), STEP)
    above = [comment.path[:end] for end in steps]
    told = {"thread": comment.thread_id, "above": above, "change": change}
    for number, replies in db.session.execute(_counted_above(), told).tuples():
        known = db.session.identity_map.get(db.session.identity_key(Comment, number))
        if known:
            set_committed_value(known, "reply_count", replies)


@cache
def _counted_above() -> ReturningUpdate[tuple[int, int]]:
    """Count ``change`` at the top of a ``thread`` and at those of its paths that are ``above``.

    It tells who has how many replies then, and is composed once.
    """
    thread = bindparam("thread", type_=Comment.thread_id.type)
    on_the_way = Comment.path.in_(bindparam("above", expanding=True))
    return (
        update(Comment)
        .where((Comment.id == thread) | ((Comment.thread_id == thread) & on_the_way))
        .values(reply_count=Comment.reply_count + bindparam("change"))
        .returning(Comment.id, Comment.reply_count)
        .execution_options(synchronize_session=False)
    )
