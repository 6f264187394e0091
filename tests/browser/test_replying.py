"""Replying in place: no page goes by, the new comment takes the focus, every count follows."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests import make
from tests.browser.site import served
from tests.browser.watching import Watch
from tests.browser.writing import (
    branch_on,
    fill,
    form_on,
    is_same_page,
    open_reply,
    post,
    read,
    text_field,
)


def test_a_comment_under_the_article_arrives_without_a_reload(page: Page) -> None:
    article = make.article("Bread")
    read(page, article)

    post(form_on(page), "It *rises*.", name="A Baker")

    arrived = page.locator("#posted .comment")
    expect(arrived).to_be_focused()
    expect(arrived).to_contain_text("A Baker")
    expect(arrived.locator("em")).to_have_text("rises")
    assert is_same_page(page)


def test_a_posted_comment_is_announced_and_counted_everywhere(page: Page) -> None:
    article = make.article("Bread")
    make.comment(article)
    read(page, article)

    post(form_on(page), "A second voice")

    expect(page.get_by_role("status")).to_have_text("Your comment is published.")
    expect(page.get_by_role("heading", level=2, name="2 comments on “Bread”")).to_be_visible()
    expect(page.locator("#count")).to_have_text("2 comments")
    expect(page.locator("#meta-count")).to_have_text("2 comments")


def test_the_form_comes_back_empty(page: Page) -> None:
    article = make.article()
    read(page, article)

    post(form_on(page), "Once said")

    expect(page.locator("#posted .comment")).to_have_count(1)
    expect(form_on(page)).to_have_count(1)
    expect(text_field(form_on(page))).to_have_value("")
    expect(form_on(page).get_by_label("Name", exact=True)).to_have_value("")


def test_a_second_comment_follows_the_first(page: Page) -> None:
    article = make.article()
    read(page, article)
    post(form_on(page), "First thought")
    expect(page.locator("#posted .comment")).to_have_count(1)

    post(form_on(page), "Second thought")

    expect(page.locator("#posted .comment")).to_have_count(2)
    expect(page.locator("#posted .comment").nth(1)).to_be_focused()
    expect(page.locator("#count")).to_have_text("2 comments")


def test_a_reply_lands_at_the_end_of_its_parents_branch(page: Page) -> None:
    article = make.article()
    thread = make.comment(article, name="Ann")
    make.comment(article, "Earlier", parent=thread)
    make.comment(article, "Another thread")
    read(page, article)

    post(open_reply(page, thread), "Later")

    replies = page.locator(f"#replies-{thread.id} > li > .comment")
    expect(replies.nth(1)).to_contain_text("Later")
    expect(replies.nth(1)).to_be_focused()
    expect(page.locator(f"#summary-{thread.id}")).to_have_text("2 replies")
    expect(page.locator("#count")).to_have_text("4 comments")
    expect(form_on(page, thread)).to_have_count(0)
    assert is_same_page(page)


def test_a_reply_to_a_reply_lands_below_it(page: Page) -> None:
    article = make.article()
    thread = make.comment(article)
    reply = make.comment(article, parent=thread, name="Bea")
    make.comment(article, "A sibling", parent=thread)
    read(page, article)

    post(open_reply(page, reply), "Deeper")

    arrived = page.locator(f"#replies-{reply.id} .comment")
    expect(arrived).to_be_focused()
    expect(arrived).to_contain_text("Deeper")
    expect(page.locator(f"#summary-{thread.id}")).to_have_text("3 replies")


def test_the_first_reply_shows_the_branch_that_was_hidden(page: Page) -> None:
    article = make.article()
    thread = make.comment(article)
    read(page, article)
    expect(branch_on(page, thread)).to_be_hidden()

    post(open_reply(page, thread), "The first")

    expect(branch_on(page, thread)).to_be_visible()
    expect(page.locator(f"#summary-{thread.id}")).to_have_text("1 reply")
    expect(page.locator(f"#replies-{thread.id} .comment")).to_be_focused()


def test_a_reply_into_a_closed_thread_opens_it(page: Page) -> None:
    article = make.article()
    thread = make.comment(article)
    make.comment(article, parent=thread)
    read(page, article)
    page.locator(f"#summary-{thread.id}").click()
    expect(page.locator(f"#replies-{thread.id}")).to_be_hidden()

    post(open_reply(page, thread), "Into the closed one")

    expect(page.get_by_text("Into the closed one")).to_be_in_viewport()
    expect(page.locator(f"#replies-{thread.id} .comment").nth(1)).to_be_focused()


def test_a_reply_to_the_deepest_level_stands_beside_its_parent(page: Page) -> None:
    article = make.article()
    deepest = above = make.comment(article)
    for _ in range(11):
        above, deepest = deepest, make.comment(article, parent=deepest)
    page.goto(f"/articles/{article.slug}/comments/{deepest.id}")

    post(open_reply(page, deepest), "Beside it")

    expect(page.locator(f"#replies-{above.id} > li > .comment").nth(1)).to_be_focused()


def test_a_double_click_posts_once(page: Page) -> None:
    article = make.article()
    read(page, article)
    fill(form_on(page), "Only once")

    form_on(page).get_by_role("button", name="Post comment").dblclick()

    expect(page.locator("#posted .comment")).to_have_count(1)
    page.reload()
    expect(page.locator(".comment")).to_have_count(1)


def test_a_held_comment_is_shown_to_its_writer_and_not_counted(
    page: Page, instance: Path, watch: Watch
) -> None:
    article = make.article()
    with served(instance, OPINION_FLOOD="off", OPINION_NEW_COMMENTS="hold") as watch.origin:
        page.goto(f"{watch.origin}/articles/{article.slug}")

        post(form_on(page), "Wait for it")

        expect(page.get_by_role("status")).to_have_text("Your comment waits for a moderator.")
        expect(page.locator("#posted .comment")).to_contain_text("Waiting for a moderator.")
        expect(page.locator("#count")).to_have_text("0 comments")
