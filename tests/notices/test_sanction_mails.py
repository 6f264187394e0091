"""Mails about sanctions: why, until when, how to object; that they end before; the answers."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.models import Comment
from opinion.database import db, writing
from opinion.moderation import sanctioning
from opinion.moderation.deciding import Decider
from opinion.moderation.models import By
from opinion.moderation.sanctions import Kind, On, Sanction
from tests import make
from tests.moderation.ruling import object_to
from tests.moderation.sanctioned import WEEK, impose, statement_of
from tests.notices.asking import html_of, text_of
from tests.notices.mailing import READER, deliver, states, waiting
from tests.notices.server import MailServer
from tests.notices.test_reasons import addressed, subjects
from tests.people.readers import comment_by

WAY = re.compile(r"http://localhost(/sanctions/[\w-]+)")
SUBJECT = "Decision about taking part on Opinion"


@pytest.fixture
def article(app: Flask) -> Article:
    return make.article("Bread")


@pytest.fixture
def comment(article: Article) -> Comment:
    """What somebody wrote who signed in."""
    return comment_by(make.person(READER), article)


def changed(sanction: Sanction, verb: str, words: str = "") -> None:
    """Lift or uphold a sanction."""
    with writing():
        found = db.session.get_one(Sanction, sanction.id)
        getattr(sanctioning, verb)(found, by=Decider(By.COMMAND), at=now(), words=words)


def test_who_is_sanctioned_reads_why_and_objects_by_the_mail_alone(
    app: Flask, comment: Comment, smtp: MailServer
) -> None:
    sanction = impose(comment, Kind.SUSPEND, On.PERSON, words="Enough for this week.")
    deliver(app)

    [mail] = smtp.received
    text = text_of(mail)
    assert subjects(smtp) == [SUBJECT]
    assert "Nothing that you send to this site is taken." in text
    assert "It ends on " in text
    assert "The reason: insult." in text
    assert "Enough for this week." in text
    assert "Bread" in text
    assert WAY.findall(text) == WAY.findall(html_of(mail)) == [statement_of(sanction)]
    assert "List-Unsubscribe" not in mail
    assert object_to(app.test_client(), statement_of(sanction), "Why?").status_code == 303


def test_what_was_lifted_before_the_mail_went_is_not_told(
    app: Flask, comment: Comment, smtp: MailServer
) -> None:
    changed(impose(comment, Kind.SUSPEND, On.PERSON), "lift")
    deliver(app)

    assert waiting() == 0
    assert smtp.received == []


def test_what_ended_before_the_mail_went_is_not_told(
    app: Flask, comment: Comment, smtp: MailServer
) -> None:
    sanction = impose(comment, Kind.SUSPEND, On.PERSON)
    with writing():
        loaded = db.session.get_one(Sanction, sanction.id)
        loaded.begins_at, loaded.expires_at = now() - WEEK, now()
    deliver(app)

    assert (states(), smtp.received) == (["dropped"], [])


@pytest.mark.usefixtures("each_database")
def test_that_it_ended_before_its_time_is_told_in_a_word(
    app: Flask, comment: Comment, smtp: MailServer
) -> None:
    sanction = impose(comment, Kind.BAN, On.MAIL, lasts=None)
    deliver(app)
    changed(sanction, "lift", "A mix-up.")
    deliver(app)

    first, last = (text_of(each) for each in smtp.received)
    assert "It has no end." in first
    assert "was lifted: it holds no more." in last
    assert "A mix-up." in last
    assert subjects(smtp) == [SUBJECT, SUBJECT]


def test_the_answer_to_an_objection_is_told(app: Flask, comment: Comment, smtp: MailServer) -> None:
    sanction = impose(comment, Kind.HOLD, On.PERSON)
    deliver(app)
    object_to(app.test_client(), statement_of(sanction), "Why?")
    changed(sanction, "uphold", "Because of this.")
    deliver(app)

    answer = text_of(smtp.received[1])
    assert "The decision stands." in answer
    assert "Because of this." in answer


def test_another_end_is_told_in_the_place_of_the_first(
    app: Flask, comment: Comment, smtp: MailServer
) -> None:
    first = impose(comment, Kind.SUSPEND, On.PERSON)
    second = impose(comment, Kind.SUSPEND, On.PERSON, WEEK * 3, replaces=first.id)
    deliver(app)

    [mail] = smtp.received
    assert WAY.findall(text_of(mail)) == [statement_of(second)]


def test_a_guest_is_told_at_the_address_they_gave_few_times_a_day(
    client: FlaskClient, article: Article
) -> None:
    for number in range(7):
        comment = addressed(make.comment(article, f"Number {number}"))
        with writing():
            db.session.get_one(Comment, comment.id).writer = f"{number}" * 64
        impose(comment, Kind.WARN)

    assert waiting() == 5


def test_nobody_without_an_address_is_mailed(client: FlaskClient, article: Article) -> None:
    comment = make.comment(article)
    with writing():
        db.session.get_one(Comment, comment.id).writer = "g" * 64
    changed(impose(comment, Kind.WARN), "lift")

    assert waiting() == 0
