"""Moderators who are mailed what waits, and the links in those mails."""

import re

from flask import Flask

from opinion.notices.models import Notice
from tests.notices.asking import text_of
from tests.notices.mailing import deliver
from tests.notices.server import MailServer

WAY = re.compile(r"(?m)^([^:\n]+): http://localhost(/moderation/mail/\S+)")


def ways_in(app: Flask, smtp: MailServer, to: str = "mia@example.org") -> dict[str, str]:
    """Deliver, and return the links of the newest mail to somebody, by what they are called."""
    deliver(app)
    texts = [text_of(each) for each in smtp.received if each["To"] == to]
    return dict(WAY.findall(texts[-1]))
