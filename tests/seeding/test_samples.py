"""The project's own samples: varied, several languages, conversations that are deep and wide."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from opinion.articles.models import Article
from opinion.comments.models import Comment
from opinion.database import db
from opinion.seeding.commands import SAMPLES
from opinion.seeding.conversations import Turn, read_conversation
from tests.seeding.running import run

MARKS = (
    "sample", "specimen", "example", "placeholder",
    "beispiel", "exemple", "نموذجية",
)  # fmt: skip
CONVERSATIONS = sorted(SAMPLES.glob("*.comments.yaml"))


@pytest.fixture
def articles(app: Flask) -> list[Article]:
    """The sample articles, loaded with their conversations."""
    result = run(app, "--with-comments")
    assert result.exit_code == 0, result.output
    return list(db.session.scalars(select(Article)))


def depth(turn: Turn) -> int:
    return 1 + max(map(depth, turn.replies), default=0)


def with_replies(turn: Turn) -> Iterator[Turn]:
    yield turn
    for reply in turn.replies:
        yield from with_replies(reply)


def test_there_are_at_least_six_in_three_languages_one_of_them_from_right_to_left(
    articles: list[Article],
) -> None:
    languages = {article.language for article in articles}

    assert len(articles) >= 6
    assert len(languages - {"en"}) >= 2
    assert languages & {"ar", "he", "fa"}


def test_each_says_that_it_is_a_sample(articles: list[Article]) -> None:
    for article in articles:
        assert any(mark in article.source.casefold() for mark in MARKS), article.title


def test_they_are_in_all_layouts_and_the_text_has_a_credit(articles: list[Article]) -> None:
    kinds = {Path(article.source_key or "").suffix: article for article in articles}
    fences = {article.source[:3] for article in articles}

    assert set(kinds) == {".txt", ".md", ".html"}
    assert {"---", "+++"} <= fences
    assert kinds[".txt"].credit_publication == "The Sample Gazette"
    assert kinds[".txt"].credit_by == "Ada Specimen"
    assert "comments on" not in str(kinds[".txt"].blocks)


def test_a_thread_is_at_least_eight_deep_and_one_has_more_than_ten_replies() -> None:
    turns = [turn for path in CONVERSATIONS for turn in read_conversation(path)]

    assert max(map(depth, turns)) >= 8
    assert max(len(each.replies) for turn in turns for each in with_replies(turn)) > 10


def test_every_comment_of_the_samples_is_under_its_article(articles: list[Article]) -> None:
    turns = [turn for path in CONVERSATIONS for turn in read_conversation(path)]
    written = sum(1 for turn in turns for _ in with_replies(turn))

    assert db.session.scalar(select(func.count(Comment.id))) == written
    assert sum(article.comment_count > 0 for article in articles) == len(CONVERSATIONS)
