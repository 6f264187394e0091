"""The heat brake: replies in a reported branch wait, and the form says so before."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from opinion import clock
from opinion.clock import now
from opinion.comments import forms
from opinion.comments.models import Comment
from opinion.comments.views import climbing, posting
from opinion.database import db, writing
from opinion.screening.heat import heat_of
from tests import make
from tests.comments.reactors import reader, report
from tests.comments.sending import send
from tests.people.readers import signed_in
from tests.screening.climbing import staffed

Wait = Callable[[int], None]


@pytest.fixture
def environment(environment: dict[str, str]) -> dict[str, str]:
    return environment | {"OPINION_FLOOD": "on", "OPINION_REPORTS_TO_HIDE": "0"}


@pytest.fixture
def wait(monkeypatch: pytest.MonkeyPatch) -> Wait:
    """Move the clock on, by seconds."""
    later = timedelta()

    def moved() -> datetime:
        return clock.now() + later

    def by(seconds: int) -> None:
        nonlocal later
        later += timedelta(seconds=seconds)

    for module in (climbing, posting, forms):
        monkeypatch.setattr(module, "now", moved)
    return by


def reply(app: Flask, parent: Comment, network: int = 9) -> TestResponse:
    slug = db.session.get_one(Comment, parent.id).article_id
    return send(reader(app, network), f"article-of-{slug}", parent=parent.id, text="My answer")


@pytest.fixture
def branch(app: Flask) -> list[Comment]:
    """Return a thread in which each comment answers the one before."""
    article = make.article()
    comments = [make.comment(article)]
    for _ in range(2):
        comments.append(make.comment(article, parent=comments[-1]))
    with writing():
        db.session.merge(article).slug = f"article-of-{article.id}"
    return comments


def test_a_reply_below_a_reported_comment_waits(
    app: Flask, branch: list[Comment], wait: Wait
) -> None:
    for network in (1, 2):
        report(reader(app, network), branch[0])

    early = reply(app, branch[2])
    page = reader(app).get(f"/articles/article-of-1/comments/{branch[2].id}/reply").text
    wait(90)

    assert early.status_code == 429
    assert 80 <= int(early.headers["Retry-After"]) <= 90
    assert "My answer</textarea>" in early.text
    for said in (early.text, page):
        assert "Readers have reported something here, so replies wait: for 2 more minutes." in said
    assert reply(app, branch[2]).status_code == 303


def test_a_report_below_or_beside_keeps_nobody_waiting(app: Flask, branch: list[Comment]) -> None:
    report(reader(app), branch[2])

    assert reply(app, branch[1]).status_code == 303
    assert (
        "so replies wait"
        not in reader(app).get(f"/articles/article-of-1/comments/{branch[0].id}/reply").text
    )


def test_who_has_just_answered_there_waits_again(
    app: Flask, branch: list[Comment], wait: Wait
) -> None:
    report(reader(app), branch[0])
    wait(60)
    assert reply(app, branch[0]).status_code == 303

    again = send(reader(app, 9), "article-of-1", parent=branch[1].id, text="And another thing")

    assert again.status_code == 429
    assert reply(app, branch[1], network=8).status_code == 303


def test_staff_answer_at_once(app: Flask, branch: list[Comment]) -> None:
    report(reader(app), branch[0])
    editor = signed_in(app, staffed())

    answer = send(editor, "article-of-1", parent=branch[0].id, name="Ed Itor")

    assert answer.status_code == 303


@pytest.mark.usefixtures("each_database")
@pytest.mark.parametrize(("reports", "seconds"), [(0, 0), (1, 60), (2, 90), (25, 600)])
def test_each_report_adds_half_a_minute_up_to_ten(
    app: Flask, branch: list[Comment], reports: int, seconds: int
) -> None:
    for network in range(reports):
        report(reader(app, network), branch[network % 2])
    last = db.session.get_one(Comment, branch[1].id)

    assert heat_of(last, None, (), last.posted_at) == seconds
    assert heat_of(last, None, (), now() + timedelta(minutes=11)) == 0
