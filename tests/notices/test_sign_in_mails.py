"""The mail with a link to sign in by: at once, in its asker's language, and never too late."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from opinion.clock import now
from opinion.database import db, writing
from opinion.notices.following import silence
from opinion.notices.keys import address_hash
from opinion.notices.models import Notice
from opinion.people.models import SignInLink
from opinion.people.secrets import hash_of
from tests import make
from tests.notices.asking import html_of, links_in, press, text_of
from tests.notices.mailing import READER, deliver, follower, later, states
from tests.notices.server import Behaviour, MailServer
from tests.pages import problems
from tests.people.readers import ask_link, is_signed_in


def secrets() -> list[str]:
    """Return what the outbox still keeps for mails alone."""
    return [secret for secret in db.session.scalars(select(Notice.secret)) if secret]


def test_its_link_signs_in(app: Flask, client: FlaskClient, smtp: MailServer) -> None:
    ask_link(client, onward="/agreed")
    deliver(app)

    [mail] = smtp.received
    link, stop = links_in(mail)
    browser = app.test_client()
    answer = press(browser, link, name="Ann")

    assert (str(mail["To"]), str(mail["Subject"])) == (READER, "Sign in to Opinion")
    assert answer.location == "/agreed"
    assert is_signed_in(browser)
    assert "End all mail to my address" in browser.get(stop).text
    assert "Then you cannot sign in by a link in a mail either." in browser.get(stop).text
    assert f'href="http://localhost{link}"' in html_of(mail)
    assert problems(html_of(mail)) == []
    assert "List-Unsubscribe" not in mail


def test_the_outbox_forgets_the_link_and_the_table_never_knew_it(
    app: Flask, client: FlaskClient, smtp: MailServer
) -> None:
    ask_link(client)
    [secret] = secrets()
    deliver(app)

    assert db.session.scalars(select(SignInLink.token)).one() == hash_of(secret)
    assert f"/session/links/{secret}" in links_in(smtp.received[0])
    assert secrets() == []


def test_it_does_not_wait_for_news_nor_go_into_a_digest(
    app: Flask, client: FlaskClient, smtp: MailServer
) -> None:
    article = make.article()
    follower(article)
    for number in range(5):
        make.comment(article, f"News {number}")
    deliver(app)

    ask_link(client)
    make.comment(article, "More news")
    deliver(app)

    subjects = [str(mail["Subject"]) for mail in smtp.received]
    assert subjects == ["5 new comments on Opinion", "Sign in to Opinion"]


def test_one_that_is_too_old_when_the_worker_comes_is_dropped(
    app: Flask, client: FlaskClient, smtp: MailServer
) -> None:
    ask_link(client)
    later(timedelta(minutes=15))

    deliver(app)

    assert smtp.received == []
    assert states() == ["dropped"]
    assert secrets() == []


def test_one_that_the_server_puts_off_for_too_long_is_dropped(
    app: Flask, client: FlaskClient, smtp: MailServer
) -> None:
    smtp.behaviour = Behaviour(answers={"RCPT": "450 later"})
    ask_link(client)
    deliver(app)
    smtp.behaviour = Behaviour()
    later(timedelta(minutes=16))

    deliver(app)

    assert smtp.received == []
    assert states() == ["dropped"]


def test_an_address_that_wants_no_mail_gets_none(
    app: Flask, client: FlaskClient, smtp: MailServer
) -> None:
    with writing():
        silence(address_hash("a secret that only the tests know", READER), now())

    ask_link(client)
    deliver(app)

    assert smtp.received == []
    assert states() == ["dropped"]


def test_five_mails_go_out_in_an_hour(app: Flask, client: FlaskClient, smtp: MailServer) -> None:
    for _ in range(6):
        ask_link(client)

    deliver(app)

    assert len(smtp.received) == 5
    assert len({links_in(mail)[0] for mail in smtp.received}) == 5


class TestInGerman:
    """A site that speaks German."""

    @pytest.fixture
    def environment(self, environment: dict[str, str]) -> dict[str, str]:
        return environment | {"OPINION_LANGUAGE": "de"}

    def test_it_speaks_the_language_of_the_page(
        self, app: Flask, client: FlaskClient, smtp: MailServer
    ) -> None:
        ask_link(client)

        deliver(app)

        [mail] = smtp.received
        assert str(mail["Subject"]) == "Bei Opinion anmelden"
        assert "innerhalb von 15 Minuten" in text_of(mail)
        assert '<html lang="de" dir="ltr">' in html_of(mail)
