"""Moderation from the command line: what waits, what is shown, what is taken away."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select

from opinion.articles.models import Article
from opinion.comments.models import Comment, Status
from opinion.database import db, writing
from opinion.moderation import commands
from opinion.moderation.deciding import Decider, Verdict
from opinion.moderation.models import Rule
from tests import make
from tests.comments.sending import send
from tests.databases import written_by_another
from tests.pages import Page


def run(app: Flask, *words: object) -> Result:
    """Run ``flask moderation`` with these words, in a context of its own."""
    with app.app_context():
        result = app.test_cli_runner().invoke(commands.moderation, [str(word) for word in words])
    db.session.expire_all()
    db.session.rollback()
    return result


def status_of(comment: Comment) -> Status:
    return db.session.scalars(select(Comment.status).where(Comment.id == comment.id)).one()


def counts_are_right() -> bool:
    """Whether the article counts what can be read, and each comment what can be read below it."""
    live = select(func.count()).where(Comment.status == Status.PUBLISHED)
    told = db.session.scalar(select(func.sum(Article.comment_count)))
    roots = db.session.execute(
        select(Comment.id, Comment.reply_count).where(Comment.parent_id.is_(None))
    )
    below = all(
        count == db.session.scalar(live.where(Comment.thread_id == number))
        for number, count in roots
    )
    return told == db.session.scalar(live) and below


def test_the_queue_lists_what_waits_the_oldest_first(app: Flask) -> None:
    article = make.article(slug="bread")
    first = make.comment(article, "One\ntwo", name="Ann", status=Status.HELD)
    second = make.comment(article, "x " * 100, status=Status.HELD)
    make.comment(article, "Everybody reads this")

    result = run(app, "queue")

    lines = result.output.splitlines()
    assert lines[0] == f"{first.id}  bread  Ann: One two"
    assert lines[1].startswith(f"{second.id}  bread  Sample Reader: x x")
    assert lines[1].endswith("…")
    assert lines[2:] == ["2 held"]


@pytest.mark.usefixtures("each_database")
def test_what_waited_is_shown_to_everybody_and_counted(app: Flask) -> None:
    article = make.article()
    thread = make.comment(article)
    held = make.comment(article, "Let me in", parent=thread, status=Status.HELD)

    result = run(app, "publish", held.id)

    assert (result.exit_code, result.output) == (0, "1 published\n")
    page = Page(app.test_client().get(f"/articles/{article.slug}").text)
    assert "Let me in" in page.html
    assert page.words("#meta-count") == ["2 comments"]
    assert counts_are_right()


@pytest.mark.usefixtures("each_database")
def test_what_is_removed_leaves_a_line_while_replies_stand_below_it(app: Flask) -> None:
    article = make.article()
    thread = make.comment(article, "Take me away", name="Somebody Rude")
    reply = make.comment(article, "I disagree", parent=thread)

    run(app, "remove", thread.id, "--rule", "insult")

    page = Page(app.test_client().get(f"/articles/{article.slug}").text)
    assert page.words(f"#comment-{thread.id}") == ["Removed by a moderator: insult."]
    assert "Somebody Rude" not in page.html
    assert page.has(f"#comment-{reply.id}")
    assert page.words("#meta-count") == ["1 comment"]
    assert counts_are_right()


def test_a_line_goes_with_the_last_reply_below_it(app: Flask) -> None:
    article = make.article()
    thread = make.comment(article)
    reply = make.comment(article, parent=thread)

    result = run(app, "remove", thread.id, reply.id, "--rule", "insult")

    assert result.output == "2 removed\n"
    assert not Page(app.test_client().get(f"/articles/{article.slug}").text).has("#threads li")
    assert app.test_client().get(f"/articles/{article.slug}/threads/{thread.id}").status_code == 404
    assert counts_are_right()


def test_what_was_removed_may_come_back(app: Flask) -> None:
    comment = make.comment(make.article())

    run(app, "remove", comment.id, "--rule", "insult")
    run(app, "publish", comment.id)

    assert status_of(comment) == Status.PUBLISHED
    assert counts_are_right()


def test_deciding_again_changes_nothing_and_says_so(app: Flask) -> None:
    comment = make.comment(make.article())

    result = run(app, "publish", comment.id, comment.id)

    assert result.output == f"{comment.id} was published already\n0 published\n"
    assert counts_are_right()


def test_of_numbers_of_which_one_is_wrong_none_is_decided(app: Flask) -> None:
    comment = make.comment(make.article())

    result = run(app, "remove", comment.id, 4711, "--rule", "insult")

    assert result.exit_code == 1
    assert result.output == "Error: there is no comment 4711; nothing was changed\n"
    assert status_of(comment) == Status.PUBLISHED


@pytest.mark.usefixtures("impatient", "each_database")
def test_a_busy_database_is_said_in_a_sentence(app: Flask) -> None:
    comment = make.comment(make.article())

    with written_by_another(app):
        result = run(app, "remove", comment.id, "--rule", "insult")

    assert result.exit_code == 1
    assert result.output == "Error: the database is being written to: try again\n"


@pytest.mark.usefixtures("each_database")
def test_of_two_who_decide_at_once_one_wins_and_the_count_is_right(app: Flask) -> None:
    article = make.article()
    comments = [make.comment(article) for _ in range(3)]
    start = Barrier(2, timeout=20)

    def remove(number: int) -> bool:
        start.wait()
        with app.app_context(), writing():
            verdict = Verdict(Status.REMOVED, Rule.INSULT)
            return commands.deciding.decide_one(number, verdict, Decider())

    for comment in comments:
        with ThreadPoolExecutor(2) as pool:
            twice = [pool.submit(remove, comment.id) for _ in range(2)]
            assert sorted(each.result() for each in twice) == [False, True]

    db.session.rollback()
    assert counts_are_right()


def test_its_writer_goes_on_seeing_what_waits_until_it_is_decided(
    environment: dict[str, str], request: pytest.FixtureRequest
) -> None:
    environment["OPINION_NEW_COMMENTS"] = "hold"
    app: Flask = request.getfixturevalue("app")
    article = make.article()
    writer = app.test_client()
    send(writer, article.slug, text="Wait for it")
    number = db.session.scalars(select(Comment.id)).one()
    there = f"/articles/{article.slug}"

    before = Page(writer.get(there).text)
    run(app, "remove", number, "--rule", "insult")
    after = Page(writer.get(there).text)

    assert before.words(".comment__state")[0].startswith("Waiting for a moderator.")
    led = writer.get(f"{there}/comments/{number}")
    assert led.headers["Location"] == f"/comments/{number}/decision"
    assert app.test_client().get(f"{there}/comments/{number}").status_code == 404
    assert not after.has(f"#comment-{number}")
