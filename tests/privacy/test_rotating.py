"""Networks are hashed by another key every 30 days: limits count over that, and voices stay one."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from opinion.clock import now
from opinion.comments.models import Comment
from opinion.comments.reactions import Vote
from opinion.database import db
from opinion.people import guests
from opinion.people.guests import PERIOD, current_network, current_networks, lasting_network
from opinion.people.guests import network_at as at_moment
from tests import make
from tests.comments.reactors import reader, report, reports_of, vote
from tests.comments.sending import send
from tests.people.readers import signed_in

TURN = datetime.fromtimestamp(700 * PERIOD.total_seconds()).astimezone()
SHORTLY = timedelta(minutes=1)
pytestmark = pytest.mark.usefixtures("each_database")


def test_a_network_is_another_hash_after_the_turn_and_the_former_is_still_known(
    app: Flask,
) -> None:
    with app.test_request_context(environ_base={"REMOTE_ADDR": "192.0.2.7"}):
        before, after = at_moment(TURN - SHORTLY), at_moment(TURN + SHORTLY)
        now_known, lasting = current_networks(), lasting_network()
        assert now_known[0] == current_network()
    with app.test_request_context(environ_base={"REMOTE_ADDR": "192.0.2.200"}):
        neighbour = at_moment(TURN + SHORTLY)

    assert before != after
    assert neighbour == after
    assert len({*now_known, lasting}) == 3


@pytest.fixture
def turn(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Let networks be hashed by the next key from now on."""
    return lambda: monkeypatch.setattr(guests, "now", lambda: now() + PERIOD)


def test_what_was_written_before_the_turn_counts_against_the_limit(
    environment: dict[str, str], request: pytest.FixtureRequest, turn: Callable[[], None]
) -> None:
    environment |= {"OPINION_FLOOD": "on", "OPINION_PRESET": "open"}
    app: Flask = request.getfixturevalue("app")
    make.article(slug="bread")
    for number in range(3):
        assert send(app.test_client(), "bread", text=f"Number {number}").status_code == 303

    turn()

    assert send(app.test_client(), "bread", text="One more").status_code == 429


def test_nobody_has_a_second_voice_after_the_turn(app: Flask, turn: Callable[[], None]) -> None:
    comment = make.comment(make.article())
    vote(reader(app), comment)
    report(reader(app), comment)

    turn()
    vote(reader(app), comment)
    report(reader(app), comment)

    assert len(db.session.scalars(select(Vote)).all()) == 1
    assert len(reports_of(comment)) == 1


def test_who_wrote_signed_in_gets_no_vote_from_their_own_network_after_the_turn(
    app: Flask, turn: Callable[[], None]
) -> None:
    make.article(slug="bread")
    assert send(signed_in(app, make.person()), "bread").status_code == 303
    number = db.session.scalars(select(Comment.id)).one()

    turn()

    assert vote(app.test_client(), number).status_code == 403
