"""Mail for who is signed in: their mailbox is proved, so nothing is left to confirm."""

from flask import Flask
from sqlalchemy import select

from opinion.database import db
from opinion.notices.models import Following, Silence
from tests import make
from tests.comments.owners import written
from tests.notices.asking import ask, links_in, press
from tests.notices.mailing import READER, deliver
from tests.notices.server import MailServer
from tests.people.readers import signed_in


def followings() -> list[Following]:
    db.session.expire_all()
    return list(db.session.scalars(select(Following)))


def test_replies_are_mailed_without_a_confirmation(app: Flask, smtp: MailServer) -> None:
    browser, article = signed_in(app, make.person(READER)), make.article()

    comment = written(browser, article.slug, follow="1")
    deliver(app)
    assert not smtp.received
    make.comment(article, "An answer", parent=comment, name="Ann Other")
    deliver(app)

    assert [mail["To"] for mail in smtp.received] == [READER]
    assert "Ann Other" in smtp.received[0]["Subject"]


def test_a_conversation_is_followed_at_once_with_ones_own_address_only(
    app: Flask, smtp: MailServer
) -> None:
    browser, article = signed_in(app, make.person(READER)), make.article()

    own = ask(browser, article.slug, READER.upper())
    other = ask(browser, article.slug, "other@example.org")

    assert "From now on" in browser.get(own.location).text
    assert "look into your mailbox" in browser.get(other.location).text
    assert [bool(each.confirmed_at) for each in followings()] == [True, False]


def test_the_form_holds_their_address(app: Flask, smtp: MailServer) -> None:
    article = make.article()
    address = f"/articles/{article.slug}/followings"

    assert f'value="{READER}"' in signed_in(app, make.person(READER)).get(address).text
    assert READER not in app.test_client().get(address).text


def test_who_wanted_no_mail_may_want_some_again(app: Flask, smtp: MailServer) -> None:
    browser, article = signed_in(app, make.person(READER)), make.article()
    ask(browser, article.slug)
    make.comment(article, "News")
    deliver(app)
    end = next(link for link in links_in(smtp.received[0]) if link.endswith("/end"))
    press(app.test_client(), end, forever="1")
    assert not followings()
    assert db.session.scalars(select(Silence)).all()

    ask(browser, article.slug)

    assert followings()[0].confirmed_at
    assert not db.session.scalars(select(Silence)).all()
