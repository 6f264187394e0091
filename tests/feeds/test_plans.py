"""How the databases find what a feed holds: by an index, in its order, and never all of it."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import Select, text

from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.models import Comment
from opinion.database import db
from opinion.feeds.finding import PAGE, published, replies_to
from tests import make

ORDERED_ONLY = {"ix_comments_published_at", "ix_comments_article_id_published_at"}  # of many
HASH = "0123456789abcdef" * 4


def queries(article: Article) -> dict[str, Select[tuple[Comment, Article]]]:
    """Return what each kind of feed asks for, by the index that has it in order."""
    at = now()
    found = {
        "ix_comments_published_at": published(at),
        "ix_comments_article_id_published_at": published(at).where(
            Comment.article_id == article.id
        ),
        "ix_comments_thread_id_published_at": published(at).where(Comment.thread_id == 1),
        "ix_comments_addressee_published_at": replies_to(HASH, at),
    }
    order = (Comment.published_at.desc(), Comment.id.desc())
    return {name: query.order_by(*order).limit(PAGE + 1) for name, query in found.items()}


def stored() -> Article:
    """Store four long conversations; return the article above one of them."""
    articles = [make.article(published_at=now() - timedelta(days=2)) for _ in range(4)]
    for article in articles:
        make.many_comments(article, 1_500)
    return articles[1]


def plan(query: Select[tuple[Comment, Article]], explain: str) -> str:
    """Return how the database would go about ``query``."""
    engine = db.engine
    compiled = str(query.compile(engine, compile_kwargs={"literal_binds": True}))
    with engine.connect() as connection:
        steps = connection.exec_driver_sql(f"{explain} {compiled.replace('%%', '%')}").all()
    return "\n".join(str(step[-1]) for step in steps)


@pytest.mark.usefixtures("each_database")
def test_a_feed_is_found_in_the_order_of_an_index(app: Flask) -> None:
    asked = queries(stored())
    is_sqlite = db.engine.dialect.name == "sqlite"
    with db.engine.begin() as connection:
        connection.execute(text("ANALYZE"))

    for index, query in asked.items():
        steps = plan(query, "EXPLAIN QUERY PLAN" if is_sqlite else "EXPLAIN")

        assert re.search(rf"(?i)(?:using|on) (?:index )?{index}\b", steps), steps
        if is_sqlite:
            assert "SCAN" not in steps
            assert "TEMP B-TREE" not in steps
        else:
            assert "Seq Scan on comments" not in steps
            assert "Presorted Key" in steps or index not in ORDERED_ONLY
