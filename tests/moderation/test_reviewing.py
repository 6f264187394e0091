"""Moderation of what was reported: what was said is shown, and is done with once it is decided."""

import pytest
from flask import Flask

from opinion.comments.models import Status
from tests import make
from tests.comments.reactors import now_of, reader, report, reports_of
from tests.moderation.test_moderation_commands import run
from tests.pages import Page


def test_the_queue_says_what_was_reported_and_why(app: Flask) -> None:
    article = make.article(slug="bread")
    hidden, standing = make.comment(article, "Buy now"), make.comment(article, "You fool")
    for network, reason in enumerate(["spam", "insult", "spam"]):
        report(reader(app, network), hidden, reason)
    report(reader(app), standing, "insult", note="He means\nme")

    lines = run(app, "queue").output.splitlines()

    assert lines == [
        f"{hidden.id}  bread  Sample Reader: Buy now",
        "    3 reports: 2 spam, 1 insult",
        f"{standing.id}  bread  Sample Reader: You fool",
        "    1 report: 1 insult",
        "    “He means me”",
        "1 held",
        "1 reported",
    ]


@pytest.mark.usefixtures("each_database")
@pytest.mark.parametrize("command", ["publish", "remove"])
def test_a_decision_settles_what_was_said(app: Flask, command: str) -> None:
    comment = make.comment(make.article())
    for network in range(3):
        report(reader(app, network), comment)

    run(app, command, comment.id, *(["--rule", "spam"] if command == "remove" else []))

    assert all(each.reviewed_at for each in reports_of(comment))
    assert run(app, "queue").output == "0 held\n"


def test_what_a_moderator_let_stand_takes_three_more_to_hide(app: Flask) -> None:
    comment = make.comment(make.article())
    for network in range(3):
        report(reader(app, network), comment)
    run(app, "publish", comment.id)

    for network in range(5):  # three have said so before
        report(reader(app, network), comment)
    stood = now_of(comment).status
    report(reader(app, 5), comment)

    assert stood == Status.PUBLISHED
    assert now_of(comment).status == Status.HELD


def test_a_report_on_what_stands_is_settled_by_letting_it_stand(app: Flask) -> None:
    comment, browser = make.comment(make.article()), reader(app)
    report(browser, comment)

    result = run(app, "publish", comment.id)

    assert result.output == f"{comment.id} was published already: 1 report reviewed\n0 published\n"
    page = Page(browser.get(f"/comments/{comment.id}/reports").text)
    assert page.words(".said") == ["Thank you. A moderator has looked at this comment."]
