"""Counting: what a comment changes besides itself when it comes to be read, or not any more."""

from sqlalchemy import update

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
    db.session.execute(
        update(Comment)
        .where(
            (Comment.id == comment.thread_id)
            | ((Comment.thread_id == comment.thread_id) & Comment.path.in_(above))
        )
        .values(reply_count=Comment.reply_count + change)
        .execution_options(synchronize_session="fetch")
    )
