"""A comment's own address: it always lands on the comment, wherever that stands."""

import re
from datetime import timedelta

from playwright.sync_api import Page, expect

from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.models import Comment
from tests import make
from tests.browser.writing import comment_on, read


def go_to(page: Page, article: Article, comment: Comment) -> None:
    page.goto(f"/articles/{article.slug}/comments/{comment.id}")


def expect_landed(page: Page, comment: Comment) -> None:
    expect(page).to_have_url(re.compile(f"#comment-{comment.id}$"))
    expect(comment_on(page, comment)).to_be_in_viewport()
    assert page.evaluate("document.querySelector(':target').id") == f"comment-{comment.id}"


def test_an_address_lands_on_its_comment(page: Page) -> None:
    article = make.article()
    comments = [make.comment(article, "Long. " * 200) for _ in range(6)]

    go_to(page, article, comments[4])

    expect_landed(page, comments[4])


def test_an_address_lands_on_a_comment_of_a_later_page(page: Page) -> None:
    article = make.article()
    start = now() - timedelta(days=1)
    comments = [
        make.comment(article, f"Thread {number}", at=start + timedelta(minutes=number))
        for number in range(53)
    ]

    go_to(page, article, comments[51])

    expect_landed(page, comments[51])


def test_an_address_lands_on_a_reply_that_the_article_does_not_show(page: Page) -> None:
    article = make.article()
    thread = make.comment(article)
    replies = [make.comment(article, f"Reply {number}", parent=thread) for number in range(7)]

    go_to(page, article, replies[6])

    expect_landed(page, replies[6])


def test_a_link_to_a_comment_in_a_closed_thread_opens_it(page: Page) -> None:
    article = make.article()
    thread = make.comment(article)
    replies = [make.comment(article, "Long. " * 200, parent=thread) for _ in range(4)]
    read(page, article)
    page.locator(f"#summary-{thread.id}").click()
    expect(comment_on(page, replies[3])).to_be_hidden()

    comment_on(page, thread).evaluate(f"location.hash = '#comment-{replies[3].id}'")

    expect_landed(page, replies[3])


def test_following_a_comments_time_leads_to_its_own_address(page: Page) -> None:
    article = make.article()
    make.comment(article)
    comment = make.comment(article, "Take me")
    read(page, article)

    comment_on(page, comment).locator(".comment__time").click()

    expect_landed(page, comment)
