"""The staff's figures: what came in lately, how long decisions took, and why; drawn and listed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import text, update

from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.models import Status
from opinion.database import db, writing
from opinion.moderation.measures import Span, last_days
from opinion.moderation.models import Decision
from opinion.people.models import Role
from tests import make
from tests.comments.reactors import reader, report
from tests.moderation.ruling import moderator, remove
from tests.pages import Page, problems
from tests.people.readers import signed_in
from tests.web.test_reading import counted

MOST = 10  # queries, two of them for the way from page to page
DAY = timedelta(days=1)


def shown(app: Flask, days: int = 30) -> Page:
    """Return the page as a moderator sees it."""
    browser = signed_in(app, make.person(f"m{days}@example.org", role=Role.MODERATOR))
    answer = browser.get(f"/moderation/figures?days={days}")
    assert answer.status_code == 200
    assert not problems(answer.text)
    return Page(answer.text)


@pytest.mark.usefixtures("each_database")
def test_comments_are_counted_by_day_and_state(app: Flask) -> None:
    article = make.article()
    make.comment(article)
    make.comment(article, at=now() - 2 * DAY)
    make.comment(article, at=now() - 2 * DAY, status=Status.HELD)
    make.decided(make.comment(article, at=now() - 2 * DAY), Status.SPAM)
    make.comment(article, at=now() - 40 * DAY)

    page = shown(app)

    assert page.words("#written ~ details table[aria-labelledby=written] tbody td") == [
        *("1", "1", "0", "1", "0"),
        *("1", "0", "0", "0", "0"),
    ]
    assert len(page.words("svg[aria-labelledby^=written] rect.part")) == 4
    assert page.words(".bars[aria-labelledby=busiest] td") == ["4"]


@pytest.mark.usefixtures("each_database")
def test_a_year_is_counted_by_week(app: Flask) -> None:
    article = make.article()
    for days in (0, 40, 350, 400):
        make.comment(article, at=now() - days * DAY)

    page = shown(app, 365)

    assert len(page.words("table[aria-labelledby=written] tbody tr")) == 3


@pytest.mark.usefixtures("each_database")
def test_waiting_counts_from_being_held_or_reported_until_one_of_the_staff_decides(
    app: Flask,
) -> None:
    article, mia = make.article(), moderator()
    held = make.comment(article, status=Status.HELD, at=now() - timedelta(hours=20))
    with writing():
        ago = update(Decision).where(Decision.comment_id == held.id)
        db.session.execute(ago.values(at=now() - timedelta(hours=10)))
    remove(held, mia)
    reported = make.comment(article, at=now() - timedelta(hours=90))
    report(reader(app), reported)
    remove(reported, mia)

    page = shown(app)

    [number, half, nine] = page.words("table[aria-labelledby=waits] td")
    assert (number, half, nine) == ("2", "5", "10")
    assert page.words(".bars[aria-labelledby=broken] td") == ["2"]


@pytest.mark.usefixtures("each_database")
def test_the_page_takes_few_queries_whatever_there_is(app: Flask) -> None:
    articles = [make.article(authors=["Ann One", "Bob Two"]) for _ in range(12)]
    for article in articles:
        make.many_comments(article, 30)
    browser = signed_in(app, moderator())

    with counted() as asked:
        page = Page(browser.get("/moderation/figures?days=90").text)

    assert len(asked) <= MOST, asked
    assert len(page.words(".bars[aria-labelledby=busiest] td")) == 10


def test_where_there_is_nothing_the_page_says_so(app: Flask) -> None:
    page = shown(app)

    assert page.words(".own__hint") == [
        "None in these days.",
        "Nothing was decided in these days.",
        "None in these days.",
        "None in these days.",
    ]
    assert not page.has(".chart")


@pytest.mark.parametrize("days", ["31", "0", "x", "-30", "030", "9" * 30])
def test_other_numbers_of_days_there_are_not(app: Flask, days: str) -> None:
    browser = signed_in(app, moderator())

    assert browser.get(f"/moderation/figures?days={days}").status_code == 404


@pytest.mark.usefixtures("sqlite_alone")
def test_comments_of_a_span_are_found_by_an_index(app: Flask) -> None:
    plan = db.session.execute(
        text(
            "EXPLAIN QUERY PLAN SELECT date(posted_at), status, count(*) FROM comments"
            " WHERE posted_at >= '2026-01-01' GROUP BY date(posted_at), status"
        )
    )

    assert "ix_comments_posted_at_status" in str(plan.all())


def test_days_are_those_of_utc_and_stand_in_their_columns() -> None:
    span = last_days(30, datetime(2026, 11, 26, 0, 30, tzinfo=UTC))

    assert (span.first, span.last, len(span.days)) == (date(2026, 10, 28), date(2026, 11, 26), 30)
    assert [span.by_week().column(day) for day in (span.first, span.last)] == [0, 4]
    assert len(Span(span.first, span.first).days) == 1


def test_a_title_stands_as_it_was_written_and_leads_to_the_article(app: Flask) -> None:
    article: Article = make.article("<b>Bread</b>", slug="bread", language="ar")
    make.comment(article)

    page = shown(app)

    assert page.words(".bars a") == ["<b>Bread</b>"]
    assert page.values(".bars a", "dir") == ["rtl"]
