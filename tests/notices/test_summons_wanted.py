"""Who of the staff is mailed what waits: all, until they say no; how they do, and say yes again."""

import pytest
from flask import Flask
from sqlalchemy import event

from opinion.database import db, writing
from opinion.people.models import Person
from tests import make
from tests.moderation.mailed import MIA
from tests.moderation.queueing import held
from tests.moderation.ruling import moderator
from tests.notices.mailing import deliver, states, waiting
from tests.notices.server import MailServer
from tests.pages import Page, problems
from tests.people.readers import press, signed_in

BUTTON = 'form[action="/account/queue-mail"] button'


def way_out(smtp: MailServer) -> str:
    """Return where the newest mail's header leads to end these mails."""
    mail = smtp.received[-1]
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    return str(mail["List-Unsubscribe"]).strip("<>").removeprefix("http://localhost")


def test_the_account_has_a_button_to_end_them_and_to_have_them_again(app: Flask) -> None:
    browser = signed_in(app, moderator())
    page = browser.get("/account")
    assert Page(page.text).words(BUTTON) == ["Stop mail about the queue"]
    assert not problems(page.text)

    press(browser, "/account/queue-mail", wanted="")
    held(make.article())

    assert waiting() == 0
    assert Page(browser.get("/account").text).words(BUTTON) == ["Mail me what waits"]
    press(browser, "/account/queue-mail", wanted="1")
    held(make.article())
    assert waiting() == 1


def test_a_reader_has_no_such_button(app: Flask) -> None:
    browser = signed_in(app, make.person())

    assert not Page(browser.get("/account").text).has(BUTTON)
    assert press(browser, "/account/queue-mail", wanted="").status_code == 403


@pytest.mark.usefixtures("each_database")
def test_one_click_in_the_mail_program_ends_these_mails_alone(app: Flask, smtp: MailServer) -> None:
    mia = moderator()
    moderator("bo")
    held(make.article())
    deliver(app)
    smtp.received[:] = [each for each in smtp.received if each["To"] == MIA]
    way = way_out(smtp)
    browser = app.test_client()

    shown = browser.get(way)
    assert "wait for a moderator" in shown.text
    assert not problems(shown.text)
    assert stored(mia).gets_queue_mail
    pressed = browser.post(
        way, data={"List-Unsubscribe": "One-Click"}, headers={"Origin": "https://mail.example"}
    )

    assert (pressed.status_code, stored(mia).gets_queue_mail) == (200, False)
    assert browser.get(f"{way}x").status_code == 404
    held(make.article())
    assert waiting() == 1  # to the other


def test_silence_ends_them_too_until_its_owner_asks_for_them(app: Flask, smtp: MailServer) -> None:
    mia = moderator()
    held(make.article())
    deliver(app)
    press(app.test_client(), way_out(smtp), forever="1")
    held(make.article())
    deliver(app)
    assert states() == ["sent", "dropped"]

    browser = signed_in(app, mia)
    assert Page(browser.get("/account").text).words(BUTTON) == ["Mail me what waits"]
    press(browser, "/account/queue-mail", wanted="1")
    held(make.article())
    deliver(app)

    assert states() == ["sent", "dropped", "sent"]


def test_who_left_the_staff_before_the_mail_did_is_not_told(app: Flask, smtp: MailServer) -> None:
    mia = moderator()
    held(make.article())
    with writing():
        db.session.get_one(Person, mia.id).role = None
    deliver(app)

    assert (smtp.received, states()) == ([], ["dropped"])


@pytest.mark.usefixtures("each_database")
def test_however_many_work_here_they_are_told_in_one_statement(app: Flask) -> None:
    for number in range(12):
        moderator(f"mod{number}")
    asked: list[str] = []

    def note(*arguments: object) -> None:
        asked.append(str(arguments[2]))

    article = make.article()
    event.listen(db.engine, "before_cursor_execute", note)
    held(article)
    event.remove(db.engine, "before_cursor_execute", note)

    assert waiting() == 12
    assert len([each for each in asked if each.startswith("INSERT INTO notices")]) == 1
    assert len(asked) <= 12


def stored(person: Person) -> Person:
    """Return somebody as they are stored now."""
    db.session.rollback()
    return db.session.get_one(Person, person.id, populate_existing=True)
