"""Every state of agreeing and reporting, on a phone: fit for all, by light and by dark."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests import make
from tests.browser.specimens import full_article
from tests.browser.test_accessibility import ALL, COLOURS
from tests.browser.test_narrow import TOO_SMALL, TOO_WIDE
from tests.browser.test_reacting import agree_button, older, open_report, report_form
from tests.browser.writing import comment_on


def agreed(page: Page) -> None:
    article, thread = full_article()
    page.goto(f"/articles/{article.slug}")
    agree_button(page, thread).click()
    expect(agree_button(page, thread)).to_have_attribute("aria-pressed", "true")


def vote_page(page: Page) -> None:
    comment = older(make.article())
    page.goto(f"/comments/{comment.id}/votes")
    page.get_by_role("button", name="Agree").click()
    expect(page.get_by_role("button", name="Take back")).to_be_visible()


def reporting(page: Page) -> None:
    article, thread = full_article()
    page.goto(f"/articles/{article.slug}")
    form = open_report(page, thread)
    form.get_by_label("What should a moderator know?").fill("w" * 501)
    form.get_by_role("button", name="Send report").click()
    expect(form.get_by_label("It is advertising or spam")).to_be_focused()


def reported(page: Page) -> None:
    reporting_page(page)
    page.get_by_label("It incites").check()
    page.get_by_role("button", name="Send report").click()
    expect(page.locator(".said")).to_be_visible()


def reporting_page(page: Page) -> None:
    comment = older(make.article(language="ar"))
    page.goto(f"/comments/{comment.id}/reports")
    expect(report_form(page, comment)).to_be_visible()


def thanks(page: Page) -> None:
    reported(page)
    page.reload()


def barred(page: Page) -> None:
    article = make.article()
    comment = older(article)
    page.goto(f"/comments/{comment.id}/reports")
    page.get_by_label("It incites").check()
    page.get_by_role("button", name="Send report").click()
    expect(page.locator(".said")).to_be_visible()
    page.goto(f"/articles/{article.slug}")
    comment_on(page, comment).get_by_role("link", name="Reply").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Not allowed")


def most_agreed(page: Page) -> None:
    article, _ = full_article()
    comment = older(article, "Bread, *of course*. " * 20)
    page.goto(f"/articles/{article.slug}")
    agree_button(page, comment).click()
    expect(agree_button(page, comment)).to_have_text("Agree 1")
    page.get_by_role("link", name="Most agreed this week").click()
    expect(page.locator(f"#comment-{comment.id}")).to_be_visible()


STATES = [agreed, vote_page, reporting, reported, reporting_page, thanks, barred, most_agreed]


@pytest.mark.parametrize("state", STATES)
def test_every_state_is_fit_for_all(page: Page, state: Callable[[Page], None]) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    state(page)

    by_light = Axe().run(page, options=ALL)
    page.emulate_media(color_scheme="dark")
    by_dark = Axe().run(page, options=COLOURS)

    assert by_light.violations_count == 0, by_light.generate_report()
    assert by_dark.violations_count == 0, by_dark.generate_report()
    assert page.evaluate(TOO_WIDE) == []
    assert page.evaluate(TOO_SMALL) == []
