"""Sanctions on who wrote a comment: what they bring, for how long, and for whom."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.models import Status
from opinion.database import db, writing
from opinion.moderation.models import Rule
from opinion.moderation.sanctions import Kind, On, Sanction
from opinion.people.secrets import hash_of
from tests import make
from tests.comments.owners import newest
from tests.comments.sending import how_many, send
from tests.moderation.sanctioned import WEEK, from_network, impose, trail, written
from tests.pages import Page
from tests.people.readers import comment_by, press, signed_in

BARRING = pytest.mark.parametrize("kind", [Kind.SUSPEND, Kind.BAN])


@pytest.fixture
def article(app: Flask) -> Article:
    return make.article()


@BARRING
@pytest.mark.usefixtures("each_database")
def test_who_is_barred_is_told_why_and_keeps_the_text(
    client: FlaskClient, article: Article, kind: Kind
) -> None:
    sanction = impose(written(client, article), kind)

    answer = send(client, article.slug, text="Once more, with feeling.")

    assert answer.status_code == 403
    assert "You can’t take part here until" in answer.text
    assert "The reason: insult." in answer.text
    assert Page(answer.text).values("a[href^='/sanctions/']", "href")
    assert "Once more, with feeling." in answer.text
    assert how_many() == 1
    assert trail(sanction) == [("imposed", "command", None)]


def test_the_form_says_beforehand_who_is_barred(client: FlaskClient, article: Article) -> None:
    impose(written(client, article), Kind.BAN, lasts=None)

    page = client.get(f"/articles/{article.slug}").text

    assert "You can’t take part here any more. The reason: insult." in page
    stranger = client.application.test_client().get(f"/articles/{article.slug}").text
    assert "You can’t take part here" not in stranger


def test_a_sanction_ends_by_itself(client: FlaskClient, article: Article) -> None:
    sanction = impose(written(client, article), Kind.SUSPEND)
    with writing():
        loaded = db.session.get_one(Sanction, sanction.id)
        loaded.begins_at, loaded.expires_at = now() - WEEK, now()

    assert send(client, article.slug, text="Here I am again.").status_code == 303


def test_all_is_held_that_comes_from_who_is_watched(client: FlaskClient, article: Article) -> None:
    sanction = impose(written(client, article), Kind.HOLD)
    assert "is read by a moderator before" in client.get(f"/articles/{article.slug}").text

    send(client, article.slug, text="A quiet word.")

    comment = newest()
    assert comment.status == Status.HELD
    assert comment.held_for == [{"why": "watched", "number": sanction.id}]


@pytest.mark.usefixtures("each_database")
def test_a_warning_is_read_before_the_next_comment(client: FlaskClient, article: Article) -> None:
    sanction = impose(written(client, article), Kind.WARN, words="Please stay calm.")
    assert "Please stay calm." in client.get(f"/articles/{article.slug}").text

    unread = send(client, article.slug, text="I did not look.")
    read = send(client, article.slug, text="I did not look.", heeded=str(sanction.id))

    assert unread.status_code == 422
    assert "tick the box under it" in unread.text
    assert "I did not look." in unread.text
    assert read.status_code == 303
    assert [act for act, _, _ in trail(sanction)] == ["imposed", "acknowledged"]
    assert "Please stay calm." not in client.get(f"/articles/{article.slug}").text
    assert send(client, article.slug, text="And another.").status_code == 303


def test_another_warnings_box_will_not_do(client: FlaskClient, article: Article) -> None:
    impose(written(client, article), Kind.WARN)

    assert send(client, article.slug, text="Hm, no.", heeded="77").status_code == 422


def test_a_network_is_barred_for_whoever_is_in_it(app: Flask, article: Article) -> None:
    impose(written(from_network(app, "192.0.2.7"), article), Kind.BAN, On.NETWORK)

    inside = send(from_network(app, "192.0.2.99"), article.slug, text="From the same house.")
    outside = send(from_network(app, "198.51.100.1"), article.slug, text="From elsewhere.")

    assert (inside.status_code, outside.status_code) == (403, 303)


def test_other_networks_that_are_barred_hide_none(app: Flask, article: Article) -> None:
    sanction = impose(written(from_network(app, "192.0.2.7"), article), Kind.BAN, On.NETWORK)
    key, until = sanction.network_key, sanction.expires_at
    others = [
        Sanction(
            key=f"key-{number}", kind=Kind.BAN, on=On.NETWORK, value=hash_of(f"net-{number}"),
            network_key=key, rule=Rule.SPAM, begins_at=now(), expires_at=until,
        )
        for number in range(150)
    ]  # fmt: skip
    with writing() as session:
        session.add_all(others)

    inside = send(from_network(app, "192.0.2.99"), article.slug, text="From the same house.")

    assert inside.status_code == 403


def test_a_mailbox_is_barred_whatever_account_has_it(app: Flask, article: Article) -> None:
    person = make.person()
    impose(comment_by(person, article), Kind.BAN, On.MAIL, lasts=None)
    browser = signed_in(app, person)
    assert send(browser, article.slug, text="By me.").status_code == 403
    press(browser, "/account/erasure")

    again = signed_in(app, make.person())

    assert send(again, article.slug, text="A new account.").status_code == 403


@BARRING
def test_who_is_barred_neither_votes_nor_reports(
    client: FlaskClient, article: Article, kind: Kind
) -> None:
    other = make.comment(article)
    impose(written(client, article), kind)

    votes = press(client, f"/comments/{other.id}/votes")
    reports = press(client, f"/comments/{other.id}/reports", reason="spam")
    legal = press(
        client, f"/comments/{other.id}/reports", reason="illegal", law="§ 185", note="It is so."
    )

    assert (votes.status_code, reports.status_code) == (403, 403)
    assert "You can’t take part here until" in votes.text
    assert legal.status_code == 303  # anybody may say that something is against the law


def test_who_is_barred_changes_nothing_either(client: FlaskClient, article: Article) -> None:
    comment = written(client, article)
    impose(comment, Kind.SUSPEND)

    answer = press(client, f"/comments/{comment.id}/edit", text="Something worse.", seen="0")

    assert answer.status_code == 403
    assert "You can’t take part here until" in answer.text
    assert "Something worse." in answer.text
