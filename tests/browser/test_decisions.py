"""A writer reads why and objects, a reader names a law, everybody reads the log: fit for all."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from sqlalchemy import select

from opinion.comments.models import Comment, Status
from opinion.database import db
from opinion.moderation.models import Rule
from tests import make
from tests.browser.owning import write
from tests.browser.test_accessibility import ALL, COLOURS
from tests.browser.test_narrow import TOO_SMALL, TOO_WIDE
from tests.browser.test_reacting import older

PHONE = {"width": 390, "height": 844}


def assert_fit(page: Page) -> None:
    """Ask axe, by light and by dark, and measure what is too wide or too small."""
    by_light = Axe().run(page, options=ALL)
    page.emulate_media(color_scheme="dark")
    by_dark = Axe().run(page, options=COLOURS)
    page.emulate_media(color_scheme="light")
    assert by_light.violations_count == 0, by_light.generate_report()
    assert by_dark.violations_count == 0, by_dark.generate_report()
    assert page.evaluate(TOO_WIDE) == []
    assert page.evaluate(TOO_SMALL) == []


def test_a_writer_reads_why_and_objects(page: Page) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    write(page, make.article("Bread"), "You fool")
    comment = db.session.scalars(select(Comment).order_by(Comment.id.desc()).limit(1)).one()
    make.decided(comment, Status.REMOVED, Rule.INSULT, words="Argue, don’t call names.")

    page.reload()
    page.get_by_role("link", name="What you wrote").click()
    expect(page.locator(".decided")).to_contain_text("It insults somebody")
    assert_fit(page)
    page.get_by_role("link", name="Read the decision, and object").click()
    page.get_by_label("Why is the decision wrong?").fill("a")
    page.get_by_role("button", name="Send objection").click()
    expect(page.get_by_label("Why is the decision wrong?")).to_be_focused()
    assert_fit(page)
    page.get_by_label("Why is the decision wrong?").fill("I said no such thing.")
    page.get_by_role("button", name="Send objection").click()
    expect(page.locator(".said")).to_have_text("A moderator will look at it, and answer here.")
    assert_fit(page)
    page.get_by_role("link", name="What was decided here, in figures").click()
    expect(page.locator(".log li").first).to_contain_text("Removed")
    assert_fit(page)


def test_a_reader_names_a_law(page: Page) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    article = make.article("Bread")
    comment = older(article)
    page.goto(f"/articles/{article.slug}")
    page.locator(f"#comment-{comment.id}").get_by_role("link", name="Report").click()
    form = page.locator(f"#form-report-{comment.id}")
    form.get_by_label("It is against the law").check()
    form.get_by_role("button", name="Send report").click()
    expect(form.get_by_label("Which law is it against?")).to_be_focused()
    assert_fit(page)
    form.get_by_label("Which law is it against?").fill("§ 185 StGB")
    form.get_by_label("What should a moderator know?").fill("It calls me a thief.")
    form.get_by_role("button", name="Send report").click()
    page.get_by_role("link", name="Your notice, and what becomes of it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(r"Notice \d+"))
    assert_fit(page)
