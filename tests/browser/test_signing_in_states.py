"""Pages to sign in on, and of the account: none is too wide or too small, and axe finds nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from tests import make
from tests.browser.signing import ask, newest_link, site_with_mail
from tests.browser.test_narrow import LARGE, LOOSE, TOO_SMALL, TOO_WIDE
from tests.notices.server import MailServer, mail_server

LONG_NAME = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"


@pytest.fixture
def smtp() -> Iterator[MailServer]:
    with mail_server() as server:
        yield server


@pytest.fixture
def app(own_folder: Path, smtp: MailServer) -> Iterator[Flask]:
    """A site that sends mail, served, and again in the test's own process."""
    with site_with_mail(own_folder, smtp) as site:
        yield site


@pytest.mark.parametrize("width", [320, 1280])
def test_pages_fit_and_all_is_large_enough(
    app: Flask, smtp: MailServer, browser: Browser, width: int
) -> None:
    origin = app.config["SETTINGS"].site_url
    context = browser.new_context(base_url=origin, viewport={"width": width, "height": 700})
    reader = context.new_page()
    article = make.article(LONG_NAME, section="Town")
    public = ["/", f"/articles/{article.slug}", "/session", "/session/links", "/session/links/x"]
    wrong = misfits(reader, public)
    reader.goto("/session")
    ask(reader, "a-reader-with-a-rather-long-name@example.org")
    link = newest_link(app, smtp)
    wrong |= misfits(reader, [link])
    reader.get_by_label("Name", exact=True).fill(LONG_NAME)
    reader.get_by_role("button", name="Sign in").click()
    expect(reader.locator(".person")).to_contain_text(LONG_NAME)

    wrong |= misfits(reader, [*public, "/account", "/account/erasure"])

    context.close()
    assert wrong == {}


def misfits(reader: Page, addresses: list[str]) -> dict[str, object]:
    """Return what is too wide, also with other text, or too small to press, on which pages."""
    found: dict[str, object] = {}
    for address in addresses:
        for change in ("", LARGE, LOOSE):
            reader.goto(address)
            if change:
                reader.evaluate(change)
            found[f"{address} {change}"] = reader.evaluate(TOO_WIDE)
        reader.goto(address)
        found[f"{address}, small"] = reader.evaluate(TOO_SMALL)
    return {where: what for where, what in found.items() if what}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(app: Flask, smtp: MailServer, browser: Browser, scheme: str) -> None:
    make.article("Bread")
    settings = app.config["SETTINGS"]
    context = browser.new_context(color_scheme=scheme, base_url=settings.site_url)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto("/session")
    ask(page, "nonsense")
    bad = [Axe().run(page)]
    ask(page)
    link = newest_link(app, smtp)

    def look(*addresses: str) -> None:
        for address in addresses:
            page.goto(address)
            bad.append(Axe().run(page))

    look("/", "/session", "/session/links", "/session/links/none", link)
    page.get_by_label("Name", exact=True).fill("Ann One")
    page.get_by_role("button", name="Sign in").click()
    look("/", "/session", "/account", "/account/erasure")

    assert not [found.generate_report() for found in bad if found.violations_count]
    context.close()
