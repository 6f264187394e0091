"""The staff's figures on a phone: drawn in light and dark, listed for who can't see them."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import BrowserContext, Page, Route, expect
from sqlalchemy import delete

from opinion.clock import now
from opinion.comments.models import Comment, Status
from opinion.database import db, writing
from opinion.moderation import measures
from opinion.moderation.measures import Span, Wait
from opinion.people.models import Person, Role
from tests import make
from tests.browser.test_accessibility import ALL
from tests.browser.test_narrow import LARGE, TOO_SMALL, TOO_WIDE
from tests.browser.test_signed_in import sign_in
from tests.people.readers import signed_in

WORDS = ".chart__numbers li, .chart__days span"
UNREADABLE = f"""() => [...document.querySelectorAll('.chart')].flatMap((chart) => {{
  const whole = chart.getBoundingClientRect();
  const columns = chart.querySelector('svg').getBoundingClientRect();
  const placed = [...chart.querySelectorAll('{WORDS}')].map((element) => {{
    const words = document.createRange();
    words.selectNodeContents(element);
    return [element, words.getBoundingClientRect()];
  }});
  const others = (one) => [columns, ...placed.map(([, place]) => place)].filter((it) => it !== one);
  const overlap = (one, other) => one.left < other.right && other.left < one.right
    && one.top < other.bottom && other.top < one.bottom;
  return placed.filter(([element, place]) => parseFloat(getComputedStyle(element).fontSize) < 11
    || place.left < whole.left - 1 || place.right > whole.right + 1
    || others(place).some((other) => overlap(place, other)))
    .map(([element]) => element.textContent)
    .concat(columns.width < whole.width / 3 ? ['columns'] : []);
}})"""
SEPTEMBER = Span(date(2026, 9, 1), date(2026, 9, 30))  # the longest days there are


@pytest.fixture
def mia(app: object) -> Iterator[Person]:
    """A moderator for as long as the test takes: to others, the site is one without staff."""
    number = db.session.query(Comment).count()
    made = make.person(f"figures-{number}@example.org", role=Role.MODERATOR)
    yield made
    with writing():
        db.session.execute(delete(Person).where(Person.id == made.id))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_figures_are_drawn_and_listed(
    page: Page,
    context: BrowserContext,
    base_url: str,
    mia: Person,
    scheme: Literal["light", "dark"],
) -> None:
    article = make.article(f"A title with a word that nobody can set on a phone: {'long' * 20}")
    for days, status in enumerate([Status.PUBLISHED, Status.HELD, Status.SPAM, Status.PUBLISHED]):
        made = make.comment(article, at=now() - timedelta(days=days), status=Status.PUBLISHED)
        if status != Status.PUBLISHED:
            make.decided(made, status)
    sign_in(context, base_url, mia)
    page.set_viewport_size({"width": 390, "height": 800})
    page.emulate_media(color_scheme=scheme)

    page.goto("/moderation/figures")
    picture = page.get_by_role("img", name="Comments that came in, by the state that they have now")
    expect(picture).to_be_visible()
    page.locator("summary", has_text="The numbers").first.click()
    expect(page.get_by_role("table", name="Comments that came in")).to_be_visible()

    held = picture.locator(".part--held").first
    assert "hatched" in held.evaluate("element => getComputedStyle(element).fill")
    assert Axe().run(page, options=ALL).response["violations"] == []
    assert page.evaluate(TOO_WIDE) == []
    assert page.evaluate(TOO_SMALL) == []


def counting(monkeypatch: pytest.MonkeyPatch, comments: int, hours: float) -> None:
    """Have each day of September so many ``comments``, and each week waits of so many ``hours``."""
    found = [Counter({Status.PUBLISHED: comments}) for _ in SEPTEMBER.days]
    waited = [Wait(day, comments, hours / 2, hours) for day in SEPTEMBER.by_week().days]
    monkeypatch.setattr(measures, "last_days", lambda *_: SEPTEMBER)
    monkeypatch.setattr(measures, "comments_by_state", lambda _: found)
    monkeypatch.setattr(measures, "waits", lambda _: waited)


def hand_out(html: str, route: Route) -> None:
    """Answer with a page that was made here, where the counts are what the test says."""
    route.fulfill(body=html, content_type="text/html; charset=utf-8")


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("width", [320, 390, 620, 660, 1280])
def test_what_the_pictures_say_can_be_read_however_many_comments_there_are(
    page: Page, app: Flask, mia: Person, monkeypatch: pytest.MonkeyPatch, width: int, language: str
) -> None:
    monkeypatch.setitem(app.config, "OPINION_LANGUAGE", language)
    browser = signed_in(app, mia)
    page.set_viewport_size({"width": width, "height": 800})

    for comments, hours in ((9, 0.4), (1_000, 20), (12_345, 400), (1_000_000, 9_000)):
        counting(monkeypatch, comments, hours)
        made = browser.get("/moderation/figures")
        page.route("**/moderation/figures", partial(hand_out, made.text))
        page.goto("/moderation/figures")

        expect(page.locator(WORDS)).to_have_count(10)
        assert page.evaluate(TOO_WIDE) == []
        assert page.evaluate(UNREADABLE) == []
        page.evaluate(LARGE)
        assert page.evaluate(UNREADABLE) == []
