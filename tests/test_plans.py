"""What is asked of the database takes no longer where much is stored: on a site, on an article."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from opinion.clock import now
from opinion.comments.models import Comment
from opinion.database import db
from opinion.moderation.measures import comments_by_state, last_days
from opinion.people.models import Person
from tests import large
from tests.comments.reactors import reader, report, vote
from tests.comments.sending import send
from tests.moderation.queueing import at_work, decide
from tests.people.readers import press, signed_in
from tests.plans import asking, troubles

PAGES = (
    *("/", "/?after={young}", "/?before={old}", "/sections/town", "/authors/sample-author"),
    *("/articles/long", "/articles/long?sort=newest", "/articles/long?sort=agreed"),
    *("/articles/long?after={middle}", "/articles/long?before={middle}"),
    *("/articles/long?sort=newest&after={middle}", "/articles/long?sort=agreed&after={middle}"),
    *("/articles/long/comments/new?after={middle}", "/articles/long/comments/{middle}"),
    *("/articles/long/threads/{thread}", "/articles/long/threads/{thread}?after={reply}"),
    *("/articles/long/comments/{reply}", "/articles/long/comments/{reply}/reply"),
    *("/articles/long/passages/b1", "/articles/long/passages/b1?after={middle}"),
    "/articles/long/passages/b2",
    *("/articles/long/comments.atom", "/articles/long/threads/{thread}.atom"),
    *("/comments", "/comments?after={middle}", "/comments.atom", "/feed.atom", "/agreed"),
    *("/comments/{middle}/votes", "/comments/{middle}/reports"),
    *("/api/v1/articles/long/comments", "/api/v1/articles/long/threads/{thread}"),
)
OWN_PAGES = ("/articles/long", "/account", "/account/comments", "/account/replies")
DESK = (
    *("/moderation", "/moderation/sanctions", "/log"),
    *("/moderation/comments/{middle}", "/moderation/comments/{reply}/around"),
)
pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("each_database")]


@pytest.fixture
def environment(environment: dict[str, str]) -> dict[str, str]:
    """What is asked to limit floods is asked as well; and whoever writes is read at once."""
    return environment | {"OPINION_FLOOD": "on", "OPINION_PRESET": "open"}


@pytest.fixture
def person(app: Flask) -> Person:
    """Who wrote one of the comments on a large site."""
    return large.fill()


def test_no_page_looks_at_more_than_it_shows(app: Flask, person: Person) -> None:
    found = [
        *troubles_of(app.test_client(), PAGES),
        *troubles_of(signed_in(app, person), OWN_PAGES),
        *troubles_of(at_work(app), DESK),
    ]
    with asking() as asked:
        assert not any(comments_by_state(last_days(1, now() + timedelta(days=2))))
    found += [f"figures of a day without comments {trouble}" for trouble in troubles(asked)]

    assert not found, "\n\n".join(found)


def troubles_of(browser: FlaskClient, pages: Sequence[str]) -> list[str]:
    found: list[str] = []
    for page in pages:
        address = page.format(**large.PLACES)
        with asking() as asked:
            answer = browser.get(address)
        assert answer.status_code in {200, 302}, address
        assert asked, address
        found += [f"{address} {trouble}" for trouble in troubles(asked)]
    return found


def test_no_change_looks_at_more_than_it_changes(app: Flask, person: Person) -> None:
    guests = [reader(app, network) for network in range(4)]
    browser, desk = signed_in(app, person), at_work(app)
    own, middle, reply = (large.PLACES[name] for name in ("own", "middle", "reply"))
    comment = db.session.get_one(Comment, middle)
    with asking() as asked:
        posted = [
            send(guests[0], "long", text="A word under all."),
            send(guests[1], "long", text="A word in between.", parent=reply),
            send(guests[2], "long", text="A word about it.", block="b1", quote="One"),
            send(guests[3], "long", text="A word as htmx sends it.", htmx=True),
            vote(guests[0], middle),
            vote(guests[1], reply, withdraw="1"),
            report(guests[2], middle),
            decide(desk, comment, "remove", rule="insult"),
            send(browser, "other-2000", text="A word in my name.", parent=own),
            press(browser, f"/comments/{own}/withdrawal", what="name"),
            press(browser, "/account/erasure"),
        ]

    assert {answer.status_code for answer in posted} <= {200, 201, 303}
    assert not (found := troubles(asked)), "\n\n".join(found)
