"""What comes in while somebody reads: told without a jump, and marked in this browser alone."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import select

from opinion.articles.models import Article
from opinion.comments.models import Comment
from opinion.database import db
from tests import make
from tests.browser.watching import Watch
from tests.browser.writing import read

HALF_A_MINUTE = 31_000  # milliseconds


@pytest.fixture
def article() -> Article:
    made = make.article("Bread")
    make.many_comments(made, 8)
    return made


def wait_for_a_poll(page: Page) -> None:
    page.clock.fast_forward(HALF_A_MINUTE)


def test_a_new_comment_is_told_and_nothing_on_the_page_moves(page: Page, article: Article) -> None:
    page.clock.install()
    read(page, article)
    first = page.locator("#threads .comment").first
    first.scroll_into_view_if_needed()
    before = first.bounding_box()

    make.comment(article, "While you were reading")
    wait_for_a_poll(page)

    expect(page.locator("#news")).to_have_text("1 new comment — show")
    assert first.bounding_box() == before


def test_show_leads_to_the_new_comment_which_is_marked(page: Page, article: Article) -> None:
    page.clock.install()
    read(page, article)
    thread = db.session.scalars(select(Comment).where(Comment.article_id == article.id)).first()
    comment = make.comment(article, "While you were reading", parent=thread)
    wait_for_a_poll(page)

    page.get_by_role("link", name="1 new comment — show").click()

    expect(page.locator(f"#comment-{comment.id}")).to_be_in_viewport()
    marked = page.locator("[data-fresh]:not(section)")
    expect(marked).to_have_count(1)
    expect(page.locator(f"#comment-{comment.id} [data-fresh]")).to_be_visible()


def test_a_reader_who_went_away_is_asked_for_no_more(
    page: Page, article: Article, watch: Watch
) -> None:
    watch.expects_failures = True  # the clock runs too fast for any answer to be in time
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.clock.install()
    read(page, article)

    page.clock.run_for(11 * 60_000)
    polls = [url for url in asked if "/comments/new" in url]
    page.clock.run_for(5 * 60_000)

    assert 0 < len(polls) <= 21
    assert len([url for url in asked if "/comments/new" in url]) == len(polls)


def test_unread_marks_are_for_the_next_visit_and_leave_no_cookie(
    context: BrowserContext, article: Article
) -> None:
    first_visit = context.new_page()
    read(first_visit, article)
    expect(first_visit.locator("[data-fresh]:not(section)")).to_have_count(0)
    first_visit.close()
    make.comment(article, "Since you were here")

    visit = context.new_page()
    read(visit, article)

    expect(visit.locator(".comment [data-fresh]")).to_have_count(1)
    visit.reload()
    expect(visit.locator(".comment [data-fresh]")).to_have_count(1)
    assert context.cookies() == []


def test_the_outline_leads_to_a_thread_and_a_thread_to_the_next(
    page: Page, article: Article
) -> None:
    thread = make.comment(article, "A long one")
    make.many_comments(article, 6, parent=thread)
    after = make.comment(article, "The one after it")
    read(page, article)

    page.get_by_text("Threads on this page").click()
    page.locator(f'.outline a[href="#comment-{thread.id}"]').click()
    expect(page.locator(f"#comment-{thread.id}")).to_be_in_viewport()
    page.get_by_role("link", name="Next thread").click()

    expect(page.locator(f"#comment-{after.id}")).to_be_in_viewport()


def test_to_the_newest_lands_on_the_newest_comment(page: Page, article: Article) -> None:
    thread = make.comment(article, "A thread")
    make.many_comments(article, 60, parent=thread)
    newest = make.comment(article, "The newest of all", parent=thread)
    read(page, article)

    page.get_by_role("link", name="To the newest").click()

    expect(page.locator(f"#comment-{newest.id}")).to_be_in_viewport()


def test_who_looks_at_one_new_comment_is_led_to_the_next(page: Page, article: Article) -> None:
    page.clock.install()
    read(page, article)
    roots = select(Comment).where(Comment.article_id == article.id).order_by(Comment.id)
    threads = db.session.scalars(roots).all()
    one = make.comment(article, "One", parent=threads[0])
    two = make.comment(article, "Two", parent=threads[-1])
    wait_for_a_poll(page)

    page.get_by_role("link", name="2 new comments — show").click()
    expect(page.locator("[data-fresh]:not(section)")).to_have_count(2)
    page.get_by_role("link", name="Next new comment").click()

    expect(page.locator(f"#comment-{two.id}")).to_be_focused()
    expect(page.locator(f"#comment-{two.id}")).to_be_in_viewport()
    expect(page.locator(f"#comment-{one.id} .comment__head .more")).to_have_count(1)
    expect(page.get_by_role("link", name="Next new comment")).to_have_count(1)
