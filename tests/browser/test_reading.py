"""Reading: from the front page to a comment, in the reader's order, at the reader's pace."""

import re
from datetime import timedelta

from playwright.sync_api import Page, expect

from opinion.clock import now
from tests import make
from tests.browser.breaking import answer_once
from tests.browser.writing import branch_on, comment_on, is_same_page, read


def test_the_front_page_leads_to_an_article_and_its_conversation(page: Page) -> None:
    article = make.article("Bread, and who bakes it", published_at=now())
    comment = make.comment(article, "I bake it.")
    page.goto("/")

    page.get_by_role("link", name="Bread, and who bakes it", exact=True).first.click()
    page.locator("#meta-count").click()

    expect(page).to_have_url(re.compile(f"/articles/{article.slug}#comments$"))
    expect(page.get_by_role("heading", level=1, name="Bread, and who bakes it")).to_have_count(1)
    expect(comment_on(page, comment)).to_be_in_viewport()


def test_a_count_on_the_front_page_leads_to_the_conversation(page: Page) -> None:
    article = make.article("Salt", published_at=now())
    make.comment(article)
    page.goto("/")

    page.get_by_role("link", name="1 comment on “Salt”").first.click()

    expect(page.get_by_role("heading", name="1 comment on “Salt”")).to_be_in_viewport()


def test_the_reader_chooses_the_order_and_the_address_keeps_it(page: Page) -> None:
    article = make.article()
    make.comment(article, "Older", at=now() - timedelta(hours=2))
    make.comment(article, "Newer")
    read(page, article)
    texts = page.locator("#threads .comment__text")
    expect(texts).to_have_text(["Older", "Newer"])

    page.get_by_role("link", name="Newest first").click()

    expect(texts).to_have_text(["Newer", "Older"])
    expect(page).to_have_url(re.compile(r"sort=newest#comments$"))
    expect(page.get_by_role("link", name="Newest first")).to_have_attribute("aria-current", "true")


def test_more_replies_are_shown_in_place(page: Page) -> None:
    article = make.article()
    thread = make.comment(article)
    replies = [make.comment(article, f"Reply {number}", parent=thread) for number in range(8)]
    read(page, article)
    title = page.title()
    expect(branch_on(page, thread).locator(".comment")).to_have_count(5)

    page.get_by_role("link", name="Show 3 more replies").click()

    expect(comment_on(page, replies[5])).to_be_focused()
    expect(branch_on(page, thread).locator(".comment")).to_have_count(8)
    expect(page.get_by_role("link", name=re.compile("more repl"))).to_have_count(0)
    assert page.title() == title
    assert is_same_page(page)


def test_a_thread_of_many_replies_goes_on_on_pages_of_its_own(page: Page) -> None:
    article = make.article()
    thread = make.comment(article)
    replies = [make.comment(article, f"Reply {number}", parent=thread) for number in range(53)]
    read(page, article)
    page.get_by_role("link", name="Show 48 more replies").click()
    expect(comment_on(page, replies[5])).to_be_focused()

    page.get_by_role("link", name="More replies").click()

    expect(comment_on(page, replies[50])).to_be_in_viewport()
    expect(branch_on(page, thread).locator(".comment")).to_have_count(3)
    page.get_by_role("link", name="All comments").click()
    expect(page).to_have_url(re.compile(f"/articles/{article.slug}#comment-{thread.id}$"))


def test_comments_go_on_on_another_page_and_back(page: Page) -> None:
    article = make.article()
    start = now() - timedelta(days=1)
    for number in range(52):
        make.comment(article, f"Thread {number}", at=start + timedelta(minutes=number))
    read(page, article)
    texts = page.locator("#threads .comment__text")
    expect(texts).to_have_count(50)

    page.get_by_role("link", name="More comments").click()

    expect(texts).to_have_text(["Thread 50", "Thread 51"])
    page.get_by_role("link", name="Previous comments").click()
    expect(texts.first).to_have_text("Thread 0")


def test_a_failure_to_show_more_leads_to_the_page_itself(page: Page) -> None:
    article = make.article()
    thread = make.comment(article)
    for number in range(7):
        make.comment(article, f"Reply {number}", parent=thread)
    read(page, article)
    answer_once(page, f"**/threads/{thread.id}", 503)

    page.get_by_role("link", name="Show 2 more replies").click()

    expect(page).to_have_url(re.compile(f"/threads/{thread.id}$"))
    expect(page.get_by_role("heading", name="A thread on")).to_be_visible()


def test_reading_leaves_no_cookie_and_tells_nobody_else(page: Page) -> None:
    article = make.article(published_at=now())
    thread = make.comment(article)

    for address in ("", f"articles/{article.slug}/threads/{thread.id}", f"articles/{article.slug}"):
        page.goto(f"/{address}")
    page.get_by_role("link", name=f"Reply to {thread.name}").click()
    expect(page.locator(f"#form-{thread.id}")).to_be_visible()

    assert page.context.cookies() == []
    kept = page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
    assert all(name.startswith("seen ") for name in kept), "only which comments are unread"
