"""What helps while writing: a count, quotes, second thoughts, a remembered name."""

from playwright.sync_api import Page, expect

from tests import make
from tests.browser.writing import (
    comment_on,
    fill,
    form_on,
    is_same_page,
    open_reply,
    post,
    read,
    send,
    text_field,
)


def test_the_length_is_counted_as_the_server_counts_it(page: Page) -> None:
    article = make.article("Bread")
    read(page, article)
    form = form_on(page)

    text_field(form).fill("a😀\nb")
    expect(form.locator(".field__count")).to_have_text("4 of 5,000 characters")
    text_field(form).fill("x" * 5_001)

    count = form.locator(".field__count")
    expect(count).to_have_text("5,001 of 5,000 characters")
    expect(count).to_have_attribute("aria-live", "polite")


def test_quote_opens_the_form_with_the_words_of_the_comment(page: Page) -> None:
    article = make.article("Bread")
    comment = make.comment(article, "It rises.\n\nIt falls.")
    read(page, article)

    open_reply(page, comment).get_by_role("button", name="Quote the comment").click()

    field = text_field(form_on(page, comment))
    expect(field).to_have_value("> It rises.\n>\n> It falls.\n\n")
    assert is_same_page(page)


def test_a_quote_is_put_below_what_was_already_written(page: Page) -> None:
    article = make.article("Bread")
    comment = make.comment(article, "It rises.")
    read(page, article)
    form = open_reply(page, comment)
    text_field(form).fill("I had begun")

    form.get_by_role("button", name="Quote the comment").click()

    field = text_field(form_on(page, comment))
    expect(field).to_have_value("I had begun\n\n> It rises.\n\n")


def test_a_second_thought_is_offered_once_and_then_it_is_posted(page: Page) -> None:
    article = make.article("Bread")
    read(page, article)
    form = form_on(page)
    fill(form, "Ring me any time after six: +49 30 1234567.")
    send(form)

    thought = form.locator(".said")
    expect(thought).to_contain_text("telephone number")
    expect(thought).to_be_focused()
    form.get_by_role("button", name="Post anyway").click()

    expect(page.locator("#posted .comment")).to_be_focused()
    assert is_same_page(page)


def test_a_name_is_remembered_on_request_and_found_in_every_form(page: Page) -> None:
    article = make.article("Bread")
    comment = make.comment(article, "It rises.")
    read(page, article)
    form = form_on(page)
    form.get_by_label("Remember my name").check()

    post(form, "I see it otherwise.", name="A Baker")

    expect(page.locator("#posted .comment")).to_be_focused()
    expect(form_on(page).get_by_label("Name", exact=True)).to_have_value("A Baker")
    comment_on(page, comment).get_by_role("link", name=f"Reply to {comment.name}").click()
    expect(form_on(page, comment).get_by_label("Name", exact=True)).to_have_value("A Baker")
    expect(text_field(form_on(page, comment))).to_be_focused()


def test_a_comment_in_another_language_is_marked_as_such(page: Page) -> None:
    article = make.article("Bread")
    read(page, article)
    form = form_on(page)
    form.get_by_label("Language of your comment").select_option("fr")

    post(form, "Je ne suis pas d’accord.")

    expect(page.locator("#posted .comment__text")).to_have_attribute("lang", "fr")
