"""Following by mail in a browser, with and without script: ask, confirm, end; axe finds nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from opinion import create_app
from opinion.config import read_settings
from opinion.database import db
from tests import make
from tests.browser.site import HOST, served
from tests.browser.watching import Watch
from tests.browser.writing import fill, form_on, send
from tests.notices.asking import addresses_in
from tests.notices.mailing import deliver
from tests.notices.server import MailServer, mail_server
from tests.servers import unused_port

READER = "reader@example.org"


@pytest.fixture
def smtp() -> Iterator[MailServer]:
    with mail_server() as server:
        yield server


@pytest.fixture
def app(own_folder: Path, smtp: MailServer) -> Iterator[Flask]:
    """A site of its own that sends mail, served, and again in the test's own process."""
    port = unused_port()
    settings = {
        "OPINION_FLOOD": "off",
        "OPINION_SITE_URL": f"http://{HOST}:{port}",
        "OPINION_SECRET_KEY": "a secret that only the tests know",
        "OPINION_MAIL_SERVER": smtp.address,
        "OPINION_MAIL_FROM": "Opinion <mail@opinion.example>",
    }
    with served(own_folder, port, **settings):
        site = create_app(read_settings({"OPINION_INSTANCE": str(own_folder), **settings}))
        with site.app_context():
            yield site
            db.session.remove()
            db.engine.dispose()


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def reader(app: Flask, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Somebody's browser at that site."""
    origin = app.config["SETTINGS"].site_url
    context = browser.new_context(java_script_enabled=request.param, base_url=origin)
    watch = Watch(context, origin)
    yield context.new_page()
    context.close()
    assert watch.troubles == []


def newest_link(app: Flask, smtp: MailServer, place: int) -> str:
    """Deliver, and return a link of the newest mail; one with a private link comes besides."""
    deliver(app)
    mails = [links for links in map(addresses_in, smtp.received) if "/manage/" not in links[0]]
    return mails[-1][place]


def test_a_reader_asks_confirms_and_ends(app: Flask, smtp: MailServer, reader: Page) -> None:
    article = make.article("Bread")
    reader.goto(f"/articles/{article.slug}")
    reader.get_by_text("Follow this conversation by mail").click()
    reader.locator("#follow-email").fill("nonsense")
    reader.get_by_role("button", name="Follow", exact=True).click()
    expect(reader.locator("#follow-error")).to_contain_text("That is not an e-mail address")
    expect(reader.locator("#follow-email")).to_have_value("nonsense")

    reader.locator("#follow-email").fill(READER)
    reader.get_by_role("button", name="Follow", exact=True).click()
    expect(reader.locator(".said")).to_contain_text("Please look into your mailbox.")

    reader.goto(newest_link(app, smtp, 0))
    reader.get_by_role("button", name="Yes, mail me").click()
    expect(reader.get_by_role("heading", name="Confirmed")).to_be_visible()

    make.comment(article, "It rises.")
    reader.goto(newest_link(app, smtp, 1))
    reader.get_by_role("button", name="End these mails").click()
    expect(reader.get_by_role("heading", name="Ended")).to_be_visible()
    make.comment(article, "Unheard.")
    deliver(app)
    assert len(smtp.received) == 2


def test_a_commenter_ticks_the_box(app: Flask, smtp: MailServer, reader: Page) -> None:
    article = make.article("Bread")
    reader.goto(f"/articles/{article.slug}")
    form = form_on(reader)
    fill(form, "Tell me more.")
    form.get_by_role("textbox", name="E-mail").fill(READER)
    expect(form.get_by_label("Mail me replies")).not_to_be_checked()
    form.get_by_label("Mail me replies").check()
    send(form)
    expect(reader.get_by_text("Tell me more.")).to_be_visible()

    reader.goto(newest_link(app, smtp, 0))

    expect(reader.get_by_text("somebody replies to your comment")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(app: Flask, smtp: MailServer, browser: Browser, scheme: str) -> None:
    article = make.article("Bread")
    settings = app.config["SETTINGS"]
    context = browser.new_context(color_scheme=scheme, base_url=settings.site_url)  # type: ignore[arg-type]
    page = context.new_page()
    ask = f"/articles/{article.slug}/followings"
    page.goto(ask)
    page.locator("#follow-email").fill(READER)
    page.get_by_role("button", name="Follow", exact=True).click()
    expect(page.locator(".said")).to_be_visible()
    confirm, end = newest_link(app, smtp, 0), newest_link(app, smtp, -1)

    for address in (ask, f"{ask}/asked", confirm, end, f"/articles/{article.slug}"):
        page.goto(address)
        if page.locator("#follow").count():
            page.locator("#follow").evaluate("element => { element.open = true; }")
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
    context.close()
