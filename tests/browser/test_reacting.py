"""Agreeing and reporting in a browser: in place, by keyboard, and on pages without JavaScript."""

from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.models import Comment, Status
from opinion.comments.reactions import Mark, Reason
from opinion.comments.reporting import Complaint, report
from opinion.database import db, writing
from tests import make
from tests.browser.writing import comment_on, fill, form_on, is_same_page, open_reply, read, send

without_script = pytest.mark.browser_context_args(java_script_enabled=False)


def older(article: Article, words: str = "Bread is best.") -> Comment:
    """Store a comment that is old enough to show its number."""
    return make.comment(article, words, at=now() - timedelta(hours=3))


def reported_twice(comment: Comment) -> None:
    """Let two others have reported a comment."""
    with writing():
        stored = db.session.get_one(Comment, comment.id)
        article = db.session.get_one(Article, stored.article_id)
        for mark in ("a" * 64, "b" * 64):
            by = Mark(mark, mark)
            report(stored, article, Complaint(Reason.HATE), by=by, at=now(), hides=3)


def agree_button(page: Page, comment: Comment) -> Locator:
    return comment_on(page, comment).get_by_role("button", name="Agree")


def report_form(page: Page, comment: Comment) -> Locator:
    return page.locator(f"#form-report-{comment.id}")


def open_report(page: Page, comment: Comment) -> Locator:
    comment_on(page, comment).get_by_role("link", name="Report").click()
    return report_form(page, comment)


def test_agreeing_by_keyboard_presses_the_button_and_keeps_the_focus(page: Page) -> None:
    article = make.article()
    comment = older(article)
    read(page, article)
    button = agree_button(page, comment)
    expect(button).to_have_attribute("aria-pressed", "false")

    button.press("Enter")

    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button).to_have_text("Agree 1")
    expect(button).to_be_focused()
    expect(page.locator("#live")).to_have_text("You agree with this comment.")
    page.keyboard.press("Space")
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(button).to_have_text("Agree")
    expect(button).to_be_focused()
    expect(page.locator("#live")).to_have_text("You took your agreement back.")
    assert is_same_page(page)
    assert page.context.cookies() == []


def test_agreeing_does_not_take_the_focus_from_a_half_written_reply(page: Page) -> None:
    article = make.article()
    comment, other = older(article), older(article)
    read(page, article)
    form = open_reply(page, other)
    fill(form, "Half a")

    agree_button(page, comment).click()

    expect(agree_button(page, comment)).to_have_attribute("aria-pressed", "true")
    expect(form.get_by_label("Comment", exact=True)).to_have_value("Half a")


def test_a_vote_on_what_is_gone_says_so(page: Page) -> None:
    article = make.article()
    comment = older(article)
    read(page, article)
    make.decided(comment, Status.REMOVED)

    agree_button(page, comment).click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Not found")


def test_reporting_in_place(page: Page) -> None:
    article = make.article()
    comment = older(article)
    read(page, article)

    form = open_report(page, comment)
    expect(form.get_by_role("heading", name="Report this comment")).to_be_focused()
    form.get_by_label("What should a moderator know?").fill("Look at this")
    form.get_by_role("button", name="Send report").click()
    expect(form.get_by_label("It is advertising or spam")).to_be_focused()
    expect(form.get_by_role("alert").last).to_contain_text("Please choose a reason.")
    expect(form.get_by_label("What should a moderator know?")).to_have_value("Look at this")
    page.keyboard.press("ArrowDown")
    form.get_by_role("button", name="Send report").press("Enter")

    said = comment_on(page, comment).locator(".said")
    expect(said).to_have_text("Thank you. A moderator will look at this comment.")
    expect(said).to_be_focused()
    expect(page.locator("#live")).to_have_text("Thank you. A moderator will look at this comment.")
    again = open_report(page, comment)
    expect(again).to_have_text("Thank you. A moderator will look at this comment.")
    expect(again).to_be_focused()
    assert is_same_page(page)
    assert page.context.cookies() == []


def test_cancel_gives_the_focus_back_and_one_form_is_open(page: Page) -> None:
    article = make.article()
    comment, other = older(article), older(article)
    read(page, article)
    open_report(page, other)
    expect(report_form(page, other)).to_be_visible()

    form = open_report(page, comment)
    expect(form).to_be_visible()
    expect(report_form(page, other)).to_have_count(0)
    form.get_by_role("link", name="Cancel").click()

    expect(form).to_have_count(0)
    expect(comment_on(page, comment).get_by_role("link", name="Report")).to_be_focused()


def test_the_third_report_takes_the_comment_away(page: Page) -> None:
    article = make.article()
    alone, answered = older(article), older(article)
    make.comment(article, "A reply", parent=answered)
    for comment in (alone, answered):
        reported_twice(comment)
    read(page, article)

    for comment, left in ((alone, "2 comments"), (answered, "1 comment")):
        form = open_report(page, comment)
        form.get_by_label("Something else").check()
        form.get_by_role("button", name="Send report").click()
        expect(page.locator("#count")).to_have_text(left)
        expect(page.locator(".said").last).to_contain_text("hidden until a moderator")
        expect(page.locator(".said").last).to_be_focused()

    expect(comment_on(page, answered)).to_have_text("Waiting for a moderator.")
    expect(page.get_by_text("A reply", exact=True)).to_be_visible()
    assert is_same_page(page)


def test_who_reported_is_told_why_they_cannot_reply(page: Page) -> None:
    article = make.article()
    comment = older(article)
    read(page, article)
    reply = open_reply(page, comment)
    fill(reply, "My view of it")
    with page.context.new_page() as other:
        other.goto(f"/comments/{comment.id}/reports")
        report_form(other, comment).get_by_label("It insults").check()
        report_form(other, comment).get_by_role("button", name="Send report").click()
        expect(other.locator(".said")).to_be_focused()

    send(form_on(page, comment))

    form = form_on(page, comment)
    expect(form.locator(".errors[tabindex]")).to_contain_text("you cannot reply to it")
    expect(form.get_by_label("Your text")).to_have_value("My view of it")


@without_script
def test_without_script_agreeing_and_reporting_have_pages(page: Page) -> None:
    article = make.article()
    comment = older(article)
    page.goto(f"/articles/{article.slug}")

    agree_button(page, comment).click()
    expect(page.locator(".standing")).to_contain_text("You agree with this comment.")
    expect(page.locator(".standing")).to_contain_text("1 reader agrees")
    page.get_by_role("button", name="Take back").click()
    page.get_by_role("button", name="Agree").click()
    page.get_by_role("link", name="Back to the conversation").click()
    expect(agree_button(page, comment)).to_have_text("Agree 1")

    form = open_report(page, comment)
    form.get_by_role("button", name="Send report").click()
    expect(report_form(page, comment).get_by_label("It is advertising or spam")).to_be_focused()
    form.get_by_label("It has nothing to do").check()
    form.get_by_role("button", name="Send report").click()
    expect(page.locator(".said")).to_have_text("Thank you. A moderator will look at this comment.")
    page.get_by_role("link", name="Back to the conversation").click()
    expect(comment_on(page, comment)).to_be_in_viewport()
