"""Signing in by way of a provider in a browser, with and without script, under the policy."""

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
from opinion.people.models import Session
from tests import make
from tests.browser.site import HOST, served
from tests.browser.watching import Watch
from tests.people.openid import OpenIDProvider
from tests.people.openid_server import openid_provider
from tests.servers import unused_port


@pytest.fixture
def provider() -> Iterator[OpenIDProvider]:
    with openid_provider() as running:
        yield running


@pytest.fixture
def app(own_folder: Path, provider: OpenIDProvider) -> Iterator[Flask]:
    """A site of its own that knows the provider, served, and again in the test's own process."""
    port = unused_port()
    settings = {
        "OPINION_SITE_URL": f"http://{HOST}:{port}",
        "OPINION_SECRET_KEY": "a secret that only the tests know",
        **provider.settings,
    }
    with served(own_folder, port, **settings):
        site = create_app(read_settings({"OPINION_INSTANCE": str(own_folder), **settings}))
        with site.app_context():
            yield site
            db.session.remove()
            db.engine.dispose()


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def reader(
    app: Flask, provider: OpenIDProvider, browser: Browser, request: pytest.FixtureRequest
) -> Iterator[Page]:
    """Somebody's browser at that site, and at the provider's."""
    origin = app.config["SETTINGS"].site_url
    context = browser.new_context(java_script_enabled=request.param, base_url=origin)
    watch = Watch(context, origin)
    yield context.new_page()
    context.close()
    assert [each for each in watch.troubles if provider.issuer not in each] == []


def cookies_of(page: Page) -> set[str]:
    """Return the names of the site's cookies in the browser."""
    return {cookie["name"] for cookie in page.context.cookies(page.url)}


def test_a_reader_declines_and_then_signs_in(
    app: Flask, provider: OpenIDProvider, reader: Page
) -> None:
    article = make.article("Bread")
    there = f"/articles/{article.slug}"
    reader.goto(f"/session/provider?onward={there}")
    assert reader.url.startswith(f"{provider.issuer}/authorize")
    reader.get_by_role("link", name="access_denied").click()
    expect(reader.get_by_role("heading", name="You are not signed in")).to_be_visible()
    expect(reader.get_by_role("link", name="Back to where you were")).to_have_attribute(
        "href", there
    )
    assert cookies_of(reader) == set()

    reader.get_by_role("link", name="Continue with Sample ID").click()
    reader.get_by_role("link", name="allow").click()

    expect(reader).to_have_url(f"{app.config['SETTINGS'].site_url}{there}")
    expect(reader.get_by_role("heading", name="Bread", exact=True)).to_be_visible()
    assert cookies_of(reader) == {"opinion-session"}
    assert db.session.scalars(select(Session)).one().provider == "Sample ID"


def test_the_page_that_says_no_is_fit_for_all(
    provider: OpenIDProvider, reader: Page, request: pytest.FixtureRequest
) -> None:
    reader.goto("/session/provider")
    reader.get_by_role("link", name="access_denied").click()
    expect(reader.get_by_role("link", name="Continue with Sample ID")).to_be_visible()

    if "without" not in request.node.name:
        found = Axe().run(reader)
        assert found.violations_count == 0, found.generate_report()
    reader.keyboard.press("Tab")
    expect(reader.get_by_role("link", name="Skip to the text")).to_be_focused()
    reader.get_by_role("link", name="Continue with Sample ID").focus()
    reader.keyboard.press("Enter")
    reader.wait_for_url(f"{provider.issuer}/authorize**")
