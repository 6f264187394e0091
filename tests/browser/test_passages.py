"""Discussing a paragraph under it: opened, shut and posted in place, by keys and on a phone."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.writing import (
    fill,
    is_same_page,
    open_discussion,
    open_reply,
    post,
    read,
    send,
    text_field,
)
from tests.passages.commenting import TREE, about, three


def test_a_discussion_opens_under_its_paragraph_and_shuts_again(page: Page) -> None:
    article = three()
    comment = about(article, "b2")
    read(page, article)
    counter = page.locator("#b2 > .passage")
    slot = page.locator("#slot-b2")

    ways: list[Callable[[], None]] = [
        lambda: page.keyboard.press("Escape"),
        lambda: slot.get_by_role("link", name="Close").click(),
        lambda: counter.press("Enter"),
    ]
    for shut in ways:
        counter.focus()
        page.keyboard.press("Enter")
        expect(slot.get_by_role("heading", level=2)).to_be_focused()
        expect(slot.get_by_role("heading", level=2)).to_have_text("1 comment about this paragraph")
        expect(slot.locator(".brief li")).to_have_text(f"Sample Reader {comment.text}")
        shut()
        expect(slot).to_be_empty()
        expect(counter).to_be_focused()

    expect(page).to_have_title(re.compile("^An article"))
    assert is_same_page(page)


def test_an_excerpt_leads_to_its_comment_on_the_same_page(page: Page) -> None:
    article = three()
    comment = about(article, "b2")
    read(page, article)
    open_discussion(page, "b2")

    page.locator("#slot-b2 .brief li a").click()

    expect(page.locator(f"#comment-{comment.id}")).to_be_focused()
    expect(page.locator(f"#comment-{comment.id}")).to_be_in_viewport()
    assert is_same_page(page)


def test_a_comment_posted_under_a_paragraph_is_counted_everywhere(page: Page) -> None:
    article = three()
    read(page, article)

    post(open_discussion(page, "b3"), "It does stain.")

    told = page.locator("#slot-b3 .said")
    expect(told).to_be_focused()
    expect(told).to_contain_text("Your comment is published.")
    expect(page.locator("#b3 > .passage")).to_have_text("1 comment")
    expect(page.locator("#slot-b3 h2")).to_have_text("1 comment about this paragraph")
    expect(page.locator("#slot-b3 .brief li")).to_have_count(1)
    expect(page.locator("#count")).to_have_text("1 comment")
    expect(page.locator("#posted .comment__quote")).to_have_text(TREE)
    expect(text_field(page.locator("#form-b3"))).to_have_value("")
    told.get_by_role("link").click()
    expect(page.locator("#posted .comment")).to_be_focused()
    assert is_same_page(page)


def test_a_reply_to_it_is_counted_beside_the_paragraph(page: Page) -> None:
    article = three()
    comment = about(article, "b1")
    read(page, article)
    open_discussion(page, "b1")

    post(open_reply(page, comment), "A reply")

    expect(page.locator("#b1 > .passage")).to_have_text("2 comments")
    expect(page.locator("#count-b1")).to_have_text("2 comments")


def test_a_mistake_is_said_in_the_form_under_the_paragraph(page: Page) -> None:
    article = three()
    read(page, article)
    form = open_discussion(page, "b2")

    post(form, "Kept words", name="")

    expect(form.get_by_label("Name", exact=True)).to_be_focused()
    expect(form.locator(".field__error")).to_contain_text("Please write a name")
    expect(text_field(form)).to_have_value("Kept words")
    form.get_by_label("Name", exact=True).fill("Ann")
    send(form)
    expect(page.locator("#b2 > .passage")).to_have_text("1 comment")


def test_drafts_about_paragraphs_are_kept_apart(page: Page) -> None:
    article = three()
    read(page, article)
    fill(open_discussion(page, "b1"), "About the bus")
    fill(open_discussion(page, "b2"), "About rakes")
    page.reload()

    expect(text_field(page.locator("#form-end"))).to_have_value("")
    expect(text_field(open_discussion(page, "b2"))).to_have_value("About rakes")
    expect(text_field(open_discussion(page, "b1"))).to_have_value("About the bus")
