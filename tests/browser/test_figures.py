"""The staff's figures on a phone: drawn in light and dark, listed for who can't see them."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import delete

from opinion.clock import now
from opinion.comments.models import Comment, Status
from opinion.database import db, writing
from opinion.people.models import Person, Role
from tests import make
from tests.browser.test_accessibility import ALL
from tests.browser.test_narrow import TOO_SMALL, TOO_WIDE
from tests.browser.test_signed_in import sign_in

TOO_FAINT = """() => [...document.querySelectorAll('.chart text')].filter((text) => {
  const picture = text.ownerSVGElement;
  const size = parseFloat(getComputedStyle(text).fontSize) * picture.getScreenCTM().a;
  const [whole, part] = [picture, text].map((each) => each.getBoundingClientRect());
  return size < 11 || part.left < whole.left - 1 || part.right > whole.right + 1;
}).map((text) => text.textContent)"""


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


@pytest.mark.parametrize("width", [320, 390, 620, 660, 1280])
def test_what_the_pictures_say_can_be_read(
    page: Page, context: BrowserContext, base_url: str, mia: Person, width: int
) -> None:
    article = make.article()
    make.decided(make.comment(article, status=Status.HELD), Status.PUBLISHED)
    sign_in(context, base_url, mia)
    page.set_viewport_size({"width": width, "height": 800})

    for days in (30, 365):
        page.goto(f"/moderation/figures?days={days}")
        expect(page.locator(".chart text").first).to_be_visible()
        assert page.evaluate(TOO_FAINT) == []
