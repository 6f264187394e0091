"""Passages by other ways: selected words, phones, a page of their own, without script."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.writing import is_same_page, open_discussion, post, read, text_field
from tests.passages.commenting import RAKE, about, three

SELECT = """([block, from, to]) => {
  const words = document.querySelector(`#${block} > p`).firstChild;
  getSelection().setBaseAndExtent(words, from, words, to);
}"""


def test_selected_words_are_offered_and_quoted(page: Page) -> None:
    article = three()
    read(page, article)
    offer = page.get_by_role("button", name="Reply to this passage")
    expect(offer).to_be_hidden()

    page.evaluate(SELECT, ["b2", 5, 24])
    offer.click()

    form = page.locator("#form-b2")
    expect(form.get_by_label("Name", exact=True)).to_be_focused()
    expect(form.locator("[data-quote]")).to_have_text(RAKE[5:24].strip())
    page.evaluate(SELECT, ["b2", 38, 50])
    offer.click()
    expect(form.locator("[data-quote]")).to_have_text(RAKE[38:50].strip())
    post(form, "Just these words.")
    expect(page.locator("#posted .comment__quote")).to_have_text(RAKE[38:50].strip())


def test_a_draft_keeps_the_words_that_it_is_about(page: Page) -> None:
    read(page, three())
    page.evaluate(SELECT, ["b2", 5, 24])
    page.get_by_role("button", name="Reply to this passage").click()
    form = page.locator("#form-b2")
    expect(form.get_by_label("Name", exact=True)).to_be_focused()
    text_field(form).fill("Half of a thought")

    page.reload()
    open_discussion(page, "b2")

    expect(text_field(form)).to_have_value("Half of a thought")
    expect(form.locator("[data-quote]")).to_have_text(RAKE[5:24].strip())
    post(form, "The whole of a thought.")
    expect(page.locator("#posted .comment__quote")).to_have_text(RAKE[5:24].strip())


def test_what_is_selected_over_several_paragraphs_is_not_offered(page: Page) -> None:
    read(page, three())

    page.evaluate("getSelection().selectAllChildren(document.querySelector('.body'))")

    expect(page.get_by_role("button", name="Reply to this passage")).to_be_hidden()


@pytest.mark.browser_context_args(viewport={"width": 390, "height": 844})
def test_on_a_phone_all_paragraphs_can_be_discussed_after_asking(page: Page) -> None:
    article = three()
    about(article, "b2")
    read(page, article)
    expect(page.locator(".passage:visible")).to_have_text(["1 comment"])

    page.get_by_role("link", name="Discuss a paragraph").click()

    expect(page.locator(".passage:visible")).to_have_text(["Discuss", "1 comment", "Discuss"])
    open_discussion(page, "b1")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    body = page.locator("#b1").bounding_box()
    panel = page.locator("#slot-b1").bounding_box()
    assert body is not None
    assert panel is not None
    assert panel["width"] == body["width"]


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_script_a_paragraph_has_a_page_of_its_own(page: Page) -> None:
    article = three()
    about(article, "b2")
    page.goto(f"/articles/{article.slug}")
    page.locator("#b2 > .passage").click()
    expect(page.locator(".passage-text")).to_have_text(RAKE)
    expect(page.locator(".brief")).to_be_hidden()

    post(page.locator("#form-b2"), "From its page", name="")
    expect(page.locator("#form-b2 .field__error")).to_contain_text("Please write a name")
    expect(page.locator(".passage-text")).to_have_text(RAKE)
    post(page.locator("#form-b2"), "From its page")

    expect(page).to_have_url(re.compile(rf"/articles/{article.slug}#comment-\d+$"))
    expect(page.locator("#b2 > .passage")).to_have_text("2 comments")


def test_on_its_own_page_a_comment_arrives_in_place(page: Page) -> None:
    article = three()
    about(article, "b2")
    page.goto(f"/articles/{article.slug}/passages/b2")
    page.evaluate("window.isMarked = true")

    post(page.locator("#form-b2"), "A second voice")

    expect(page.locator(".said")).to_be_focused()
    expect(page.locator("#posted .comment")).to_contain_text("A second voice")
    expect(page.locator("#count-b2")).to_have_text("2 comments")
    assert is_same_page(page)


@pytest.mark.browser_context_args(viewport={"width": 1280, "height": 900})
def test_beside_a_paragraph_the_link_shows_on_focus(page: Page) -> None:
    read(page, three())
    link = page.locator("#b2 > .passage")
    expect(link).to_have_css("opacity", "0")

    link.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")

    expect(link).to_be_focused()
    expect(link).to_have_css("opacity", "1")
    page.emulate_media(media="print")
    expect(link).to_be_hidden()
