"""What is imposed on somebody: taken along by who exports, and by a guest who signs in."""

import json
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from opinion.articles.models import Article
from opinion.database import db
from opinion.moderation.models import Rule
from opinion.moderation.sanctions import Kind, On
from opinion.people.models import Person, Role
from tests import make
from tests.comments.owners import shown_link, take_back
from tests.comments.sending import send
from tests.moderation.ruling import object_to
from tests.moderation.sanctioned import impose, statement_of, trail, written
from tests.notices.test_reasons import addressed
from tests.people.readers import WITH_MAIL, comment_by, link_to, press, signed_in
from tests.privacy.commanding import said

pytestmark = pytest.mark.usefixtures("each_database")


@pytest.fixture
def environment(environment: dict[str, str]) -> dict[str, str]:
    return environment | {**WITH_MAIL, "OPINION_GUEST_EMAIL": "off"}


@pytest.fixture
def article(app: Flask) -> Article:
    return make.article()


def exported(browser: FlaskClient, way: str = "/account") -> list[dict[str, Any]]:
    data: list[dict[str, Any]] = json.loads(browser.get(f"{way}/export.json").text)["sanctions"]
    return data


def test_a_persons_data_hold_what_is_imposed_on_them(app: Flask, article: Article) -> None:
    person, mia = make.person(), make.person("mia@example.org", "Mia", role=Role.EDITOR)
    comment = comment_by(person, article)
    other = comment_by(make.person("else@example.org"), article, "Another's.")
    held = impose(comment, Kind.HOLD, On.PERSON, by=mia, words="Slowly.", note="Sly one")
    impose(comment, Kind.BAN, On.MAIL, None, rule=Rule.SPAM)
    impose(comment, Kind.SUSPEND, On.NETWORK)
    impose(other, Kind.WARN, On.PERSON)
    object_to(app.test_client(), statement_of(held), "Why?")

    own = exported(signed_in(app, person))
    data = json.loads(said(app, "export", person.email))

    assert [(each["kind"], each["on"]) for each in own] == [
        ("hold", "person"),
        ("ban", "mail"),
        ("suspend", "network"),
    ]
    assert (own[0]["words"], own[0]["rule"], own[1]["until"]) == ("Slowly.", "insult", None)
    done = [(each["act"], each["by"], each["words"]) for each in own[0]["what_was_done"]]
    assert done == [("imposed", "moderator", ""), ("objected", "writer", "Why?")]
    assert not {"Sly one", "Mia"} & set(json.dumps(own).replace('"', "|").split("|"))
    assert data["account"]["sanctions"] == own
    assert data["sanctions_on_this_address"] == [own[1]]


def test_a_guests_data_hold_it_too(app: Flask, client: FlaskClient, article: Article) -> None:
    comment = written(client, article)
    link = shown_link(client, article.slug)
    impose(addressed(comment, "guest@example.org"), Kind.HOLD)

    data = json.loads(said(app, "export", "guest@example.org"))

    assert [each["kind"] for each in exported(client, link)] == ["hold"]
    assert data["sanctions_on_this_address"] == exported(client, link)


def test_nobody_sheds_it_by_taking_their_comments_along(
    app: Flask, client: FlaskClient, article: Article
) -> None:
    sanction = impose(written(client, article), Kind.SUSPEND)
    assert press(client, link_to(), name="Ann", take_along="1").status_code == 303

    here = send(client, article.slug, text="As an account.")
    person = db.session.scalars(select(Person)).one()
    elsewhere = send(signed_in(app, person), article.slug, text="From another browser.")

    assert (here.status_code, elsewhere.status_code) == (403, 403)
    assert trail(sanction)[1:] == [("moved", "writer", None)]
    assert statement_of(sanction) in client.get("/account").text
    assert [each["on"] for each in exported(client)] == ["person"]


def test_it_comes_along_later_too_and_without_any_comment_left(
    app: Flask, client: FlaskClient, article: Article
) -> None:
    comment = written(client, article)
    impose(comment, Kind.SUSPEND)
    take_back(client, comment)
    press(client, link_to(), name="Ann")

    press(client, "/account/guest-comments")

    assert send(client, article.slug, text="As an account.").status_code == 403
    assert [each["kind"] for each in exported(client)] == ["suspend"]


def test_what_others_wrote_is_not_touched(
    app: Flask, client: FlaskClient, article: Article
) -> None:
    other = app.test_client()
    impose(written(other, article, "Of another."), Kind.SUSPEND)
    written(client, article)

    press(client, link_to(), name="Ann", take_along="1")

    assert send(client, article.slug, text="Free.").status_code == 303
    assert send(other, article.slug, text="Not free.").status_code == 403
