"""What others may do with a comment: agree, see how many do, report."""

from datetime import timedelta

import pytest
from flask import Flask

from opinion.clock import now
from opinion.comments.models import Status
from opinion.permissions import may_report, may_see_score, may_vote
from tests import make
from tests.comments.reactors import reader, vote
from tests.plans import asking

HIDDEN = timedelta(hours=2)
MOST = 8  # statements, beginning and end not counted


@pytest.mark.parametrize("status", Status)
def test_everybody_but_its_writer_votes_on_and_reports_what_all_can_read(
    app: Flask, status: Status
) -> None:
    comment = make.comment(make.article(), status=status)
    comment.writer = "writer"

    for question in (may_vote, may_report):
        assert question(comment, None) == comment.is_live
        assert question(comment, "somebody else") == comment.is_live
        assert not question(comment, "writer")


@pytest.mark.parametrize("status", Status)
def test_how_many_agree_is_seen_after_two_hours(app: Flask, status: Status) -> None:
    comment = make.comment(make.article(), status=status)

    assert not may_see_score(comment, comment.posted_at + HIDDEN - timedelta(seconds=1), HIDDEN)
    assert may_see_score(comment, comment.posted_at + HIDDEN, HIDDEN) == comment.is_live
    assert may_see_score(comment, now(), timedelta(0)) == comment.is_live


@pytest.mark.usefixtures("each_database")
def test_a_vote_takes_few_statements(app: Flask) -> None:
    comment, browser = make.comment(make.article()), reader(app)

    with asking() as asked:
        vote(browser, comment)

    assert len(asked) <= MOST, "a statement more was asked"
