"""Private links and mail: the link goes to the address that was given, and ends what it began."""

import json

from flask import Flask
from flask.testing import FlaskClient

from tests import make
from tests.comments.owners import link_in
from tests.comments.sending import send
from tests.notices.asking import confirm_link, links_in, press
from tests.notices.mailing import READER, deliver, follower, followings
from tests.notices.server import MailServer


def private_link(app: Flask, smtp: MailServer) -> str:
    """Deliver, and return the private link in the mail that came for it."""
    deliver(app)
    links = [link for mail in smtp.received for link in links_in(mail)]
    return next(link for link in links if link.startswith("/manage/"))


def test_the_link_is_mailed_where_an_address_was_given_and_not_shown(
    app: Flask, client: FlaskClient, smtp: MailServer
) -> None:
    article = make.article("Bread")

    answer = send(client, article.slug, htmx=True, email=READER)
    link = private_link(app, smtp)

    assert link_in(answer) == ""
    assert link_in(client.get(f"/articles/{article.slug}")) == ""
    assert "I see it otherwise." in app.test_client().get(link).text


def test_without_an_address_the_link_is_shown_and_nothing_mailed(
    app: Flask, client: FlaskClient, smtp: MailServer
) -> None:
    article = make.article()

    answer = send(client, article.slug, htmx=True)
    deliver(app)

    assert link_in(answer).startswith("/manage/")
    assert smtp.received == []


def test_the_private_page_ends_all_mail_that_was_asked_for_by_it(
    app: Flask, client: FlaskClient, smtp: MailServer
) -> None:
    article = make.article("Bread")
    send(client, article.slug, email=READER, follow="1")
    link = private_link(app, smtp)
    other = follower(article)

    assert "You follow 1 conversation by mail." in app.test_client().get(link).text
    answer = press(app.test_client(), f"{link}/unsubscription")

    assert (answer.status_code, answer.location) == (303, link)
    assert [each.key for each in followings()] == [other.key]
    assert "by mail." not in app.test_client().get(link).text


def test_what_is_followed_is_exported_and_erased_with_its_guest(
    app: Flask, client: FlaskClient, smtp: MailServer
) -> None:
    article = make.article("Bread")
    send(client, article.slug, email=READER, follow="1")
    press(client, confirm_link(app, smtp))
    link = private_link(app, smtp)

    exported = json.loads(app.test_client().get(f"{link}/export.json").text)
    press(app.test_client(), f"{link}/erasure")

    [about] = exported["mail_about"]
    assert (about["email"], about["about"]) == (READER, "replies")
    assert followings() == []
