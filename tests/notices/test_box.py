"""The box in the reply form: who ticks it is told of replies, once the address is confirmed."""

from flask import Flask
from flask.testing import FlaskClient

from opinion.comments.models import Comment
from opinion.database import db
from opinion.notices.models import Scope
from tests import make
from tests.comments.sending import send
from tests.notices.asking import confirm_link, links_in, press
from tests.notices.mailing import READER, deliver, followings
from tests.notices.server import MailServer


def test_a_commenter_who_ticks_the_box_is_told_of_replies(
    app: Flask, client: FlaskClient, smtp: MailServer
) -> None:
    article = make.article()
    send(client, article.slug, email="Reader@example.org", follow="1")
    link = confirm_link(app, smtp)
    following = followings()[0]
    assert (following.scope, following.email) == (Scope.REPLIES, READER)
    press(client, link)

    mine = db.session.get_one(Comment, following.comment_id)
    make.comment(article, "Beside it")
    make.comment(article, "An answer", parent=mine, name="Bea")
    deliver(app)

    assert [str(each["Subject"]) for each in smtp.received[2:]] == [
        f"Bea replied to you on “{article.title}”"
    ]  # behind the mail with the private link, and the one that asked to confirm


def test_a_browser_that_confirmed_need_not_confirm_again(
    app: Flask, client: FlaskClient, smtp: MailServer
) -> None:
    article = make.article()
    send(client, article.slug, email=READER, text="First", follow="1")
    send(client, article.slug, email=READER, text="Another", follow="1")
    deliver(app)
    asked = [link for mail in smtp.received for link in links_in(mail) if "followings" in link]
    press(client, asked[0])

    send(client, article.slug, email=READER, text="Third", follow="1")

    assert [bool(each.confirmed_at) for each in followings()] == [True, False, True]


def test_without_a_tick_or_an_address_nobody_is_asked(client: FlaskClient) -> None:
    article = make.article()
    send(client, article.slug, email=READER, text="One")
    send(client, article.slug, text="Two", follow="1")

    assert not followings()


def test_who_wants_replies_mailed_is_asked_for_an_address(client: FlaskClient) -> None:
    article = make.article()

    answer = send(client, article.slug, text="Tell me more", follow="1")

    assert answer.status_code == 422
    assert "Please write your e-mail address: replies are mailed there." in answer.text
    assert "Tell me more" in answer.text
    assert "checked" in answer.text
