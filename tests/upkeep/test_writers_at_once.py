"""Many who write at once, in several processes: nobody is sent away, and nothing is lost."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import select

from opinion import create_app
from opinion.articles.models import Article
from opinion.comments.models import Comment
from opinion.config import read_settings
from opinion.database import db
from tests import make
from tests.comments.sending import send

PROCESSES, THREADS, EACH = 2, 8, 13


def write_all(environment: dict[str, str], process: int) -> list[int]:
    """Post from as many threads as a worker has; return what was answered."""
    app = create_app(read_settings(environment))

    def write(thread: int) -> list[int]:
        browser = app.test_client()
        texts = [f"Word {number} of {thread} in {process}." for number in range(EACH)]
        return [send(browser, "bread", text=text, anyway="1").status_code for text in texts]

    with ThreadPoolExecutor(THREADS) as threads:
        answered = [status for done in threads.map(write, range(THREADS)) for status in done]
    with app.app_context():
        db.engine.dispose()
    return answered


@pytest.mark.slow
@pytest.mark.usefixtures("each_database")
def test_writers_in_two_processes_are_all_served(app: Flask, environment: dict[str, str]) -> None:
    make.article(slug="bread")
    environment["OPINION_THREADS"] = str(THREADS + 1)  # one is always left to readers

    with ProcessPoolExecutor(PROCESSES, multiprocessing.get_context("spawn")) as processes:
        sent = [processes.submit(write_all, environment, each) for each in range(PROCESSES)]
        answered = [status for done in sent for status in done.result()]

    assert set(answered) == {303}
    texts = db.session.scalars(select(Comment.text)).all()
    assert len(texts) == len(set(texts)) == len(answered) == PROCESSES * THREADS * EACH
    assert db.session.scalars(select(Article.comment_count)).one() == len(texts)
