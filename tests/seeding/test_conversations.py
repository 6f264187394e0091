"""Conversations beside documents: read whole or not at all, and never twice."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from opinion.articles.models import Article
from opinion.comments.models import Comment, Status
from opinion.database import db, writing
from opinion.seeding.conversations import add_conversation, conversation_beside, read_conversation
from opinion.seeding.documents import BadDocumentError
from tests import make

THEN = datetime(2026, 1, 5, 12, tzinfo=UTC)
NOW = datetime(2026, 1, 5, 14, tzinfo=UTC)
WHOLE = """
- name: Reader One
  text: I *agree*.
  after: 10
  replies:
    - {name: Reader Two, text: I do not., after: 90, replies: [
        {name: Reader One, text: "Why?", after: 95}]}
- {name: Leserin, text: Stimmt., after: 5, lang: de}
- {name: Reader Three, text: Something rude., after: 20, status: removed, replies: [
    {name: Reader Two, text: Not here., after: 21}]}
- {name: Reader Four, text: Never mind., after: 1_000_000, status: deleted}
"""


def saved(folder: Path, text: str, name: str = "letter.comments.yaml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def added(path: Path, article: Article) -> int:
    turns = read_conversation(path)
    with writing():
        return add_conversation(db.session.get_one(Article, article.id), turns, NOW)


def comments() -> list[Comment]:
    return list(db.session.scalars(select(Comment).order_by(Comment.posted_at, Comment.id)))


def test_a_conversation_comes_in_in_the_order_of_its_moments(app: Flask, tmp_path: Path) -> None:
    article = make.article(published_at=THEN)

    number = added(saved(tmp_path, WHOLE), article)

    made = comments()
    assert number == len(made) == 7
    assert [comment.name for comment in made[:3]] == ["Leserin", "Reader One", "Reader Three"]
    assert made[0].posted_at == THEN + timedelta(minutes=5)
    assert [comment.language for comment in made[:2]] == ["de", "en"]
    assert made[1].html == "<p>I <em>agree</em>.</p>"
    assert [comment.depth for comment in made if comment.thread_id == made[1].id] == [2, 3]


def test_its_counts_are_kept_and_what_is_gone_is_not_counted(app: Flask, tmp_path: Path) -> None:
    article = make.article(published_at=THEN)

    added(saved(tmp_path, WHOLE), article)

    states = {comment.text: comment.status for comment in comments()}
    assert states["Something rude."] == Status.REMOVED
    assert states["Never mind."] == Status.DELETED
    assert db.session.get_one(Article, article.id).comment_count == 5
    assert {comment.reply_count for comment in comments() if comment.text == "I *agree*."} == {2}


def test_a_moment_that_is_still_to_come_is_now(app: Flask, tmp_path: Path) -> None:
    added(saved(tmp_path, WHOLE), make.article(published_at=THEN))

    assert comments()[-1].posted_at == NOW


def test_a_reply_is_never_earlier_than_what_it_replies_to(app: Flask, tmp_path: Path) -> None:
    text = "- {name: A, text: One, after: 30, replies: [{name: B, text: Two, after: 10}]}"

    added(saved(tmp_path, text), make.article(published_at=THEN))

    assert [comment.posted_at for comment in comments()] == [THEN + timedelta(minutes=30)] * 2


@pytest.mark.parametrize("status", [Status.PUBLISHED, Status.HELD, Status.REMOVED])
def test_an_article_with_any_comment_is_left_alone(
    app: Flask, tmp_path: Path, status: Status
) -> None:
    article = make.article(published_at=THEN)
    make.comment(article, "First!", status=status)

    assert added(saved(tmp_path, WHOLE), article) == 0
    assert len(comments()) == 1


def test_a_conversation_is_called_after_its_document(tmp_path: Path) -> None:
    path = saved(tmp_path, WHOLE)

    assert conversation_beside(tmp_path / "letter.md") == path
    assert conversation_beside(tmp_path / "letter.txt") == path
    assert conversation_beside(tmp_path / "letter.de.md") == path
    assert conversation_beside(tmp_path / "other.md") is None
    german = saved(tmp_path, WHOLE, "letter.de.comments.yaml")
    assert conversation_beside(tmp_path / "letter.de.md") == german


def test_an_empty_file_is_an_empty_conversation(tmp_path: Path) -> None:
    assert read_conversation(saved(tmp_path, "")) == ()


GOOD = "- {name: A, text: B, after: 1}\n"


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        (f"{GOOD}- [", 2, "YAML is malformed"),
        (f"{GOOD}- {{name: A, text: \x81}}", 2, "YAML is malformed"),
        ("name: A", 1, "must be a list of comments"),
        (f"{GOOD}- A", 1, "a comment must have “name”"),
        (f"{GOOD}- {{text: B, after: 1}}", 2, "“name” must have 1 to 80"),
        (f"{GOOD}- {{name: '\u200b', text: B, after: 1}}", 2, "“name” must have"),
        (f"{GOOD}- {{name: A, after: 1}}", 2, "“text” must have 1 to 20,000"),
        (f"{GOOD}- {{name: A, text: [B], after: 1}}", 2, "“text” must have"),
        (f"{GOOD}\n- {{name: A, text: B}}", 3, "“after” must be a number"),
        (f"{GOOD}- {{name: A, text: B, after: yes}}", 2, "“after” must be a number"),
        (f"{GOOD}- {{name: A, text: B, after: -1}}", 2, "“after” must be a number"),
        (f"{GOOD}- {{name: A, text: B, after: .inf}}", 2, "“after” must be a number"),
        (f"{GOOD}- {{name: A, text: B, after: .nan}}", 2, "“after” must be a number"),
        (f"{GOOD}- {{name: A, text: B, after: 1, status: held}}", 2, "must be one of removed"),
        (f"{GOOD}- {{name: A, text: B, after: 1, lang: k9-}}", 2, "“lang” must be"),
        (f"{GOOD}- {{name: A, text: B, after: 1, mail: x}}", 2, "“mail” is unknown"),
        (f"{GOOD}- name: A\n  text: B\n  after: 1\n  replies:\n    - {{name: C}}", 6, "“text”"),
        ("&a [{name: A, text: B, after: 1, replies: *a}]", 1, "."),
    ],
)
def test_a_malformed_conversation_is_refused_with_its_line(
    tmp_path: Path, text: str, line: int, problem: str
) -> None:
    path = saved(tmp_path, text)

    with pytest.raises(BadDocumentError, match=problem) as caught:
        read_conversation(path)

    assert str(caught.value).startswith(f"{path}:{line}: ")


def test_a_conversation_that_quotes_itself_again_and_again_is_refused(tmp_path: Path) -> None:
    turn = "{{name: A, text: B, after: 1, replies: {}}}"
    lines = [f"- &a0 {turn.format('[]')}"]
    lines += [
        f"- &a{n} {turn.format('[' + ', '.join([f'*a{n - 1}'] * 9) + ']')}" for n in range(1, 12)
    ]

    with pytest.raises(BadDocumentError, match="more than 5,000 comments"):
        read_conversation(saved(tmp_path, "\n".join(lines)))
