"""Taking one's data along, and leaving: all that is stored of somebody, handed out and erased."""

import json

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from opinion.clock import now
from opinion.comments.models import Comment, Status
from opinion.database import db, writing
from opinion.notices.models import Following, Mail, Notice
from opinion.people.models import Identity, NamedVoice, Person, Role, Session, SignInLink
from tests import make
from tests.notices.mailing import follower
from tests.pages import Page
from tests.people.readers import (
    READER,
    WITH_MAIL,
    ask_link,
    comment_by,
    is_signed_in,
    link_to,
    press,
    signed_in,
)


@pytest.fixture
def environment(environment: dict[str, str]) -> dict[str, str]:
    return environment | WITH_MAIL


def left(table: type[object]) -> int:
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def test_the_export_holds_all_and_no_secret(app: Flask) -> None:
    article, person = make.article(slug="bread"), make.person()
    comment_by(person, article, "Mine")
    follower(article, READER)
    with writing():
        db.session.add(Identity(issuer="https://id.example", subject="7", person_id=person.id))
        db.session.add(
            NamedVoice(person_id=person.id, words="MEP", granted_at=now(), article_id=article.id)
        )
    browser = signed_in(app, person)
    browser.get("/account")

    answer = browser.get("/account/export.json")

    data = json.loads(answer.text)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="my-account.json"'
    assert (data["person"]["email"], data["person"]["name"]) == (READER, "Pat Reader")
    assert [each["text"] for each in data["comments"]] == ["Mine"]
    assert [each["by"] for each in data["sessions"]] == ["mail"]
    assert data["identities"] == [{"issuer": "https://id.example", "subject": "7"}]
    [voice] = data["named_voices"]
    assert (voice["words"], voice["article"], voice["ended_at"]) == ("MEP", "bread", None)
    assert [each["email"] for each in data["mail_about"]] == [READER]
    token = db.session.scalars(select(Session.token)).one()
    cookie = browser.get_cookie("opinion-session")
    assert cookie
    for secret in (person.writer, token, cookie.value):
        assert secret not in answer.text


@pytest.mark.usefixtures("each_database")
def test_erasing_leaves_nothing_of_somebody(app: Flask, client: FlaskClient) -> None:
    article, person = make.article(), make.person()
    mine, other = comment_by(person, article, "Mine"), make.person("b@example.org")
    reply = make.comment(article, "A reply", parent=mine)
    follower(article, READER)
    with writing():
        db.session.add(Identity(issuer="https://id.example", subject="7", person_id=person.id))
        db.session.add(NamedVoice(person_id=person.id, words="MEP", granted_at=now()))
    ask_link(client)
    link_to("b@example.org")
    browser, elsewhere = signed_in(app, person), signed_in(app, person)

    asked = browser.get("/account/erasure")
    assert "your account is gone" in asked.text
    answer = press(browser, "/account/erasure")

    assert "Everything is erased" in answer.text
    assert "private link" not in answer.text
    assert Page(answer.text).words(".person a") == ["Sign in"]
    assert browser.get_cookie("opinion-session") is None
    assert not is_signed_in(elsewhere)
    db.session.expire_all()
    for table in (Session, Identity, NamedVoice, Following, Notice, Mail):
        assert left(table) == 0, table
    assert [each.id for each in db.session.scalars(select(Person))] == [other.id]
    assert [each.email for each in db.session.scalars(select(SignInLink))] == ["b@example.org"]
    gone, kept = (db.session.get_one(Comment, each.id) for each in (mine, reply))
    assert (gone.status, gone.text, gone.name, gone.writer) == (Status.DELETED, "", "", None)
    assert (gone.person_id, kept.addressee) == (None, None)


@pytest.mark.parametrize("role", Role)
def test_staff_are_not_erased(app: Flask, role: Role) -> None:
    browser = signed_in(app, make.person(role=role))

    asked = browser.get("/account/erasure")
    answer = press(browser, "/account/erasure")

    assert (asked.status_code, answer.status_code) == (200, 403)
    for page in (asked, answer):
        assert "must first take your role from you" in page.text
        assert "Erase everything" not in page.text
    assert is_signed_in(browser)
