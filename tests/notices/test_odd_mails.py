"""Mails that cannot be made, must not be sent, or would be too long: the round goes on."""

from datetime import timedelta

from flask import Flask
from sqlalchemy import select

from opinion.clock import now
from opinion.database import db, writing
from opinion.notices.keys import address_hash
from opinion.notices.models import Mail, Silence, State
from tests import make
from tests.comments.owners import written
from tests.notices.asking import text_of
from tests.notices.mailing import READER, deliver, follower, later
from tests.notices.server import MailServer


def test_a_mail_that_cannot_be_made_fails_and_holds_up_no_other(
    app: Flask, smtp: MailServer
) -> None:
    article = make.article()
    follower(article, "a..b@example.org")
    follower(article, READER)
    make.comment(article)

    result = deliver(app)

    assert smtp.recipients == [READER]
    assert "1 sent, 0 later, 1 failed" in result.output
    failed = db.session.scalars(select(Mail).where(Mail.state == State.FAILED)).one()
    assert "could not be made" in failed.reason


def test_what_waits_for_an_address_that_wants_silence_is_dropped(
    app: Flask, smtp: MailServer
) -> None:
    written(app.test_client(), make.article().slug, email=READER)
    with writing():
        hash_ = address_hash("a secret that only the tests know", READER)
        db.session.add(Silence(address_hash=hash_, since=now()))

    deliver(app)

    assert not smtp.received


def test_an_hour_without_a_server_costs_a_mail_no_patience(app: Flask, smtp: MailServer) -> None:
    article = make.article()
    follower(article)
    make.comment(article)
    smtp.stop()
    for _ in range(6):
        deliver(app)
        later(timedelta(minutes=2))

    mail = db.session.scalars(select(Mail)).one()

    assert (mail.state, mail.attempts) == (State.QUEUED, 0)


def test_of_very_many_comments_a_mail_tells_fifty_and_how_many_more(
    app: Flask, smtp: MailServer
) -> None:
    article = make.article()
    follower(article)
    for number in range(53):
        make.comment(article, f"Comment {number}")

    deliver(app)

    (mail,) = smtp.received
    assert text_of(mail).count("> Comment ") == 50
    assert "And 3 more comments." in text_of(mail)
    assert mail["Subject"] == "53 new comments on Opinion"
