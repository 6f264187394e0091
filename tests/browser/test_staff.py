"""Staff in a browser: a password without script; a passkey, which Chromium keeps for the test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from opinion import create_app
from opinion.config import read_settings
from opinion.database import db
from opinion.people.models import Role, Session
from tests.browser.site import served
from tests.browser.test_narrow import TOO_SMALL, TOO_WIDE
from tests.browser.watching import Watch
from tests.people.members import PASSWORD, STAFF, member, set_up_link
from tests.servers import unused_port

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def app(own_folder: Path) -> Iterator[Flask]:
    """A site of its own at localhost, for passkeys know no numbers; and again in this process."""
    port = unused_port()
    settings = {
        "OPINION_SITE_URL": f"http://localhost:{port}",
        "OPINION_SECRET_KEY": "a secret that only the tests know",
    }
    with served(own_folder, port, **settings):
        site = create_app(read_settings({"OPINION_INSTANCE": str(own_folder), **settings}))
        with site.app_context():
            yield site
            db.session.remove()
            db.engine.dispose()


def visit(app: Flask, browser: Browser, *, script: bool) -> Iterator[Page]:
    """Open a browser at that site, and see to it that nothing goes wrong in it."""
    origin = app.config["SETTINGS"].site_url
    context = browser.new_context(
        java_script_enabled=script, base_url=origin, viewport={"width": 320, "height": 700}
    )
    watch = Watch(context, origin)
    yield context.new_page()
    context.close()
    assert watch.troubles == []


@pytest.fixture
def page(app: Flask, browser: Browser) -> Iterator[Page]:
    """A browser whose device keeps passkeys."""
    for page in visit(app, browser, script=True):
        device = page.context.new_cdp_session(page)
        device.send("WebAuthn.enable")
        device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
        yield page


@pytest.fixture
def plain(app: Flask, browser: Browser) -> Iterator[Page]:
    """A browser that runs no script."""
    yield from visit(app, browser, script=False)


def troubles(page: Page) -> list[object]:
    """Return what axe finds on a page, and what is too wide or too small to press."""
    found = Axe().run(page)
    bad = [found.generate_report()] if found.violations_count else []
    return [*bad, *page.evaluate(TOO_WIDE), *page.evaluate(TOO_SMALL)]


def heading(page: Page, words: str) -> None:
    """Wait for a page with this heading."""
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def press(page: Page, name: str, then: str) -> None:
    """Press a button, and wait for the page with the heading ``then``."""
    page.get_by_role("button", name=name, exact=True).first.click()
    heading(page, then)


def test_a_passkey_is_made_used_and_removed(page: Page) -> None:
    page.goto(set_up_link(member(Role.ADMIN)))
    page.get_by_label("Name of the passkey").fill("My laptop")
    press(page, "Make a passkey", "Your account")
    page.get_by_role("button", name="Sign out", exact=True).first.click()
    expect(page.locator(".person")).to_have_count(0)

    page.goto("/session?onward=/account/keys")
    press(page, "Use a passkey", "How you sign in")
    expect(page.locator(".keys")).to_contain_text("My laptop")
    expect(page.locator(".keys")).to_contain_text("Last used on")
    assert db.session.scalars(select(Session.way)).all() == ["passkey"]
    page.goto("/session/again?onward=/account/keys")
    press(page, "Use a passkey", "How you sign in")

    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("You have no passkey.")).to_be_visible()
    page.goto("/session")
    press(page, "Use a passkey", "Sign in")
    expect(page.get_by_role("alert")).to_contain_text("That did not work")


def test_pages_are_fit_for_all(app: Flask, page: Page) -> None:
    person = member(Role.ADMIN, name="Hauptbetriebswerkbauunterbeamtengesellschaft")
    link = set_up_link(person)
    page.goto(link)
    bad = troubles(page)
    page.get_by_label("Name of the passkey").fill("My laptop")
    press(page, "Make a passkey", "Your account")

    ends = f"/moderation/staff/{person.id}/end"
    for address in ("/session", "/session/again", "/account/keys", "/moderation/staff", ends, link):
        page.goto(address)
        bad += troubles(page)
    page.goto("/moderation/staff")
    press(page, "Make a set-up link", "A set-up link")

    assert bad + troubles(page) == []


def test_a_password_is_chosen_used_and_changed_without_script(plain: Page) -> None:
    plain.goto(set_up_link(member()))
    expect(plain.get_by_role("button", name="Make a passkey")).to_be_hidden()
    plain.get_by_label("New password").and_(plain.locator("input")).fill("password1234")
    plain.get_by_role("button", name="Save the password").click()
    expect(plain.locator(".field__error")).to_contain_text("easy to guess")
    plain.get_by_label("New password").and_(plain.locator("input")).fill(PASSWORD)
    plain.get_by_role("button", name="Save the password").click()
    heading(plain, "Your account")
    plain.get_by_role("button", name="Sign out", exact=True).first.click()
    expect(plain.locator(".person")).to_have_count(0)

    plain.goto("/account/keys")
    heading(plain, "Sign in")
    plain.get_by_label("E-mail address").fill(STAFF)
    plain.get_by_label("Password", exact=True).fill("not this one")
    plain.get_by_role("button", name="Sign in with a password").click()
    expect(plain.get_by_role("alert")).to_contain_text("do not belong together")
    expect(plain.get_by_label("E-mail address")).to_have_value(STAFF)
    plain.get_by_label("Password", exact=True).fill(PASSWORD)
    plain.get_by_role("button", name="Sign in with a password").click()
    heading(plain, "How you sign in")
    plain.get_by_label("New password").and_(plain.locator("input")).fill(
        "nine wooden kites over Oslo"
    )
    plain.get_by_role("button", name="Save the password").click()
    expect(plain.get_by_text("Your password is saved")).to_be_visible()
