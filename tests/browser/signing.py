"""A site that sends mail, and how a reader signs in there in a browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from playwright.sync_api import Page

from opinion import create_app
from opinion.config import read_settings
from opinion.database import db
from tests.browser.site import HOST, served
from tests.notices.asking import addresses_in
from tests.notices.mailing import deliver
from tests.notices.server import MailServer
from tests.servers import unused_port

READER = "reader@example.org"


@contextmanager
def site_with_mail(folder: Path, smtp: MailServer) -> Iterator[Flask]:
    """Serve a site of its own, in ``folder``; yield it again in the test's own process."""
    port = unused_port()
    settings = {
        "OPINION_FLOOD": "off",
        "OPINION_GUEST_EMAIL": "off",
        "OPINION_SITE_URL": f"http://{HOST}:{port}",
        "OPINION_SECRET_KEY": "a secret that only the tests know",
        "OPINION_MAIL_SERVER": smtp.address,
        "OPINION_MAIL_FROM": "Opinion <mail@opinion.example>",
    }
    with served(folder, port, **settings):
        site = create_app(read_settings({"OPINION_INSTANCE": str(folder), **settings}))
        with site.app_context():
            yield site
            db.session.remove()
            db.engine.dispose()


def ask(reader: Page, email: str = READER) -> None:
    """Ask for a link, on the page where one does."""
    reader.get_by_label("E-mail", exact=True).fill(email)
    reader.get_by_role("button", name="Mail me a link").click()


def newest_link(app: Flask, smtp: MailServer) -> str:
    """Deliver, and return the link in the newest mail."""
    deliver(app)
    return addresses_in(smtp.received[-1])[0]


def come_in(app: Flask, smtp: MailServer, reader: Page, name: str = "Ann One") -> None:
    """Sign in for the first time."""
    reader.goto("/session")
    ask(reader)
    reader.goto(newest_link(app, smtp))
    reader.get_by_label("Name", exact=True).fill(name)
    reader.get_by_role("button", name="Sign in").click()
