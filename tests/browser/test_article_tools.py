"""Moderators on an article's page, in a browser: the place is kept, and Escape closes."""

from playwright.sync_api import Page, expect

from opinion.comments.models import Status
from opinion.moderation.models import Rule
from tests import make
from tests.browser.test_decisions import PHONE, assert_fit
from tests.browser.test_queue import come_in
from tests.browser.writing import is_same_page, read


def test_a_decision_keeps_the_place(page: Page, base_url: str) -> None:
    article = make.article("Bread")
    make.many_comments(article, 10)
    comment = make.comment(article, "You fool")
    come_in(page.context, base_url)
    read(page, article)
    there = page.locator(f"#comment-{comment.id}")
    link = there.get_by_role("link", name="Moderate")

    link.click()
    there.get_by_role("button", name="Spam").focus()
    page.keyboard.press("Escape")
    expect(there.locator(".decide")).to_have_count(0)
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    there.get_by_role("button", name="Spam").click()

    expect(there).to_have_class("comment comment--gone")
    expect(there).to_be_focused()
    expect(there).to_be_in_viewport()
    expect(page.locator("#live")).to_have_text("Spam")
    link.click()
    there.get_by_role("button", name="Approve").click()
    expect(there).to_be_focused()
    expect(there).to_contain_text("You fool")
    assert is_same_page(page)


def test_what_is_hidden_opens_and_is_fit_for_all(page: Page, base_url: str) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    article = make.article("Bread")
    comment = make.comment(article, "You fool", name="Ann Rude")
    make.decided(comment, Status.REMOVED, Rule.INSULT)
    come_in(page.context, base_url)
    read(page, article)
    there = page.locator(f"#comment-{comment.id}")
    expect(there.get_by_text("You fool")).to_be_hidden()

    there.get_by_text("For moderators: what Ann Rude wrote").click()

    expect(there.get_by_text("You fool")).to_be_visible()
    assert_fit(page)
