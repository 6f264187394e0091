"""Screening in a browser: what is sent back keeps its text, and what is held says why."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests import make
from tests.browser.writing import fill, form_on, post, read
from tests.screening.climbing import listed


def test_what_is_sent_back_is_changed_and_then_held(page: Page) -> None:
    listed("quagga", is_rejected=True)
    listed("okapi")
    read(page, make.article())

    post(form_on(page), "A quagga and an okapi")

    expect(form_on(page).get_by_role("alert").last).to_contain_text("“quagga”")
    expect(form_on(page).get_by_label("Comment", exact=True)).to_have_value("A quagga and an okapi")
    assert not Axe().run(page).response["violations"]
    fill(form_on(page), "An okapi")
    form_on(page).get_by_role("button", name="Post comment").click()
    held = page.locator("#posted .comment__state")
    expect(held).to_contain_text("It has words that a moderator looks at first.")
    assert not Axe().run(page).response["violations"]
