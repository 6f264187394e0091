"""Latest comments and the private feed in a browser, without script, on a phone and on a desk."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests import make
from tests.browser.owning import private_link, write
from tests.browser.test_narrow import TOO_SMALL, TOO_WIDE
from tests.passages.commenting import about

WIDTHS = {"phone": 320, "desk": 1280}
widths = pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
without_script = pytest.mark.browser_context_args(java_script_enabled=False)


def sound(page: Page) -> None:
    """Whatever the page is: axe finds nothing, nothing is cut off, all can be pressed."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
    assert page.evaluate(TOO_WIDE) == []
    assert page.evaluate(TOO_SMALL) == []


@widths
def test_the_pages_are_for_everybody(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    article = make.article("A rather long headline about bread, and about who bakes it")
    root = make.comment(article, "The first word")
    make.comment(article, "The answer", parent=root, name="N" * 80)
    about(article, "b1", "One paragraph.")
    page.goto("/comments")
    sound(page)
    page.goto(f"/articles/{article.slug}/threads/{root.id}")
    sound(page)

    write(page, article)
    page.goto(private_link(page))
    sound(page)
    page.get_by_role("button", name="Make a private feed").click()
    expect(page.get_by_label("Address of your feed")).to_be_visible()
    sound(page)


@without_script
def test_without_script_the_latest_comments_lead_to_where_they_stand(page: Page) -> None:
    article = make.article("Bread")
    make.comment(article, "Just said by feed readers")
    page.goto("/")
    page.get_by_role("link", name="Latest comments").click()

    page.get_by_role("listitem").filter(has_text="Just said by feed readers").get_by_role(
        "link", name="In the conversation"
    ).click()

    expect(page.locator(".comment", has_text="Just said by feed readers")).to_be_in_viewport()


@without_script
def test_without_script_a_private_feed_is_made_replaced_and_ended(page: Page) -> None:
    article = make.article("Bread")
    page.goto(f"/articles/{article.slug}")
    form = page.locator("#form-end")
    form.get_by_role("textbox", name="Name").fill("A Writer")
    form.get_by_label("Comment", exact=True).fill("Tell me by feed")
    form.get_by_role("button", name="Post comment").click()
    page.goto(private_link(page))

    page.get_by_role("button", name="Make a private feed").click()
    first = page.get_by_label("Address of your feed").input_value()
    page.get_by_role("button", name="Make a new address").click()
    expect(page.get_by_label("Address of your feed")).not_to_have_value(first)
    second = page.get_by_label("Address of your feed").input_value()
    answers = [page.request.get(address).status for address in (first, second)]
    page.get_by_role("button", name="End the feed").click()

    expect(page.get_by_role("button", name="Make a private feed")).to_be_visible()
    assert answers == [404, 200]
    assert page.request.get(second).status == 404
