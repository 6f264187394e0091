"""Taking back what one decided last, from the queue, whatever page it was decided on."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from opinion.clock import now
from opinion.moderation.views import taking_back
from tests import make
from tests.moderation.queueing import QUEUE, at_work, decide, held, state_of
from tests.moderation.ruling import decisions
from tests.pages import Page
from tests.people.readers import press

NOTHING = f"{QUEUE}?taken=none#taken"


@pytest.fixture
def mia(app: Flask) -> FlaskClient:
    """The browser of a moderator."""
    return at_work(app)


def take_back(browser: FlaskClient) -> str:
    """Press the button of the queue; return where it leads."""
    [path] = Page(browser.get(QUEUE).text).values("#undo-last", "action")
    answer = press(browser, path)
    assert answer.status_code == 303
    return answer.location


@pytest.mark.usefixtures("each_database")
def test_each_press_takes_back_the_last_thing_that_is_left(mia: FlaskClient) -> None:
    article = make.article()
    first, second = held(article), held(article, "Another")
    decide(mia, first, "publish")
    decide(mia, second, "spam")

    there = take_back(mia)

    assert there == f"{QUEUE}?taken={second.id}#item-{second.id}"
    assert (state_of(first), state_of(second)) == ("published", "held")
    assert f"Taken back: #{second.id}" in Page(mia.get(there).text).words("#taken")
    assert take_back(mia) == f"{QUEUE}?taken={first.id}#item-{first.id}"
    assert (state_of(first), state_of(second)) == ("held", "held")
    number = len(decisions())
    assert take_back(mia) == NOTHING
    assert len(decisions()) == number
    assert "There is nothing of the last hour" in mia.get(NOTHING).text


def test_what_others_decided_stays(app: Flask, mia: FlaskClient) -> None:
    mine, theirs = held(make.article()), held(make.article())
    decide(mia, mine, "publish")
    bo = at_work(app, "bo")
    decide(bo, theirs, "spam")
    decide(bo, mine, "spam")

    assert take_back(mia) == NOTHING
    assert (state_of(mine), state_of(theirs)) == ("spam", "spam")


@pytest.mark.parametrize(("minutes", "state"), [(59, "held"), (61, "published")])
def test_it_reaches_back_for_an_hour(
    mia: FlaskClient, monkeypatch: pytest.MonkeyPatch, minutes: int, state: str
) -> None:
    comment = held(make.article())
    decide(mia, comment, "publish")
    later = now() + timedelta(minutes=minutes)
    monkeypatch.setattr(taking_back, "now", lambda: later)

    take_back(mia)

    assert state_of(comment) == state
