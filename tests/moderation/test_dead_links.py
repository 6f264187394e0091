"""Links in mails to moderators that work no more, and why: each says so, and where to go on."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask, current_app
from flask.testing import FlaskClient

from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.models import Comment
from opinion.comments.withdrawing import withdraw
from opinion.database import db, writing
from opinion.moderation.views import by_mail
from opinion.notices.following import silence
from opinion.notices.keys import address_hash
from opinion.people.appointing import appoint, dismiss
from opinion.people.models import Person, Role
from tests import make
from tests.moderation.mailed import heading, link_for
from tests.moderation.queueing import held, seen, state_of
from tests.moderation.ruling import decisions, moderator
from tests.pages import Page
from tests.people.readers import press, signed_in

Change = Callable[[Person], None]


def assert_dead(client: FlaskClient, link: str, comment: Comment, status: int = 410) -> None:
    """Look at a link that does nothing, whatever is sent to it."""
    opened = client.get(link)
    answers = [press(client, link, seen=seen(comment)), press(client, f"{link}/undo")]

    assert [each.status_code for each in (opened, *answers)] == [status] * 3
    assert heading(opened) == "This link has had its time"
    assert "/moderation" in Page(opened.text).values("main a", "href")
    assert opened.headers["Cache-Control"] == "private, no-store"
    assert state_of(comment) == "held"


def dismissed(person: Person) -> None:
    person.role = None


def moved(person: Person) -> None:
    person.email = "mia@elsewhere.example"


def appointed_anew(person: Person) -> None:
    dismiss(person, now())
    appoint(person.email, Role.MODERATOR, now() + timedelta(minutes=1))


def silenced(person: Person) -> None:
    silence(address_hash(current_app.config["SECRET_KEY"], person.email), now())


@pytest.mark.parametrize("change", [dismissed, appointed_anew, moved, silenced])
def test_it_ends_with_what_it_was_mailed_for(
    app: Flask, client: FlaskClient, change: Change
) -> None:
    mia, comment = moderator(), held(make.article())
    link = link_for(app, mia, comment)
    assert client.get(link).status_code == 200
    with writing():
        change(db.session.get_one(Person, mia.id))

    assert_dead(client, link, comment)


def test_it_ends_after_seven_days(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    comment = held(make.article())
    link = link_for(app, moderator(), comment)
    almost, later = now() + timedelta(days=6, hours=23), now() + timedelta(days=7, minutes=1)
    monkeypatch.setattr(by_mail, "now", lambda: almost)
    assert client.get(link).status_code == 200

    monkeypatch.setattr(by_mail, "now", lambda: later)

    assert_dead(client, link, comment)


@pytest.mark.parametrize("place", [20, 30, 50, -5])
def test_it_is_none_once_a_letter_is_another(app: Flask, client: FlaskClient, place: int) -> None:
    comment = held(make.article())
    link = link_for(app, moderator(), comment)
    letter = "A" if link[place] != "A" else "B"
    other = link[:place] + letter + link[place + 1 :]

    assert_dead(client, other, comment, 404)


def test_it_is_for_who_was_mailed_whoever_is_signed_in(app: Flask) -> None:
    mia, comment = moderator(), held(make.article())
    browser = signed_in(app, moderator("bo"))

    press(browser, link_for(app, mia, comment), seen=seen(comment))

    assert (state_of(comment), decisions()[-1].person_id) == ("published", mia.id)


def test_of_what_its_writer_deleted_nothing_is_left_to_decide(
    app: Flask, client: FlaskClient
) -> None:
    comment = held(make.article(), "Gone soon")
    link = link_for(app, moderator(), comment)
    with writing():
        loaded = db.session.get_one(Comment, comment.id)
        withdraw(loaded, db.session.get_one(Article, loaded.article_id))

    answer = press(client, link, seen=seen(comment))

    assert answer.status_code == 409
    assert "Its text is deleted for good." in answer.text
    assert not Page(answer.text).has("main form")
