"""Forms that open under a comment: one at a time, closed again, or in a tab of their own."""

import re

from playwright.sync_api import BrowserContext, Page, expect

from tests import make
from tests.browser.breaking import answer_once
from tests.browser.writing import (
    comment_on,
    form_on,
    is_same_page,
    open_reply,
    post,
    read,
    text_field,
)


def test_reply_opens_the_form_under_its_comment_and_keeps_the_title(page: Page) -> None:
    article = make.article("Bread")
    thread = make.comment(article, name="Ann")
    read(page, article)
    title = page.title()

    form = open_reply(page, thread)

    expect(comment_on(page, thread).get_by_role("form", name="Reply to Ann")).to_be_visible()
    expect(form).to_be_in_viewport()
    assert page.title() == title
    assert is_same_page(page)


def test_one_reply_form_is_open_at_a_time(page: Page) -> None:
    article = make.article()
    first, second = make.comment(article, name="Ann"), make.comment(article, name="Bea")
    read(page, article)
    open_reply(page, first)

    open_reply(page, second)

    expect(form_on(page, first)).to_have_count(0)
    expect(form_on(page, second)).to_be_visible()
    expect(form_on(page)).to_be_visible()


def test_cancel_closes_the_form_and_leads_back_to_reply(page: Page) -> None:
    article = make.article()
    thread = make.comment(article)
    read(page, article)
    form = open_reply(page, thread)

    form.get_by_role("link", name="Cancel").click()

    expect(form).to_have_count(0)
    expect(comment_on(page, thread).get_by_role("link", name="Reply to")).to_be_focused()
    assert is_same_page(page)


def test_with_control_reply_opens_a_tab(page: Page, context: BrowserContext) -> None:
    article = make.article()
    thread = make.comment(article, name="Ann")
    read(page, article)

    with context.expect_page() as opened:
        comment_on(page, thread).get_by_role("link", name="Reply to").click(modifiers=["Control"])

    tab = opened.value
    expect(tab).to_have_title(re.compile("^Reply to Ann"))
    expect(form_on(tab, thread)).to_be_visible()
    expect(form_on(page, thread)).to_have_count(0)


def test_the_page_of_one_reply_posts_in_place(page: Page) -> None:
    article = make.article()
    thread = make.comment(article)
    page.goto(f"/articles/{article.slug}/comments/{thread.id}/reply")
    page.evaluate("window.isMarked = true")

    post(form_on(page, thread), "From a tab of its own")

    arrived = page.locator(f"#replies-{thread.id} .comment")
    expect(arrived).to_be_focused()
    expect(arrived).to_contain_text("From a tab of its own")
    expect(page.get_by_role("status")).to_have_text("Your comment is published.")
    assert is_same_page(page)


def test_the_page_of_a_reply_to_a_reply_posts_in_place(page: Page) -> None:
    article = make.article()
    thread = make.comment(article)
    reply = make.comment(article, parent=thread)
    page.goto(f"/articles/{article.slug}/comments/{reply.id}/reply")
    page.evaluate("window.isMarked = true")

    post(form_on(page, reply), "Below the reply")

    expect(page.locator(f"#replies-{reply.id} .comment")).to_be_focused()
    assert is_same_page(page)


def test_on_the_page_of_a_thread_a_reply_posts_in_place(page: Page) -> None:
    article = make.article()
    thread = make.comment(article)
    page.goto(f"/articles/{article.slug}/threads/{thread.id}")
    page.evaluate("window.isMarked = true")

    post(open_reply(page, thread), "In the thread")

    expect(page.locator(f"#replies-{thread.id} .comment")).to_be_focused()
    expect(page.locator(f"#summary-{thread.id}")).to_have_text("1 reply")
    assert is_same_page(page)


def test_a_form_that_fails_to_open_leads_to_its_page(page: Page) -> None:
    article = make.article()
    thread = make.comment(article)
    read(page, article)
    answer_once(page, "**/reply", 502)

    comment_on(page, thread).get_by_role("link", name="Reply to").click()

    expect(page).to_have_url(re.compile("/reply$"))
    expect(text_field(form_on(page, thread))).to_be_visible()


def test_the_same_words_again_lead_to_the_first(page: Page) -> None:
    article = make.article()
    read(page, article)
    post(form_on(page), "Said already")
    expect(page.locator("#posted .comment")).to_have_count(1)

    post(form_on(page), "Said already")

    expect(form_on(page).locator(".said")).to_be_focused()
    expect(form_on(page).locator(".said")).to_contain_text("You wrote that already")
    expect(page.locator("#count")).to_have_text("1 comment")
