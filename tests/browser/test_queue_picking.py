"""Keys in the moderators' queue that are about many comments, or about another page's."""

from playwright.sync_api import Page, expect

from tests.browser.test_queue import states
from tests.browser.test_queue_pressing import expect_current, press, waiting
from tests.moderation.queueing import held


def test_keys_decide_about_all_that_are_picked(page: Page, base_url: str) -> None:
    article, comments = waiting(page, base_url, 5)

    press(page, "xjxjj")
    expect(page.locator("#live")).to_contain_text("Picked: 2.")
    press(page, "s")

    expect(page.locator("[data-done]")).to_have_count(2)
    expect(page.get_by_text("Decided about 2 comments.")).to_be_visible()
    assert states(article) == {"spam": 2, "held": 3}
    page.reload()
    chosen = page.locator(f"#item-{comments[2].id}")
    expect(chosen).to_have_attribute("aria-current", "true")
    press(page, "xjxr2")
    expect(page.locator("[data-done]").first).to_contain_text("Removed (insult)")
    assert states(article) == {"spam": 2, "removed": 2, "held": 1}


def test_escape_picks_none(page: Page, base_url: str) -> None:
    article, comments = waiting(page, base_url, 3)
    press(page, "xjx")

    page.keyboard.press("Escape")
    expect(page.locator("#live")).to_contain_text("Picked: 0.")
    press(page, "a")

    expect(page.locator("[data-done]")).to_have_count(1)
    assert states(article) == {"published": 1, "held": 2}
    expect_current(page, comments[2])


def test_what_was_decided_before_the_page_was_loaded_is_taken_back(
    page: Page, base_url: str
) -> None:
    article, comments = waiting(page, base_url, 2)
    press(page, "as")
    expect(page.locator("[data-done]")).to_have_count(2)
    held(article, "Another")
    page.reload()
    expect(page.locator(".item[aria-current]")).to_have_count(1)

    page.keyboard.press("u")
    expect(page.locator("#live")).to_have_text(f"Taken back: #{comments[1].id}")
    expect_current(page, comments[1])
    page.get_by_role("button", name="Take back your last decision").click()
    expect_current(page, comments[0])
    assert states(article) == {"held": 3}

    page.keyboard.press("u")
    expect(page.locator("#live")).to_contain_text("There is nothing of the last hour")
