"""The same conversation with JavaScript off: whole pages, real addresses, nothing missing."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from opinion.clock import now
from tests import make
from tests.browser.writing import branch_on, comment_on, fill, form_on, post, preview, text_field

pytestmark = pytest.mark.browser_context_args(java_script_enabled=False)


def test_without_script_a_comment_is_written_and_read(page: Page) -> None:
    article = make.article("Bread", published_at=now())
    page.goto("/")
    page.get_by_role("link", name="Bread", exact=True).first.click()

    post(form_on(page), "It *rises*.", name="A Baker")

    expect(page).to_have_url(re.compile(rf"/articles/{article.slug}#comment-\d+$"))
    expect(page.locator(".comment")).to_be_in_viewport()
    expect(page.locator(".comment em")).to_have_text("rises")
    expect(page.locator("#count")).to_have_text("1 comment")


def test_without_script_a_reply_has_a_page_of_its_own(page: Page) -> None:
    article = make.article()
    thread = make.comment(article, name="Ann")
    page.goto(f"/articles/{article.slug}")
    comment_on(page, thread).get_by_role("link", name="Reply to Ann").click()
    expect(form_on(page, thread).get_by_label("Name", exact=True)).to_be_focused()

    post(form_on(page, thread), "From the page")

    reply = page.locator(f"#replies-{thread.id} .comment")
    expect(reply).to_contain_text("From the page")
    expect(page.locator(f"#summary-{thread.id}")).to_have_text("1 reply")


def test_without_script_a_reply_to_a_reply_lands_below_it(page: Page) -> None:
    article = make.article()
    thread = make.comment(article)
    reply = make.comment(article, parent=thread, name="Bea")
    page.goto(f"/articles/{article.slug}")
    comment_on(page, reply).get_by_role("link", name="Reply to Bea").click()

    post(form_on(page, reply), "Deeper")

    expect(page.locator(f"#replies-{reply.id} .comment")).to_be_in_viewport()
    expect(page.locator(f"#replies-{reply.id} .comment")).to_contain_text("Deeper")


def test_without_script_cancel_leads_back_to_the_comment(page: Page) -> None:
    article = make.article()
    thread = make.comment(article)
    page.goto(f"/articles/{article.slug}/comments/{thread.id}/reply")

    page.get_by_role("link", name="Cancel").click()

    expect(page).to_have_url(re.compile(f"/articles/{article.slug}#comment-{thread.id}$"))


@pytest.mark.parametrize("is_reply", [False, True], ids=["article", "reply"])
def test_without_script_a_mistake_is_said_and_the_text_kept(page: Page, is_reply: bool) -> None:
    article = make.article()
    parent = make.comment(article) if is_reply else None
    way = f"comments/{parent.id}/reply" if parent else ""
    page.goto(f"/articles/{article.slug}/{way}".rstrip("/"))

    post(form_on(page, parent), "A long thought\nin two lines", name="")

    name = form_on(page, parent).get_by_label("Name", exact=True)
    expect(name).to_be_focused()
    expect(name).to_have_attribute("aria-invalid", "true")
    expect(form_on(page, parent).locator(".field__error")).to_contain_text("Please write a name")
    expect(text_field(form_on(page, parent))).to_have_value("A long thought\nin two lines")
    post(form_on(page, parent), "A long thought")
    expect(page).to_have_url(re.compile(rf"/articles/{article.slug}#comment-\d+$"))


def test_without_script_a_preview_is_shown_and_then_posted(page: Page) -> None:
    article = make.article()
    page.goto(f"/articles/{article.slug}")
    fill(form_on(page), "A **bold** claim")

    preview(form_on(page))

    expect(page.get_by_role("region", name="Preview").locator("strong")).to_have_text("bold")
    expect(text_field(form_on(page))).to_have_value("A **bold** claim")
    form_on(page).get_by_role("button", name="Post comment").click()
    expect(page.locator(".comment strong")).to_have_text("bold")


def test_without_script_the_reader_chooses_the_order(page: Page) -> None:
    article = make.article()
    make.comment(article, "Older", at=now() - timedelta(hours=2))
    make.comment(article, "Newer")
    page.goto(f"/articles/{article.slug}")

    page.get_by_role("link", name="Newest first").click()

    expect(page.locator("#threads .comment__text")).to_have_text(["Newer", "Older"])


def test_without_script_more_replies_stand_on_the_threads_page(page: Page) -> None:
    article = make.article()
    thread = make.comment(article)
    replies = [make.comment(article, f"Reply {number}", parent=thread) for number in range(7)]
    page.goto(f"/articles/{article.slug}")

    page.get_by_role("link", name="Show 2 more replies").click()

    expect(page).to_have_url(re.compile(f"/threads/{thread.id}$"))
    expect(branch_on(page, thread).locator(".comment")).to_have_count(7)
    page.goto(f"/articles/{article.slug}/comments/{replies[6].id}")
    expect(comment_on(page, replies[6])).to_be_in_viewport()


def test_without_script_a_thread_opens_and_closes(page: Page) -> None:
    article = make.article()
    thread = make.comment(article)
    reply = make.comment(article, parent=thread)
    page.goto(f"/articles/{article.slug}")

    page.locator(f"#summary-{thread.id}").click()

    expect(comment_on(page, reply)).to_be_hidden()
    page.locator(f"#summary-{thread.id}").click()
    expect(comment_on(page, reply)).to_be_visible()
