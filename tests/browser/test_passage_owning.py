"""Taking back what one said about a paragraph: all that shows it on the page follows."""

from playwright.sync_api import Page, expect

from tests.browser.writing import is_same_page, open_discussion, post, read, text_field
from tests.passages.commenting import TREE, three


def test_what_is_written_under_a_paragraph_is_edited_and_deleted_on_the_same_page(
    page: Page,
) -> None:
    read(page, three())
    post(open_discussion(page, "b3"), "It does stian.")
    expect(page.locator("#slot-b3 .private-link")).to_be_visible()
    mine = page.locator("#posted .comment")

    mine.get_by_role("link", name="Edit").click()
    text_field(mine).fill("It does stain.")
    mine.get_by_role("button", name="Save").click()

    expect(mine.locator(".comment__quote")).to_have_text(TREE)
    expect(page.locator("#slot-b3 .brief li")).to_have_text("A Writer It does stain.")
    expect(page.locator("#slot-b3 .private-link")).to_be_visible()
    mine.get_by_role("link", name="Delete").click()
    mine.get_by_role("button", name="Delete comment").click()
    expect(page.locator("#b3 > .passage")).to_have_text("Discuss")
    expect(page.locator("#slot-b3 .brief li")).to_have_count(0)
    expect(page.locator("#posted .said")).to_be_focused()
    assert is_same_page(page)


def test_a_second_thought_is_asked_for_under_the_paragraph(page: Page) -> None:
    read(page, three())

    post(open_discussion(page, "b1"), "THIS IS WHAT I HAVE TO SAY, AND I SAY IT LOUD!")
    expect(page.locator("#slot-b1 #form-b1 .said")).to_be_focused()
    page.get_by_role("button", name="Post anyway").click()

    expect(page.locator("#slot-b1 .brief li")).to_have_count(1)
    assert is_same_page(page)
