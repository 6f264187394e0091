"""Moderators in a browser: a hundred comments with a hundred keys, on a phone, without script."""

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import func, select

from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.models import Comment, Status
from opinion.database import db, writing
from opinion.moderation.queue import Waiting
from opinion.people.models import Person, Role
from opinion.people.sessions import begin
from tests import make
from tests.browser.test_decisions import PHONE, assert_fit
from tests.moderation.queueing import held, reported

MANY = 100


def come_in(context: BrowserContext, base_url: str, name: str = "Mia") -> None:
    """Let somebody of the staff be signed in."""
    email = f"{name.lower().replace(' ', '-')}@queue.example"
    person = db.session.scalar(select(Person).where(Person.email == email))
    person = person or make.person(email, name, role=Role.MODERATOR)
    with writing():
        token = begin(person, now(), "")
    context.add_cookies([{"name": "opinion-session", "value": token, "url": base_url}])


def states(under: Article) -> dict[str, int]:
    """Return how many comments there are in each state."""
    db.session.rollback()
    counted = select(Comment.status, func.count()).where(Comment.article_id == under.id)
    return {
        str(status): number
        for status, number in db.session.execute(counted.group_by(Comment.status))
    }


def clear() -> None:
    """Let nothing wait that other tests left."""
    db.session.rollback()
    waiting = select(Comment).join(Waiting, Waiting.comment_id == Comment.id)
    for each in db.session.scalars(waiting).all():
        make.decided(each, Status.PUBLISHED)


@pytest.mark.slow
def test_a_hundred_comments_take_a_hundred_keys(page: Page, base_url: str) -> None:
    clear()
    article = make.article("Bread")
    for number in range(MANY):
        held(article, f"Comment number {number}")
    come_in(page.context, base_url)
    page.goto("/moderation")
    expect(page.locator(".item[aria-current]")).to_have_count(1)

    for _ in range(MANY):
        expect(page.locator(".item[aria-current]:not([data-sent])")).to_have_count(1)
        page.keyboard.press("a")

    expect(page.locator(".waiting-count")).to_have_text("0", timeout=60_000)
    assert states(article) == {"published": MANY}
    expect(page.locator("[data-done]")).to_have_count(MANY)


def test_keys_remove_and_take_back(page: Page, base_url: str) -> None:
    clear()
    article = make.article("Bread")
    first, second = held(article, "You fool"), held(article, "Fine")
    come_in(page.context, base_url)
    page.goto("/moderation")

    page.keyboard.press("r")
    expect(page.locator(f"#rule-{first.id}")).to_be_focused()
    page.keyboard.press("2")
    expect(page.locator(f"#item-{first.id}[data-done]")).to_contain_text("Removed (insult)")
    expect(page.locator(f"#item-{second.id}")).to_be_focused()
    assert states(article) == {"removed": 1, "held": 1}
    page.keyboard.press("u")
    expect(page.locator(f"#item-{first.id}[data-item]")).to_be_visible()
    expect(page.locator(".waiting-count")).to_have_text("2")
    assert states(article) == {"held": 2}

    page.locator(f"#item-{second.id}").get_by_role("button", name="Spam").click()
    expect(page.locator(f"#item-{second.id}[data-done]")).to_contain_text("Taken for spam")
    page.get_by_text("Keys", exact=False).first.click()
    page.get_by_label("Single keys do something").uncheck()
    page.locator(f"#item-{first.id}").focus()
    page.keyboard.press("a")
    page.reload()
    expect(page.locator(f"#item-{first.id}[data-item]")).to_be_visible()
    assert states(article) == {"held": 1, "spam": 1}


def test_pages_are_fit_for_all(page: Page, base_url: str) -> None:
    clear()
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    article = make.article("Bread")
    comment = held(article, "w" * 90)
    reported(make.comment(article, "You fool"), note="n" * 90)
    come_in(page.context, base_url)

    for address in (
        "/moderation",
        f"/moderation/comments?article={article.slug}",
        f"/moderation/comments/{comment.id}",
        f"/moderation/comments/{comment.id}/around",
        "/moderation/objections",
    ):
        page.goto(address)
        assert_fit(page)
    page.goto("/moderation")
    page.locator(f"#item-{comment.id}").get_by_text("Remove …").click()
    page.get_by_text("Decide about many").click()
    page.get_by_text("Thread around it").first.click()
    expect(page.locator(".around").first).to_be_visible()
    assert_fit(page)


def test_it_works_without_script(browser: Browser, base_url: str, app: Flask) -> None:
    clear()
    article = make.article("Bread")
    comment = held(article, "It waits")
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    come_in(context, base_url)
    page = context.new_page()
    page.goto("/moderation")

    page.locator(f"#item-{comment.id}").get_by_role("button", name="Approve").click()
    expect(page.locator("#done")).to_contain_text("Published")
    assert states(article) == {"published": 1}
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(f"#item-{comment.id}[data-item]")).to_be_visible()
    assert states(article) == {"held": 1}
    context.close()
