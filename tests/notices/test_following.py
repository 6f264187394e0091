"""Following by mail: asked for, confirmed, ended; on a GET nothing happens or is given away."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from opinion.database import db
from opinion.notices.commands import mail
from opinion.notices.models import Silence
from tests import make
from tests.notices.asking import OURS, ask, confirm_link, links_in, press, text_of
from tests.notices.mailing import READER, deliver, follower, followings, later
from tests.notices.server import MailServer
from tests.pages import Page


@pytest.mark.usefixtures("each_database")
def test_an_address_is_told_once_it_has_confirmed(
    app: Flask, client: FlaskClient, smtp: MailServer
) -> None:
    article = make.article("Bread")
    assert ask(client, article.slug).status_code == 303
    link = confirm_link(app, smtp)
    make.comment(article, "Too early")

    for _ in range(2):
        page = client.get(link)
        assert (page.status_code, page.headers["Cache-Control"]) == (200, "private, no-store")
    assert followings()[0].confirmed_at is None, "a scanner that opens links confirms nothing"
    assert press(client, link).status_code == 200
    make.comment(article, "In time")
    deliver(app)

    assert len(smtp.received) == 2
    assert "In time" in text_of(smtp.received[1])


def test_the_answer_is_the_same_for_every_address(
    app: Flask, client: FlaskClient, smtp: MailServer
) -> None:
    article = make.article()
    follower(article, "known@example.org")
    silent = "silent@example.org"
    end_all = links_in_confirmation(app, client, smtp, silent)
    press(client, end_all, forever="1")

    answers = [
        [(answer.status_code, answer.text, answer.headers.get("Location")) for answer in pair]
        for pair in (
            (ask(client, article.slug, email), ask(client, article.slug, email, htmx=True))
            for email in ("new@example.org", "known@example.org", silent)
        )
    ]

    assert answers[0] == answers[1] == answers[2]
    deliver(app)
    assert smtp.recipients.count("known@example.org") == 0
    assert smtp.recipients.count(silent) == 1, "the one from before it asked for silence"


def links_in_confirmation(app: Flask, client: FlaskClient, smtp: MailServer, email: str) -> str:
    """Ask for mail to ``email``, and return the link in it that ends all."""
    ask(client, make.article().slug, email)
    deliver(app)
    return links_in(smtp.received[-1])[-1]


def test_one_who_never_asked_can_end_all_mail(
    app: Flask, client: FlaskClient, smtp: MailServer
) -> None:
    end_all = links_in_confirmation(app, client, smtp, READER)

    assert client.get(end_all).status_code == 200
    assert followings()
    assert "No mail will come" in press(client, end_all, forever="1").text

    assert not followings()
    assert len(db.session.scalars(select(Silence)).all()) == 1
    result = app.test_cli_runner().invoke(mail, ["allow", READER.upper()])
    assert "It may ask for mail again" in result.output
    assert not db.session.scalars(select(Silence)).all()


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://mail.test"},
                                     {"Sec-Fetch-Site": "cross-site"}])  # fmt: skip
def test_a_mail_program_ends_mails_in_one_click(
    app: Flask, client: FlaskClient, smtp: MailServer, headers: dict[str, str]
) -> None:
    article = make.article()
    follower(article)
    other = follower(make.article())
    make.comment(article)
    deliver(app)
    link = str(smtp.received[0]["List-Unsubscribe"])
    assert str(smtp.received[0]["List-Unsubscribe-Post"]) == "List-Unsubscribe=One-Click"
    path = link.removeprefix("<http://localhost").removesuffix(">")

    answers = [
        client.post(path, data={"List-Unsubscribe": "One-Click"}, headers=headers) for _ in range(2)
    ]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert not any(answer.headers.getlist("Set-Cookie") for answer in answers)
    assert [each.id for each in followings()] == [other.id]


def test_what_waits_is_not_sent_to_who_has_ended_it(
    app: Flask, client: FlaskClient, smtp: MailServer
) -> None:
    article = make.article()
    follower(article)
    make.comment(article)
    deliver(app)
    make.comment(article)

    press(client, links_in(smtp.received[0])[1])
    deliver(app)

    assert len(smtp.received) == 1


def test_a_link_to_confirm_has_two_days(app: Flask, client: FlaskClient, smtp: MailServer) -> None:
    ask(client, make.article().slug)
    link = confirm_link(app, smtp)
    later(timedelta(days=2, minutes=1))

    assert client.get(link).status_code == 410
    assert press(client, link).status_code == 410
    assert followings()[0].confirmed_at is None


def test_a_link_serves_its_one_purpose(app: Flask, client: FlaskClient, smtp: MailServer) -> None:
    ask(client, make.article().slug)
    link = confirm_link(app, smtp)
    token = link.rpartition("/")[2]

    for forged in (f"e{token[1:]}/end", f"a{token[1:]}/end", f"{token[:-1]}/end", token[:-1], "c"):
        assert press(client, f"/followings/{forged}").status_code == 404
    assert press(client, f"{link}é").status_code == 404
    assert client.post(link, headers={"Origin": "https://evil.test"}).status_code == 403


def test_the_form_stands_under_article_and_thread_while_they_are_open(client: FlaskClient) -> None:
    article = make.article()
    root = make.comment(article)

    assert 'id="follow-form"' in client.get(f"/articles/{article.slug}").text
    thread = client.get(f"/articles/{article.slug}/threads/{root.id}").text
    assert f'name="thread" value="{root.id}"' in thread
    assert ask(client, article.slug, thread=root.id).status_code == 303
    assert followings()[0].comment_id == root.id
    assert ask(client, article.slug, thread=999).status_code == 404
    assert client.post(f"/articles/{article.slug}/followings", headers=OURS).status_code == 422


def test_what_comes_back_says_once_what_it_is_for(client: FlaskClient) -> None:
    article = make.article()

    answer = client.post(f"/articles/{article.slug}/followings", data={"email": "x"}, headers=OURS)

    page = Page(answer.text)
    assert page.words("h1") == ["Follow this conversation by mail"]
    assert page.html.count("Follow this conversation by mail") == 2  # in the window's title too
    assert page.values("#follow-form input", "value") == ["x"]
