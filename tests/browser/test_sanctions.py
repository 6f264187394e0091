"""Sanctions and the list of words in a browser: imposed, warned of, and fit for all to use."""

from secrets import token_hex

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Page, expect

from opinion.clock import now
from opinion.database import db, writing
from opinion.moderation.acts import object_to_sanction
from opinion.moderation.sanctions import Kind, On, Sanction
from opinion.people.models import Person, Role
from opinion.people.sessions import begin
from tests import make
from tests.browser.test_narrow import TOO_SMALL, TOO_WIDE
from tests.moderation.sanctioned import impose, statement_of
from tests.people.readers import comment_by

FACE = "label => getComputedStyle(label).fontFamily"
SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])


def mailbox() -> str:
    """Return an address that nobody has: the site is there for many tests."""
    return f"{token_hex(8)}@example.org"


def come_in(page: Page, person: Person, address: str) -> None:
    """Sign somebody in, in this browser."""
    with writing():
        token = begin(person, now(), "")
    page.context.clear_cookies()
    page.context.add_cookies([{"name": "opinion-session", "value": token, "url": address}])


def troubles(page: Page) -> list[str]:
    """Return what is wrong with the page for who sees, or reaches, badly."""
    found = [str(each["nodes"]) for each in Axe().run(page).response["violations"]]
    return [*found, *page.evaluate(TOO_WIDE), *page.evaluate(TOO_SMALL)]


@SCHEMES
def test_sanctions_and_words_are_fit_for_all(
    app: Flask, page: Page, base_url: str, scheme: str
) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": 390, "height": 800})
    article, reader = make.article(), make.person(mailbox())
    comment = comment_by(reader, article)
    come_in(page, make.person(mailbox(), "Ed Itor", role=Role.EDITOR), base_url)
    page.goto(f"/moderation/comments/{comment.id}/sanctions")
    bad = troubles(page)
    page.get_by_label("What are they told?").fill("Please stay calm.")
    page.get_by_role("button", name="Impose it").click()
    expect(page.locator("h1")).to_have_text("Sanctions")
    expect(page.locator(".members")).to_contain_text("Please stay calm.")
    bad += troubles(page)
    ban = impose(comment, Kind.BAN, On.MAIL, lasts=None)
    page.goto(f"/moderation/sanctions/{ban.id}/lifting")
    bad += troubles(page)
    page.goto("/moderation/words")
    page.get_by_label("Phrase", exact=True).fill("Signed")
    page.get_by_label("Why it is listed").fill("The wave of May")
    page.get_by_role("button", name="Test", exact=True).click()
    expect(page.locator("#catch")).to_contain_text("It would have caught")
    bad += troubles(page)
    page.goto(statement_of(ban))
    expect(page.get_by_role("button", name="Send objection")).to_be_visible()

    assert bad + troubles(page) == []


@SCHEMES
def test_another_end_and_objections_are_fit_for_all(
    app: Flask, page: Page, base_url: str, scheme: str
) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": 390, "height": 800})
    sanction = impose(comment_by(make.person(mailbox()), make.article()), Kind.HOLD, On.PERSON)
    come_in(page, make.person(mailbox(), "Ed Itor", role=Role.EDITOR), base_url)
    page.goto("/moderation/sanctions")
    of_filter = page.locator(".member__role label").first.evaluate(FACE)
    page.locator(f"#sanction-{sanction.id}").get_by_role("link", name="Change its end").click()
    expect(page.get_by_role("button", name="Give it this end")).to_be_visible()
    assert of_filter == page.locator(".field label").first.evaluate(FACE)
    bad = troubles(page)
    with writing():
        loaded = db.session.get_one(Sanction, sanction.id)
        object_to_sanction(loaded, "It was not me.", now())
    page.goto("/moderation/objections")
    item = page.locator(f"#sanction-{sanction.id}")
    expect(item).to_contain_text("It was not me.")
    bad += troubles(page)
    item.get_by_role("button", name="Let it stand").click()
    expect(page.get_by_role("alert")).to_contain_text("in words")
    expect(item.get_by_label("Words to the writer")).to_be_focused()

    assert bad + troubles(page) == []


def test_a_warning_is_acknowledged_in_the_form(app: Flask, page: Page, base_url: str) -> None:
    article, reader = make.article(), make.person(mailbox())
    impose(comment_by(reader, article), Kind.WARN, On.PERSON, words="Please stay calm.")
    come_in(page, reader, base_url)
    page.goto(f"/articles/{article.slug}")
    form = page.locator("#form-end")
    expect(form).to_contain_text("Please stay calm.")
    form.get_by_label("Comment", exact=True).fill("I am calm.")
    form.get_by_role("button", name="Post comment").click()
    expect(form.get_by_role("alert").last).to_contain_text("tick the box")
    expect(form.get_by_label("Comment", exact=True)).to_have_value("I am calm.")
    assert troubles(page) == []
    form.get_by_label("I have read this").check()
    form.get_by_role("button", name="Post comment").click()
    expect(page.locator("#posted")).to_contain_text("I am calm.")
    expect(page.locator("#form-end")).not_to_contain_text("Please stay calm.")
