"""Somebody who is signed in, in a browser: they write in place, and see who replied to them."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from opinion.clock import now
from opinion.comments.models import Comment
from opinion.database import db, writing
from opinion.people.models import Person
from opinion.people.sessions import begin
from tests import make
from tests.browser.test_accessibility import ALL
from tests.browser.test_passage_ways import SELECT
from tests.browser.writing import is_same_page, text_field
from tests.passages.commenting import three

PHONE: ViewportSize = {"width": 360, "height": 740}


def sign_in(context: BrowserContext, base_url: str, person: Person) -> None:
    """Sign ``person`` in, as the button of a mailed link does."""
    with writing():
        token = begin(person, now())
    context.add_cookies([{"name": "opinion-session", "value": token, "url": base_url}])


@pytest.fixture
def pat(app: object) -> Person:
    number = db.session.query(Person).count()
    return make.person(f"reader-{number}@example.org")


def test_selected_words_lead_to_the_text_where_no_name_is_to_be_typed(
    page: Page, context: BrowserContext, base_url: str, pat: Person
) -> None:
    sign_in(context, base_url, pat)
    page.goto(f"/articles/{three().slug}")

    page.evaluate(SELECT, ["b2", 5, 24])
    page.get_by_role("button", name="Reply to this passage").click()

    expect(text_field(page.locator("#form-b2"))).to_be_focused()


def test_a_comment_is_written_in_place_without_a_name_to_type(
    page: Page, context: BrowserContext, base_url: str, pat: Person
) -> None:
    sign_in(context, base_url, pat)
    page.goto(f"/articles/{make.article().slug}")
    page.evaluate("window.isMarked = true")
    form = page.locator("#form-end")
    expect(form).to_contain_text("You write as Pat Reader.")
    expect(form.get_by_role("textbox", name="Name")).to_have_count(0)

    text_field(form).fill("Signed by me")
    form.get_by_role("button", name="Post comment").click()

    comment = page.locator(".comment", has_text="Signed by me")
    expect(comment).to_be_focused()
    expect(comment.locator(".comment__author")).to_have_text("Pat Reader")
    expect(comment.get_by_role("link", name="Edit your comment")).to_be_visible()
    assert is_same_page(page)


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no script"])
def test_replies_are_found_and_marked_as_seen(
    browser: Browser, base_url: str, pat: Person, has_script: bool
) -> None:
    article = make.article()
    mine = make.comment(article, "What I think")
    with writing():
        db.session.get_one(Comment, mine.id).writer = pat.writer
    make.comment(article, "I see it otherwise", parent=mine, name="Ann Other")
    context = browser.new_context(base_url=base_url, java_script_enabled=has_script, viewport=PHONE)
    sign_in(context, base_url, pat)
    page = context.new_page()

    page.goto("/account/replies")
    expect(page.locator("[data-fresh]")).to_have_count(1)
    if has_script:
        assert Axe().run(page, options=ALL).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.get_by_role("button", name="Mark all as seen").click()
    expect(page.locator("[data-fresh]")).to_have_count(0)
    page.get_by_role("link", name="In the conversation").click()

    expect(page.locator(f"#comment-{mine.id}")).to_be_visible()
    context.close()
