"""The worker and a mail server that refuses, stalls, breaks off: nothing lost, none twice."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from opinion import create_app
from opinion.config import read_settings
from opinion.database import db
from opinion.notices.models import Mail
from opinion.upkeep.migrating import upgrade
from tests import make
from tests.comments.sending import send
from tests.notices.mailing import deliver, follower, later, states, waiting
from tests.notices.server import Behaviour, MailServer

HOUR = timedelta(hours=1)


def three_followers() -> None:
    """Store an article with three followers, and a comment that they are to be told of."""
    article = make.article("Bread")
    for name in ("ann", "bea", "cid"):
        follower(article, f"{name}@example.org")
    make.comment(article)


def test_what_waits_is_sent_and_said(app: Flask, smtp: MailServer) -> None:
    three_followers()

    result = deliver(app)

    assert smtp.recipients == ["ann@example.org", "bea@example.org", "cid@example.org"]
    assert "3 sent, 0 later, 0 failed, 0 dropped" in result.output
    assert "example.org" not in result.output
    assert result.exit_code == 0


def test_nothing_is_sent_twice_by_a_second_round(app: Flask, smtp: MailServer) -> None:
    three_followers()
    deliver(app)

    deliver(app)

    assert set(smtp.copies().values()) == {1}
    assert len(smtp.received) == 3


def test_while_the_server_is_down_all_waits_untouched(app: Flask, smtp: MailServer) -> None:
    three_followers()
    smtp.stop()

    result = deliver(app)

    assert result.exit_code == 1
    assert "The mail server is not to be had" in result.output
    smtp.start()
    later(HOUR)
    deliver(app)
    assert states() == ["sent"] * 3
    assert len(smtp.received) == 3


@pytest.mark.parametrize("step", ["RCPT", "DATA", "END"])
def test_a_mail_refused_for_now_is_tried_again(app: Flask, smtp: MailServer, step: str) -> None:
    three_followers()
    smtp.behaviour = Behaviour(answers={step: "450 Try again"}, only="bea@example.org")

    result = deliver(app)

    assert states() == ["sent", "queued", "sent"]
    assert "later, 450 Try again" in result.output
    smtp.behaviour = Behaviour()
    deliver(app)
    assert len(smtp.received) == 2, "not before its time"
    later(HOUR)
    deliver(app)
    assert sorted(smtp.recipients) == ["ann@example.org", "bea@example.org", "cid@example.org"]


@pytest.mark.parametrize("step", ["RCPT", "DATA", "END"])
def test_a_mail_refused_for_good_fails_and_holds_up_no_other(
    app: Flask, smtp: MailServer, step: str
) -> None:
    three_followers()
    smtp.behaviour = Behaviour(answers={step: "550 No such mailbox"}, only="ann@example.org")

    result = deliver(app)

    assert states() == ["failed", "sent", "sent"]
    assert result.exit_code == 1
    assert db.session.scalars(select(Mail.reason)).first() == "550 No such mailbox"
    later(HOUR)
    deliver(app)
    assert len(smtp.received) == 2


def test_a_server_that_takes_nothing_from_us_fails_no_mail(app: Flask, smtp: MailServer) -> None:
    three_followers()
    smtp.behaviour = Behaviour(answers={"MAIL": "530 Authentication required"})

    result = deliver(app)

    assert states() == ["queued"] * 3
    assert "530 Authentication required" in result.output


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA", "BODY", "END"])
def test_a_server_that_breaks_off_gets_the_mail_again(
    app: Flask, smtp: MailServer, step: str
) -> None:
    three_followers()
    smtp.behaviour = Behaviour(breaks={step})

    deliver(app)

    assert states() == ["queued"] * 3
    smtp.behaviour = Behaviour()
    later(HOUR)
    deliver(app)
    assert states() == ["sent"] * 3
    assert set(smtp.copies().values()) == {1}


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA"])
def test_a_server_that_falls_silent_is_left(app: Flask, smtp: MailServer, step: str) -> None:
    three_followers()
    smtp.behaviour = Behaviour(stalls={step}, only="" if step == "MAIL" else "ann@example.org")

    deliver(app)

    smtp.behaviour = Behaviour()
    later(HOUR)
    deliver(app)
    assert states() == ["sent"] * 3
    assert set(smtp.copies().values()) == {1}


@pytest.mark.parametrize(("password", "sent"), [("p/w", 1), ("another", 0)])
def test_a_server_that_asks_for_a_password_gets_it(
    environment: dict[str, str], smtp: MailServer, password: str, sent: int
) -> None:
    smtp.password = password
    environment["OPINION_MAIL_SERVER"] = smtp.address.replace("//", "//me:p%2Fw@")
    site = create_app(read_settings(environment))
    with site.app_context():
        upgrade()
        follower(article := make.article())
        make.comment(article)

        result = deliver(site)

        assert len(smtp.received) == sent
        assert ("The mail server is not to be had: 535" in result.output) == (not sent)
        assert "p/w" not in result.output
        assert states() == (["sent"] if sent else ["queued"])
        db.session.remove()
        db.engine.dispose()


def test_a_mail_that_never_goes_out_fails_after_five_days(app: Flask, smtp: MailServer) -> None:
    three_followers()
    smtp.behaviour = Behaviour(answers={"RCPT": "450 Full"}, only="ann@example.org")
    deliver(app)

    later(timedelta(days=5))
    result = deliver(app)

    assert states()[0] == "failed"
    assert "given up after five days" in result.output


def test_posting_does_not_wait_for_a_dead_server(
    app: Flask, client: FlaskClient, smtp: MailServer
) -> None:
    article = make.article()
    follower(article)
    smtp.stop()

    answer = send(client, article.slug, text="Heard by nobody yet.")

    assert answer.status_code == 303
    assert waiting() == 1
