"""Moderators who decide by the links in mails, without being signed in."""

import re

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from opinion.comments.models import Comment
from opinion.moderation.errands import Errand, token_for
from opinion.moderation.finding import seen_of
from opinion.notices.keys import address_hash
from opinion.people.models import Person
from tests.notices.asking import text_of
from tests.notices.server import MailServer
from tests.pages import Page
from tests.people.readers import press

MIA = "mia@example.org"
WAY = re.compile(r"(?m)^([^:\n]+): http://localhost(/moderation/mail/\S+)")


def ways_in(smtp: MailServer, to: str = MIA) -> dict[str, str]:
    """Return the links of the newest mail to somebody, by what they are called."""
    texts = [text_of(each) for each in smtp.received if each["To"] == to]
    return dict(WAY.findall(texts[-1]))


def link_for(app: Flask, person: Person, comment: Comment, verdict: str = "publish") -> str:
    """Return the address of a link as one of the staff is mailed it now."""
    secret, seen = app.config["SECRET_KEY"], seen_of([comment])[comment.id]
    known_as = address_hash(secret, person.email)
    errand = Errand(person.id, known_as, comment.id, seen, verdict)
    return f"/moderation/mail/{token_for(secret, errand)}"


def confirm(browser: FlaskClient, link: str, **typed: str) -> TestResponse:
    """Open a link, and press the button there."""
    [seen] = Page(browser.get(link).text).values("main input[name=seen]", "value")
    return press(browser, link, seen=seen, **typed)


def heading(answer: TestResponse) -> str:
    """Return what a page is called."""
    [found] = Page(answer.text).words("h1")
    return found
