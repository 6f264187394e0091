"""A moderator decides by a link in a mail: on a phone, without script, fit for all."""

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from tests import make
from tests.browser.test_decisions import PHONE, assert_fit
from tests.moderation.mailed import link_for
from tests.moderation.queueing import held, reported, state_of
from tests.moderation.ruling import moderator


@pytest.fixture
def plain(browser: Browser, base_url: str) -> Iterator[Page]:
    """A page of a browser that runs no script."""
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    yield context.new_page()
    assert context.cookies() == []
    context.close()


def test_it_needs_no_script(plain: Page, app: Flask) -> None:
    comment = held(make.article("Bread"))
    plain.goto(link_for(app, moderator("mia-plain"), comment, "remove"))

    plain.get_by_role("button", name="Remove").click()
    expect(plain.get_by_role("alert")).to_contain_text("Please say why")
    plain.get_by_label("Rule").select_option("insult")
    plain.get_by_role("button", name="Remove").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("This is decided")
    assert state_of(comment) == "removed"
    plain.get_by_role("button", name="Undo").click()
    expect(plain.get_by_role("button", name="Undo")).to_have_count(0)
    assert state_of(comment) == "held"


def test_its_pages_are_fit_for_all(page: Page, app: Flask) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    mia, article = moderator("mia-by-mail"), make.article("Bread")
    comment, other = held(article, "w" * 90), make.comment(article, "You fool")
    reported(other, note="n" * 90)
    last = link_for(app, mia, comment, "spam")

    for link in (
        link_for(app, mia, other, "remove"),
        link_for(app, mia, other, "publish"),
        "/moderation/mail/nobody",
        last,
    ):
        page.goto(link)
        assert_fit(page)
    page.get_by_role("button", name="Spam").click()
    expect(page.locator(".trail")).to_contain_text("Taken for spam")
    assert_fit(page)
