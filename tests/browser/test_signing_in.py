"""Signing in by a mailed link in a browser: with and without script, wide and narrow, by key."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from tests import make
from tests.browser.signing import READER, ask, come_in, newest_link, site_with_mail
from tests.browser.test_keyboard import tab_to
from tests.browser.watching import Watch
from tests.browser.writing import form_on, send, text_field
from tests.notices.server import MailServer, mail_server

SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
WIDTH = pytest.mark.parametrize("width", [320, 1280])


@pytest.fixture
def smtp() -> Iterator[MailServer]:
    with mail_server() as server:
        yield server


@pytest.fixture
def app(own_folder: Path, smtp: MailServer) -> Iterator[Flask]:
    """A site that sends mail, served, and again in the test's own process."""
    with site_with_mail(own_folder, smtp) as site:
        yield site


@pytest.fixture
def script() -> bool:
    """Whether the browser runs scripts; a test may say that it does not."""
    return True


@pytest.fixture
def width() -> int:
    """How wide the browser's window is, in pixels."""
    return 1280


@pytest.fixture
def reader(app: Flask, browser: Browser, script: bool, width: int) -> Iterator[Page]:
    """Somebody's browser at that site."""
    origin = app.config["SETTINGS"].site_url
    context = browser.new_context(
        java_script_enabled=script, base_url=origin, viewport={"width": width, "height": 700}
    )
    watch = Watch(context, origin)
    yield context.new_page()
    context.close()
    assert watch.troubles == []


@SCRIPT
@WIDTH
def test_a_reader_signs_in_where_they_are_and_out_again(
    app: Flask, smtp: MailServer, reader: Page
) -> None:
    article = make.article("Bread")
    reader.goto(f"/articles/{article.slug}")
    reader.get_by_role("link", name="Sign in").click()
    ask(reader, "nonsense")
    expect(reader.locator("#form-link-email-error")).to_contain_text("not an e-mail address")
    expect(reader.get_by_label("E-mail", exact=True)).to_have_value("nonsense")

    ask(reader)
    expect(reader.get_by_role("heading", level=1)).to_have_text("Look into your mailbox")
    link = newest_link(app, smtp)
    reader.goto(link)
    expect(reader.locator("main")).to_contain_text(READER)
    reader.get_by_role("button", name="Sign in").click()
    expect(reader.locator(".field__error")).to_contain_text("Please write a name")
    reader.get_by_label("Name", exact=True).fill("Ann One")
    reader.get_by_role("button", name="Sign in").click()

    expect(reader.get_by_role("heading", level=1)).to_have_text("Bread")
    expect(reader.locator(".person")).to_contain_text("Ann One")
    reader.goto(link)
    expect(reader.get_by_role("heading", level=1)).to_have_text("This link does not work")
    reader.goto(f"/articles/{article.slug}")
    reader.get_by_role("button", name="Sign out").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Bread")
    expect(reader.locator(".person")).to_have_text("Sign in")


@SCRIPT
def test_what_a_guest_wrote_comes_along_and_goes_with_the_account(
    app: Flask, smtp: MailServer, reader: Page
) -> None:
    article = make.article("Bread")
    reader.goto(f"/articles/{article.slug}")
    form = form_on(reader)
    form.get_by_role("textbox", name="Name").fill("As a guest")
    form.get_by_label("Comment", exact=True).fill("It rises.")
    form.get_by_role("button", name="Post comment").click()
    expect(reader.get_by_text("It rises.")).to_be_visible()

    reader.goto("/session")
    ask(reader)
    reader.goto(newest_link(app, smtp))
    box = reader.get_by_label("Take along the 1 comment")
    expect(box).not_to_be_checked()
    box.check()
    reader.get_by_label("Name", exact=True).fill("Ann One")
    reader.get_by_role("button", name="Sign in").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Your account")
    reader.goto(f"/articles/{article.slug}")
    expect(reader.get_by_role("link", name="Edit your comment")).to_be_visible()

    reader.goto("/account")
    reader.get_by_role("link", name="Erase me").click()
    reader.get_by_role("button", name="Erase everything").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Everything is erased")
    expect(reader.locator(".person")).to_have_text("Sign in")
    reader.goto(f"/articles/{article.slug}")
    expect(reader.get_by_text("It rises.")).to_have_count(0)


@SCRIPT
def test_the_account_changes_the_name_and_ends_sessions(
    app: Flask, smtp: MailServer, reader: Page
) -> None:
    come_in(app, smtp, reader)
    reader.get_by_label("Name", exact=True).fill("Ann Two")
    reader.get_by_role("button", name="Save").click()
    expect(reader.locator(".person")).to_contain_text("Ann Two")
    expect(reader.locator(".sessions li")).to_contain_text("This browser")

    reader.get_by_role("button", name="Sign out everywhere").click()

    expect(reader.get_by_role("heading", level=1)).to_have_text("Sign in")
    reader.goto("/account")
    expect(reader.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_it_is_done_by_keyboard_alone(app: Flask, smtp: MailServer, reader: Page) -> None:
    make.article("Bread")
    reader.goto("/")
    tab_to(reader, ".person a")
    reader.keyboard.press("Enter")
    expect(reader.get_by_role("heading", level=1)).to_have_text("Sign in")
    tab_to(reader, "#form-link-email")
    reader.keyboard.type(READER)
    reader.keyboard.press("Enter")
    expect(reader.get_by_role("heading", level=1)).to_have_text("Look into your mailbox")

    reader.goto(newest_link(app, smtp))
    tab_to(reader, "#form-person-name")
    reader.keyboard.type("Ann One")
    tab_to(reader, "main button")
    reader.keyboard.press("Space")

    expect(reader.locator(".person")).to_contain_text("Ann One")
    tab_to(reader, ".person button")
    reader.keyboard.press("Enter")
    expect(reader.locator(".person")).to_have_text("Sign in")


def test_a_comment_is_still_posted_in_place(app: Flask, smtp: MailServer, reader: Page) -> None:
    article = make.article("Bread")
    come_in(app, smtp, reader)

    reader.goto(f"/articles/{article.slug}")
    text_field(form_on(reader)).fill("It rises.")
    send(form_on(reader))

    expect(reader.locator("#posted .comment")).to_be_focused()
