"""When the way to the site breaks: the text stays, the form says why, and then it is posted."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from opinion.comments.models import Comment
from tests import make
from tests.browser.breaking import answer_once, give_up_after, leave_unanswered, lose_answers
from tests.browser.watching import Watch
from tests.browser.writing import form_on, is_same_page, open_reply, post, read, send, text_field

POST = "**/comments"
TEXT = "Half a thought\nand the other half"


def expect_kept(page: Page, sentence: str, parent: Comment | None = None) -> None:
    """Expect that the form says ``sentence``, and has what was written in it."""
    said = form_on(page, parent).get_by_role("alert").filter(visible=True)
    expect(said).to_contain_text(sentence)
    expect(text_field(form_on(page, parent))).to_have_value(TEXT)
    assert is_same_page(page)


def expect_posted(page: Page) -> None:
    expect(page.locator("#posted .comment")).to_be_focused()
    expect(page.locator("#posted .comment")).to_contain_text("Half a thought")
    expect(form_on(page).locator("[data-error]")).to_be_hidden()


def test_offline_the_text_is_kept_and_posted_once_the_connection_is_back(
    page: Page, context: BrowserContext, watch: Watch
) -> None:
    watch.expects_failures = True
    article = make.article()
    read(page, article)
    context.set_offline(True)

    post(form_on(page), TEXT)

    expect_kept(page, "No connection: nothing was sent.")
    context.set_offline(False)
    send(form_on(page))
    expect_posted(page)


def test_offline_a_reply_is_kept_under_its_comment(
    page: Page, context: BrowserContext, watch: Watch
) -> None:
    watch.expects_failures = True
    article = make.article()
    thread = make.comment(article)
    read(page, article)
    form = open_reply(page, thread)
    context.set_offline(True)

    post(form, TEXT)

    expect_kept(page, "No connection: nothing was sent.", thread)
    context.set_offline(False)
    send(form)
    expect(page.locator(f"#replies-{thread.id} .comment")).to_be_focused()


def test_a_connection_that_breaks_off_is_said(page: Page, watch: Watch) -> None:
    watch.expects_failures = True
    article = make.article()
    read(page, article)
    page.route(POST, lambda route: route.abort("connectionreset"))

    post(form_on(page), TEXT)

    expect_kept(page, "No connection")
    page.unroute(POST)
    send(form_on(page))
    expect_posted(page)


def test_an_answer_that_does_not_come_is_given_up_in_words(page: Page, watch: Watch) -> None:
    watch.expects_failures = True
    article = make.article()
    read(page, article)
    give_up_after(page, 500)
    leave_unanswered(page, POST)

    post(form_on(page), TEXT)

    expect_kept(page, "No answer came in time.")
    page.unroute_all(behavior="ignoreErrors")
    give_up_after(page, 10_000)
    send(form_on(page))
    expect_posted(page)


@pytest.mark.parametrize("status", [502, 404, 413])
def test_a_page_that_is_not_ours_replaces_nothing(page: Page, status: int) -> None:
    article = make.article()
    read(page, article)
    answer_once(page, POST, status)

    post(form_on(page), TEXT)

    expect_kept(
        page, "too long to be sent" if status == 413 else "Something went wrong on the way."
    )
    expect(page.get_by_text("Bad Gateway")).to_have_count(0)
    send(form_on(page))
    expect_posted(page)


def test_a_foreign_page_that_claims_success_replaces_nothing(page: Page) -> None:
    article = make.article()
    read(page, article)
    answer_once(page, POST, 200)

    post(form_on(page), TEXT)

    expect_kept(page, "Something went wrong on the way.")
    send(form_on(page))
    expect_posted(page)


def test_a_comment_that_arrived_although_no_answer_came_is_not_there_twice(
    page: Page, watch: Watch
) -> None:
    watch.expects_failures = True
    article = make.article()
    read(page, article)
    lose_answers(page, POST)
    post(form_on(page), TEXT)
    expect_kept(page, "No connection")
    page.unroute(POST)

    send(form_on(page))

    expect(form_on(page).locator(".said")).to_contain_text("You wrote that already")
    page.reload()
    expect(page.locator(".comment")).to_have_count(1)
