"""Asks for mail over HTTP as pages do, and follows the links in the mails that come."""

import re
from email.message import EmailMessage

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.comments.sending import HTMX
from tests.notices.mailing import READER, deliver
from tests.notices.server import MailServer

OURS = {"Origin": "http://localhost"}


def ask(
    client: FlaskClient, slug: str, email: str = READER, *, htmx: bool = False, **fields: object
) -> TestResponse:
    """Send the form that asks for mail."""
    data = {"email": email, **fields}
    headers = OURS | (HTMX if htmx else {})
    return client.post(f"/articles/{slug}/followings", data=data, headers=headers)


def press(client: FlaskClient, path: str, **fields: str) -> TestResponse:
    """Press a button on one of our pages."""
    return client.post(path, data=fields, headers=OURS)


def text_of(mail: EmailMessage) -> str:
    """Return the text part."""
    body = mail.get_body(("plain",))
    assert body
    return str(body.get_content())


def html_of(mail: EmailMessage) -> str:
    """Return the HTML part."""
    body = mail.get_body(("html",))
    assert body
    return str(body.get_content())


def links_in(mail: EmailMessage) -> list[str]:
    """Return the paths of all links in the text."""
    return re.findall(r"http://localhost(/\S+)", text_of(mail))


def addresses_in(mail: EmailMessage) -> list[str]:
    """Return all links in the text, whole."""
    return re.findall(r"http://\S+", text_of(mail))


def confirm_link(app: Flask, smtp: MailServer) -> str:
    """Deliver, and return the path of the newest link to confirm."""
    deliver(app)
    links = [link for mail in smtp.received for link in links_in(mail)]
    return next(link for link in reversed(links) if re.fullmatch(r"/followings/[^/]+", link))
