"""One's own comment in a browser: changed and taken back in place, and from elsewhere by link."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import make
from tests.browser.owning import press, private_link, save, write
from tests.browser.writing import is_same_page, text_field


def test_an_edit_takes_place_where_the_comment_stands(page: Page) -> None:
    comment = write(page, make.article())

    press(comment, "Edit your comment")
    expect(comment.get_by_label("Comment", exact=True)).to_be_focused()
    save(comment, "x")
    expect(comment.get_by_label("Comment", exact=True)).to_have_attribute("aria-invalid", "true")
    save(comment, "First *thought*", "Preview")
    expect(comment.locator(".preview em")).to_have_text("thought")
    save(comment, "First *thought*")

    expect(comment.locator(".comment__text em")).to_have_text("thought")
    expect(comment).to_be_focused()
    expect(page.get_by_role("status").first).to_have_text("Your comment is changed.")
    expect(page.locator(".private-link")).to_be_visible()
    assert is_same_page(page)


def test_cancel_gives_the_focus_back(page: Page) -> None:
    comment = write(page, make.article())

    for link in ("Edit your comment", "Delete your comment"):
        press(comment, link)
        comment.get_by_role("link", name="Cancel").click()
        expect(comment.get_by_role("link", name=link)).to_be_focused()
        expect(comment.locator("form")).to_have_count(0)


def test_deleting_by_keyboard_leaves_the_news_and_the_count(page: Page) -> None:
    article = make.article()
    make.comment(article)
    comment = write(page, article)
    expect(page.locator("#count")).to_have_text("2 comments")

    comment.get_by_role("link", name="Delete your comment").press("Enter")
    expect(comment.get_by_role("heading", name="Delete this comment?")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(comment).to_have_text("Your comment is deleted.")
    expect(comment).to_be_focused()
    expect(page.locator("#count")).to_have_text("1 comment")
    page.reload()
    expect(comment).to_have_count(0)
    expect(page.locator("#count")).to_have_text("1 comment")


def test_a_late_reply_is_told_and_the_text_is_kept(page: Page) -> None:
    article = make.article()
    comment = write(page, article)
    press(comment, "Edit your comment")
    expect(text_field(comment)).to_be_visible()
    number = int((comment.get_attribute("id") or "").rpartition("-")[2])
    make.reply_to(number)

    save(comment, "I never said that")

    expect(comment.locator(".errors[tabindex]")).to_be_focused()
    expect(comment.locator(".errors[tabindex]")).to_contain_text("somebody has replied")
    expect(comment.get_by_label("Comment", exact=True)).to_have_value("I never said that")


def test_the_private_link_does_it_all_in_another_browser(page: Page, browser: Browser) -> None:
    article = make.article()
    comment = write(page, article)
    link = private_link(page)
    with browser.new_context() as elsewhere:
        other = elsewhere.new_page()
        other.goto(link)
        other.get_by_role("link", name="Edit").click()
        save(other.locator(".comment"), "From elsewhere")
        expect(other).to_have_url(link)
        expect(other.locator(".comment__text")).to_have_text("From elsewhere")
        with other.expect_download() as export:
            other.get_by_role("link", name="Export my data").click()
        assert export.value.suggested_filename == "my-comments.json"
        other.get_by_role("link", name="Erase me").click()
        other.get_by_role("button", name="Erase everything").click()
        expect(other.get_by_role("heading", level=1)).to_have_text("Everything is erased")

    page.reload()
    expect(comment).to_have_count(0)
    expect(page.locator("#count")).to_have_text("0 comments")


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_script_it_is_edited_and_deleted_on_pages(page: Page) -> None:
    article = make.article()
    page.goto(f"/articles/{article.slug}")
    form = page.locator("#form-end")
    form.get_by_role("textbox", name="Name").fill("A Writer")
    form.get_by_label("Comment", exact=True).fill("Frist thought")
    form.get_by_role("button", name="Post comment").click()
    expect(page.locator(".private-link")).to_contain_text("/manage/")
    comment = page.locator(".comment")

    press(comment, "Edit your comment")
    expect(page.locator(".private-link")).to_have_count(0)
    save(comment, "First thought")
    expect(comment.locator(".comment__text")).to_have_text("First thought")
    press(comment, "Delete your comment")
    page.get_by_role("button", name="Delete comment").click()

    expect(comment).to_have_count(0)
    expect(page.locator("#count")).to_have_text("0 comments")
