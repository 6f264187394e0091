"""Every page and every state of one's own comments: by axe, by light and dark, on a phone."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests import make
from tests.browser.owning import press, private_link, save, write
from tests.browser.test_accessibility import ALL, COLOURS
from tests.browser.test_narrow import TOO_SMALL, TOO_WIDE


def own_comment(page: Page) -> None:
    write(page, make.article())


def editing(page: Page) -> None:
    comment = write(page, make.article())
    press(comment, "Edit your comment")
    save(comment, "x")
    expect(comment.get_by_label("Comment", exact=True)).to_have_attribute("aria-invalid", "true")


def deleting(page: Page) -> None:
    comment = write(page, make.article())
    press(comment, "Delete your comment")
    expect(comment.get_by_role("button", name="Delete comment")).to_be_visible()


def deleted(page: Page) -> None:
    comment = write(page, make.article())
    press(comment, "Delete your comment")
    comment.get_by_role("button", name="Delete comment").click()
    expect(comment).to_have_text("Your comment is deleted.")


def edit_page(page: Page) -> None:
    comment = write(page, make.article())
    page.goto(comment.get_by_role("link", name="Edit").get_attribute("href") or "")


def locked(page: Page) -> None:
    comment = write(page, make.article())
    address = comment.get_by_role("link", name="Edit").get_attribute("href") or ""
    make.reply_to(int(address.split("/")[2]))
    page.goto(address)


def former_versions(page: Page) -> None:
    comment = write(page, make.article())
    press(comment, "Edit your comment")
    save(comment, "First thought")
    expect(comment.locator(".comment__text")).to_have_text("First thought")
    page.goto(f"{comment.locator('.comment__time').get_attribute('href')}/revisions")


def managing(page: Page) -> None:
    own_comment(page)
    page.goto(private_link(page))


def edit_below_the_link(page: Page) -> None:
    managing(page)
    page.get_by_role("link", name="Edit").click()


def erasing(page: Page) -> None:
    managing(page)
    page.get_by_role("link", name="Erase me").click()


STATES = [
    own_comment,
    editing,
    deleting,
    deleted,
    edit_page,
    locked,
    former_versions,
    managing,
    edit_below_the_link,
    erasing,
]


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
