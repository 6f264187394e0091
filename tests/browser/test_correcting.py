"""What is wrong is said at its field, nothing written is lost, and mended, it is posted."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests import make
from tests.browser.writing import (
    fill,
    form_on,
    is_same_page,
    open_reply,
    post,
    preview,
    read,
    send,
    text_field,
)

RIGHT = ("A Writer", "Long enough")


def expect_said_at(field: Locator, sentence: str) -> None:
    """Expect that ``field`` is marked as wrong, and described by ``sentence``."""
    expect(field).to_have_attribute("aria-invalid", "true")
    note = field.evaluate("e => e.getAttribute('aria-describedby').trim().split(' ')[0]")
    expect(field.page.locator(f"#{note}")).to_contain_text(sentence)
    assert field.evaluate(
        "e => e.getAttribute('aria-describedby').trim().split(' ')"
        ".every(id => document.querySelectorAll('#' + id).length === 1)"
    )


@pytest.mark.parametrize(
    ("name", "text", "wrong", "sentence"),
    [
        ("", "Long enough", "Name", "Please write a name"),
        ("x" * 81, "Long enough", "Name", "81 characters"),
        ("A Writer", "", "Comment", "at least 3 characters"),
        ("A Writer", "x" * 5001, "Comment", "5,001 characters"),
    ],
    ids=["no name", "long name", "no text", "long text"],
)
def test_what_is_wrong_is_said_at_its_field_and_then_mended(
    page: Page, name: str, text: str, wrong: str, sentence: str
) -> None:
    article = make.article()
    read(page, article)

    post(form_on(page), text, name)

    field = form_on(page).get_by_label(wrong, exact=True)
    expect(field).to_be_focused()
    expect_said_at(field, sentence)
    expect(form_on(page).get_by_label("Name", exact=True)).to_have_value(name)
    expect(text_field(form_on(page))).to_have_value(text)
    post(form_on(page), *reversed(RIGHT))
    expect(page.locator("#posted .comment")).to_be_focused()
    assert is_same_page(page)


def test_of_several_mistakes_the_first_takes_the_focus_and_all_are_listed(page: Page) -> None:
    article = make.article()
    read(page, article)

    send(form_on(page))

    expect(form_on(page).get_by_label("Name", exact=True)).to_be_focused()
    summary = form_on(page).get_by_role("alert").filter(visible=True)
    expect(summary.get_by_role("link")).to_have_count(2)
    summary.get_by_role("link").nth(1).click()
    expect(text_field(form_on(page))).to_be_focused()


def test_a_wrong_reply_stays_under_its_comment_until_it_is_right(page: Page) -> None:
    article = make.article()
    thread = make.comment(article)
    read(page, article)

    post(open_reply(page, thread), "ab")

    field = text_field(form_on(page, thread))
    expect(field).to_be_focused()
    expect_said_at(field, "at least 3 characters")
    expect(field).to_have_value("ab")
    post(form_on(page, thread), "abc")
    expect(page.locator(f"#replies-{thread.id} .comment")).to_be_focused()
    expect(form_on(page, thread)).to_have_count(0)


def test_a_field_that_was_pulled_larger_comes_back_without_trouble(page: Page) -> None:
    article = make.article()
    read(page, article)
    fill(form_on(page), "ab")
    text_field(form_on(page)).evaluate("e => { e.style.height = '300px'; }")

    send(form_on(page))

    expect(text_field(form_on(page))).to_be_focused()
    expect(text_field(form_on(page))).to_have_value("ab")


def test_a_preview_in_place_shows_the_text_and_keeps_it(page: Page) -> None:
    article = make.article()
    read(page, article)
    fill(form_on(page), "A **bold** claim\n\n> quoted")

    preview(form_on(page))

    shown = form_on(page).get_by_role("region", name="Preview")
    expect(shown).to_be_focused()
    expect(shown.locator("strong")).to_have_text("bold")
    expect(text_field(form_on(page))).to_have_value("A **bold** claim\n\n> quoted")
    expect(page.locator("#count")).to_have_text("0 comments")
    assert is_same_page(page)


def test_a_previewed_comment_is_posted(page: Page) -> None:
    article = make.article()
    thread = make.comment(article)
    read(page, article)
    fill(open_reply(page, thread), "A **bold** claim")
    preview(form_on(page, thread))
    expect(form_on(page, thread).get_by_role("region", name="Preview")).to_be_focused()

    send(form_on(page, thread))

    arrived = page.locator(f"#replies-{thread.id} .comment")
    expect(arrived).to_be_focused()
    expect(arrived.locator("strong")).to_have_text("bold")
    assert is_same_page(page)


def test_a_preview_of_nothing_says_what_is_wrong(page: Page) -> None:
    article = make.article()
    read(page, article)
    fill(form_on(page), "", "A Writer")

    preview(form_on(page))

    expect(text_field(form_on(page))).to_be_focused()
    expect_said_at(text_field(form_on(page)), "at least 3 characters")
