"""Moments: a kept page becomes another one when its time has come, though nobody writes."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from opinion.articles.listing import WEEK
from opinion.clock import now
from opinion.comments.arrivals import LIVELY
from opinion.comments.models import Comment
from opinion.database import writing
from tests import make
from tests.kept_pages.asked import PAGE, made
from tests.kept_pages.conftest import Wait
from tests.pages import Page

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
VOTE = ".comment__tools button[aria-pressed]"
NEWS = "#news[data-poll]"
DISCUSSED = "section[aria-labelledby=most] h3 a"
pytestmark = pytest.mark.usefixtures("each_database")


@pytest.fixture
def environment(environment: dict[str, str]) -> dict[str, str]:
    return {**environment, "OPINION_SCORE_HIDDEN": "2"}


def page_at(client: FlaskClient, address: str) -> Page:
    """Return the page, of which a second look shows the kept one."""
    client.get(address)
    with made(client.application) as asked:
        page = Page(client.get(address).text)
    assert not asked
    return page


def test_a_score_appears_when_its_hours_are_over(
    app: Flask, client: FlaskClient, wait: Wait
) -> None:
    make.comment(make.article(slug="bread"), at=now() - HOUR)
    with writing() as session:
        session.execute(update(Comment).values(agree_count=7))
    before = page_at(client, PAGE)

    wait(HOUR + MINUTE)

    assert before.words(VOTE) == ["Agree"]
    assert Page(client.get(PAGE).text).words(VOTE) == ["Agree 7"]


def test_a_page_asks_for_no_news_once_its_conversation_is_old(
    app: Flask, client: FlaskClient, wait: Wait
) -> None:
    make.article(slug="bread", published_at=now() - LIVELY + HOUR)
    before = page_at(client, PAGE)

    wait(HOUR + MINUTE)

    assert before.has(NEWS)
    assert not Page(client.get(PAGE).text).has(NEWS)


def test_the_most_discussed_of_the_week_are_of_this_week(
    app: Flask, client: FlaskClient, wait: Wait
) -> None:
    for title, age in (("Old", WEEK - HOUR), ("Ham", DAY), ("Jam", DAY), ("Tea", DAY)):
        make.comment(make.article(title, published_at=now() - age), at=now() - HOUR)
    before = page_at(client, "/")

    wait(HOUR + MINUTE)

    assert sorted(before.words(DISCUSSED)) == ["Ham", "Jam", "Old", "Tea"]
    assert sorted(Page(client.get("/").text).words(DISCUSSED)) == ["Ham", "Jam", "Tea"]
