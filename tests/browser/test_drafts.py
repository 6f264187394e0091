"""Drafts: what is half written survives what happens to the page, until it is posted."""

from playwright.sync_api import Page, expect

from tests import make
from tests.browser.writing import comment_on, fill, form_on, open_reply, read, send, text_field

TEXT = "Half a thought\nand the other half"
KEPT = "Object.keys(sessionStorage).filter((name) => name.startsWith('draft ')).length"


def test_a_draft_under_the_article_survives_a_reload(page: Page) -> None:
    article = make.article()
    read(page, article)
    fill(form_on(page), TEXT)

    page.reload()

    expect(text_field(form_on(page))).to_have_value(TEXT)


def test_a_draft_of_a_reply_survives_cancel_and_reload(page: Page) -> None:
    article = make.article()
    thread, other = make.comment(article, name="Ann"), make.comment(article, name="Bea")
    read(page, article)
    form = open_reply(page, thread)
    fill(form, TEXT)

    form.get_by_role("link", name="Cancel").click()
    page.reload()

    expect(text_field(open_reply(page, thread))).to_have_value(TEXT)
    expect(text_field(open_reply(page, other))).to_have_value("")
    expect(text_field(form_on(page))).to_have_value("")


def test_a_draft_survives_another_form_being_opened(page: Page) -> None:
    article = make.article()
    thread, other = make.comment(article, name="Ann"), make.comment(article, name="Bea")
    read(page, article)
    fill(open_reply(page, thread), TEXT)

    open_reply(page, other)

    expect(text_field(open_reply(page, thread))).to_have_value(TEXT)


def test_a_draft_is_there_on_the_page_of_its_form_too(page: Page) -> None:
    article = make.article()
    thread = make.comment(article)
    read(page, article)
    fill(open_reply(page, thread), TEXT)

    page.goto(f"/articles/{article.slug}/comments/{thread.id}/reply")

    expect(text_field(form_on(page, thread))).to_have_value(TEXT)


def test_a_draft_is_gone_once_it_is_posted(page: Page) -> None:
    article = make.article()
    thread = make.comment(article)
    read(page, article)
    form = open_reply(page, thread)
    fill(form, TEXT)

    send(form)

    expect(page.locator(f"#replies-{thread.id} .comment")).to_be_focused()
    expect(text_field(open_reply(page, thread))).to_have_value("")
    assert page.evaluate(KEPT) == 0


def test_a_draft_is_there_after_showing_more_replies(page: Page) -> None:
    article = make.article()
    thread = make.comment(article)
    replies = [make.comment(article, f"Reply {number}", parent=thread) for number in range(7)]
    read(page, article)
    fill(open_reply(page, replies[0]), TEXT)

    page.get_by_role("link", name="Show 2 more replies").click()

    expect(comment_on(page, replies[5])).to_be_focused()
    expect(text_field(open_reply(page, replies[0]))).to_have_value(TEXT)


def test_a_draft_that_was_emptied_stays_empty(page: Page) -> None:
    article = make.article()
    read(page, article)
    fill(form_on(page), TEXT)
    text_field(form_on(page)).fill("")

    page.reload()

    expect(text_field(form_on(page))).to_have_value("")
