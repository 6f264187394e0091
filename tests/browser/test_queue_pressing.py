"""Keys pressed without a pause in the moderators' queue: none is lost, whatever happens."""

from collections.abc import Iterable

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect
from sqlalchemy import func, select

from opinion.articles.models import Article
from opinion.comments.models import Comment, Status
from opinion.database import db
from opinion.moderation.models import By, Decision
from tests import make
from tests.browser.breaking import answer_once
from tests.browser.test_queue import MANY, clear, come_in, states
from tests.browser.watching import Watch
from tests.moderation.queueing import held

PATIENT = 60_000  # milliseconds


def waiting(page: Page, base_url: str, number: int) -> tuple[Article, list[Comment]]:
    """Let so many comments wait, and open the queue as somebody who has decided nothing yet."""
    clear()
    article = make.article("Bread")
    comments = [held(article, f"Comment number {each}") for each in range(number)]
    come_in(page.context, base_url, f"Mia {article.id}")
    page.goto("/moderation")
    expect(page.locator(".item[aria-current]")).to_have_count(1)
    return article, comments


def press(page: Page, keys: Iterable[str]) -> None:
    """Press one key after the other, and wait for nothing."""
    for key in keys:
        page.keyboard.press(key)


def decisions(under: Article) -> int:
    """Return how often somebody of the staff decided about a comment under an article."""
    by_staff = Decision.article_id == under.id, Decision.decided_by == By.MODERATOR
    return db.session.scalar(select(func.count(Decision.id)).where(*by_staff)) or 0


def expect_current(page: Page, comment: Comment) -> None:
    """Expect that a comment is the current one, in sight and with the focus."""
    item = page.locator(f"#item-{comment.id}")
    expect(item).to_have_attribute("aria-current", "true")
    expect(item).to_be_focused()
    expect(item).to_be_in_viewport()


@pytest.mark.slow
def test_a_hundred_presses_without_a_pause_decide_a_hundred(page: Page, base_url: str) -> None:
    article, _ = waiting(page, base_url, MANY)

    press(page, "a" * MANY)

    expect(page.locator(".waiting-count")).to_have_text("0", timeout=PATIENT)
    assert states(article) == {"published": MANY}
    assert decisions(article) == MANY
    expect(page.locator("#live")).to_have_text("Published. 0 comments wait.")


def test_different_keys_without_a_pause_each_do_what_they_say(page: Page, base_url: str) -> None:
    article, comments = waiting(page, base_url, 6)

    press(page, "ar2sauas")

    expect(page.locator(".waiting-count")).to_have_text("1")
    db.session.expire_all()
    assert [each.status for each in comments] == [
        Status.PUBLISHED,
        Status.REMOVED,
        Status.SPAM,
        Status.PUBLISHED,
        Status.SPAM,
        Status.HELD,
    ]
    assert decisions(article) == 7  # the fourth was approved, taken back, and approved
    expect_current(page, comments[5])


def test_what_is_pressed_before_the_next_page_is_there_is_kept(page: Page, base_url: str) -> None:
    article, comments = waiting(page, base_url, 52)
    held_back: list[Route] = []

    def hold_back(route: Route) -> None:
        held_back.append(route)

    page.route("**/moderation?after=*", hold_back)

    press(page, "a" * 51)
    expect(page.locator(".item:not([data-sent])")).to_have_count(0)
    held_back[0].continue_()

    expect(page.locator(".waiting-count")).to_have_text("1", timeout=PATIENT)
    assert states(article) == {"published": 51, "held": 1}
    expect_current(page, comments[51])


def test_a_page_that_does_not_come_is_asked_for_again(page: Page, base_url: str) -> None:
    article, comments = waiting(page, base_url, 52)
    answer_once(page, "**/moderation?after=*", 502)

    press(page, "a" * 20)
    said = page.locator("#more").get_by_role("alert").filter(visible=True)
    expect(said).to_contain_text("The next comments did not come")
    page.keyboard.press("a")

    expect(page.locator(f"#item-{comments[51].id}")).to_be_visible()
    expect(page.locator(".waiting-count")).to_have_text("31", timeout=PATIENT)
    assert states(article) == {"published": 21, "held": 31}


def test_what_somebody_else_decided_meanwhile_comes_back(page: Page, base_url: str) -> None:
    article, comments = waiting(page, base_url, 4)
    make.decided(comments[1], Status.SPAM)

    press(page, "aaaa")

    back = page.locator(f"#item-{comments[1].id}[data-item]")
    expect(back.get_by_role("alert")).to_contain_text("Nothing was changed")
    expect(page.locator(".waiting-count")).to_have_text("0")
    assert states(article) == {"published": 3, "spam": 1}
    expect_current(page, comments[1])


@pytest.mark.parametrize("status", [500, 502])
def test_what_fails_on_the_way_comes_back_and_nothing_else(
    page: Page, base_url: str, status: int
) -> None:
    article, comments = waiting(page, base_url, 4)
    answer_once(page, f"**/comments/{comments[1].id}/decisions", status)

    press(page, "aaaa")

    said = page.locator(f"#item-{comments[1].id}").get_by_role("alert").filter(visible=True)
    expect(said).to_contain_text("Something went wrong on the way")
    expect(page.locator(".waiting-count")).to_have_text("1")
    assert states(article) == {"published": 3, "held": 1}
    expect_current(page, comments[1])
    page.keyboard.press("a")
    expect(page.locator(".waiting-count")).to_have_text("0")


def test_offline_all_comes_back(
    page: Page, base_url: str, context: BrowserContext, watch: Watch
) -> None:
    watch.expects_failures = True
    article, comments = waiting(page, base_url, 3)
    context.set_offline(True)

    press(page, "as")

    said = page.get_by_role("alert").filter(has_text="No connection: nothing was sent.")
    expect(said.filter(visible=True)).to_have_count(2)
    expect_current(page, comments[2])
    context.set_offline(False)
    press(page, "a")
    expect_current(page, comments[0])
    press(page, "as")
    expect(page.locator(".waiting-count")).to_have_text("0")
    assert states(article) == {"published": 2, "spam": 1}


def test_what_is_taken_back_is_in_sight_and_has_the_focus(page: Page, base_url: str) -> None:
    article, comments = waiting(page, base_url, 20)
    press(page, "a" * 15)
    expect(page.locator("[data-done]")).to_have_count(15)

    press(page, "j")
    expect_current(page, comments[16])
    press(page, "uuu")
    expect(page.locator(".waiting-count")).to_have_text("8")
    expect_current(page, comments[12])
    expect(page.locator("#live")).to_have_text("Taken back.")

    line = page.locator(f"#item-{comments[0].id}")
    line.get_by_role("button", name="Undo").click()
    expect_current(page, comments[0])
    assert states(article) == {"published": 11, "held": 9}


def test_an_undo_that_fails_can_be_tried_again(page: Page, base_url: str) -> None:
    article, comments = waiting(page, base_url, 2)
    page.keyboard.press("a")
    expect(page.locator("[data-done]")).to_have_count(1)
    answer_once(page, "**/undo", 502)

    page.keyboard.press("u")
    expect(page.locator("[data-done] [role=alert]")).to_contain_text("Something went wrong")
    page.keyboard.press("u")

    expect_current(page, comments[0])
    assert states(article) == {"held": 2}
