"""The queue: what waits, in which order and why; decided, taken back, by one or by two at once."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from opinion.comments.models import Status
from opinion.database import db
from opinion.moderation.commands import moderation
from opinion.moderation.finding import last_change
from opinion.screening.lessons import lesson_counts
from tests import make
from tests.moderation.queueing import (
    QUEUE,
    at_work,
    decide,
    held,
    reported,
    seen,
    state_of,
)
from tests.pages import Page, problems
from tests.people.readers import press
from tests.web.test_reading import counted

MOST = 20  # queries


@pytest.fixture
def mia(app: Flask) -> FlaskClient:
    """The browser of a moderator."""
    return at_work(app)


@pytest.mark.usefixtures("each_database")
def test_it_shows_what_waits_and_why(mia: FlaskClient) -> None:
    article = make.article("Bread")
    waiting = held(article, "Is **this** all?")
    standing = make.comment(article, "You fool")
    reported(standing, note="He means me")
    make.comment(article, "Nobody minds this")

    answer = mia.get(QUEUE)

    page = Page(answer.text)
    assert problems(answer.text) == []
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert page.values(".item", "id") == [f"item-{standing.id}", f"item-{waiting.id}"]
    assert page.words(".item__why") == [
        "Reported: insult “He means me”".replace("“", "").replace("”", "")
    ]
    assert page.words(".item__state") == ["Published", "Held"]
    assert "Newcomer" in page.words(".item__record")[1]
    assert page.words(".waiting-count") == ["2"]
    assert "Nobody minds" not in answer.text


def test_the_command_lists_in_the_order_of_the_page(app: Flask, mia: FlaskClient) -> None:
    article = make.article(slug="bread")
    first, second = held(article, "One"), held(article, "Two")
    urgent = make.comment(article, "You fool")
    for reader in "ab":
        reported(urgent, by=reader)

    lines = app.test_cli_runner().invoke(moderation, ["queue"]).output.splitlines()

    shown = Page(mia.get(QUEUE).text).values(".item", "data-item")
    assert shown == [str(each.id) for each in (urgent, first, second)]
    assert [line.split()[0] for line in lines if "bread" in line] == shown
    assert lines[-2:] == ["2 held", "1 reported"]


@pytest.mark.usefixtures("each_database")
def test_the_most_urgent_comes_first(mia: FlaskClient) -> None:
    article = make.article()
    known = held(article, "By somebody known", writer="k")
    make.decided(known, Status.PUBLISHED)
    second = held(article, "Again by them", writer="k")
    newcomer = held(article, "By a newcomer", writer="n")
    twice = make.comment(article, "Reported twice")
    reported(twice, "a")
    once = make.comment(article, "Reported once")
    reported(once, "a")
    reported(twice, "b")

    order = Page(mia.get(QUEUE).text).values(".item", "data-item")

    assert order == [str(each.id) for each in (twice, once, newcomer, second)]


@pytest.mark.usefixtures("each_database")
def test_long_queues_go_page_by_page_with_as_many_queries(mia: FlaskClient) -> None:
    article = make.article()
    numbers = {str(held(article, f"Number {each}").id) for each in range(10)}
    with counted() as few:
        mia.get(QUEUE)
    numbers |= {str(held(article, f"More {each}").id) for each in range(60)}

    with counted() as many:
        first = Page(mia.get(QUEUE).text)
    [more] = first.values("#more a", "href")
    second = Page(mia.get(more).text)

    shown = [*first.values(".item", "data-item"), *second.values(".item", "data-item")]
    assert (len(shown), set(shown)) == (70, numbers)
    assert len(few) == len(many) <= MOST, many
    assert not second.has("#more")


def test_many_are_decided_at_once(app: Flask, mia: FlaskClient) -> None:
    article = make.article()
    comments = [held(article, f"Number {each}") for each in range(3)]
    picks = [f"{each.id}.{seen(each)}" for each in comments]
    decide(at_work(app, "bo"), comments[1], "spam")

    answer = mia.post(
        "/moderation/decisions",
        data={"pick": [*picks, "x", "999.0"], "verdict": "publish"},
        headers={"Origin": "http://localhost"},
    )

    assert answer.status_code == 303
    assert [state_of(each) for each in comments] == ["published", "spam", "published"]
    page = Page(mia.get(answer.location).text)
    assert len(page.values(".done form", "action")) == 2
    assert "1 comment stays as it is: somebody else" in " ".join(page.words(".said"))


@pytest.mark.parametrize(
    "fields", [{"verdict": "publish"}, {"verdict": "remove", "pick": "1.1", "words": ""}]
)
def test_many_are_not_decided_without_a_pick_or_a_reason(
    mia: FlaskClient, fields: dict[str, str]
) -> None:
    comment = held(make.article())

    answer = press(mia, "/moderation/decisions", **fields)

    assert answer.status_code == 422
    assert Page(answer.text).has(".errors")
    assert state_of(comment) == "held"
    assert problems(answer.text) == []


def test_approving_and_taking_for_spam_teach_the_filter(mia: FlaskClient) -> None:
    good, bad = held(make.article()), held(make.article(), "Buy pills")

    decide(mia, good, "publish")
    decide(mia, bad, "spam")
    assert lesson_counts() == {False: 1, True: 1}
    last = last_change(bad.id)
    assert last
    press(mia, f"/moderation/decisions/{last.id}/undo")

    assert lesson_counts() == {False: 2, True: 1}
    assert press(mia, f"/moderation/decisions/{last.id}/undo").status_code == 409


def test_nobody_is_led_to_another_site(mia: FlaskClient) -> None:
    comment = held(make.article())

    answer = decide(mia, comment, "publish", onward="//evil.test/x")

    assert answer.location.startswith("/moderation?decided=")
    assert db.session.get_one(type(comment), comment.id)
