"""What somebody agreed with and reported is theirs: exported, erased, and kept exact."""

import json

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from opinion.articles.models import Article
from opinion.comments.models import Comment
from opinion.comments.reactions import Report, Vote
from opinion.database import db, writing
from opinion.people.models import Person
from tests import make
from tests.comments.reactors import counts_are_right, now_of, reader, report, vote
from tests.people.readers import comment_by, press, signed_in


def signed_in_at(app: Flask, person: Person, network: int) -> FlaskClient:
    """Return a browser where ``person`` is signed in, in the network with this number."""
    browser = signed_in(app, person)
    browser.environ_base["REMOTE_ADDR"] = f"10.1.{network}.9"
    return browser


def reacted(app: Flask, person: Person) -> tuple[Article, Comment]:
    """Let ``person`` agree with and report a comment, and others agree too."""
    article = make.article()
    comment = make.comment(article)
    browser = signed_in_at(app, person, 1)
    for each in (browser, reader(app, 2)):
        vote(each, comment)
        report(each, comment, "insult", note="A word")
    vote(browser, make.comment(article))
    vote(browser, make.comment(make.article()))
    return article, comment


def test_the_export_holds_what_one_agreed_with_and_reported(app: Flask) -> None:
    person = make.person()
    _, comment = reacted(app, person)

    data = json.loads(signed_in(app, person).get("/account/export.json").text)

    assert len(data["agreed_with"]) == 3
    assert data["agreed_with"][0]["comment"] == comment.id
    [said] = data["reported"]
    assert (said["comment"], said["reason"], said["note"]) == (comment.id, "insult", "A word")
    assert said["reviewed_at"] is None


@pytest.mark.usefixtures("each_database")
def test_erasing_takes_votes_and_reports_away_and_the_counts_are_right(app: Flask) -> None:
    person = make.person()
    article, comment = reacted(app, person)
    own = comment_by(person, article)
    vote(reader(app, 3), own)

    press(signed_in(app, person), "/account/erasure")

    db.session.rollback()
    assert now_of(comment).agree_count == 1
    for each in db.session.scalars(select(Article)).all():
        assert counts_are_right(each)
    assert set(db.session.scalars(select(Vote.person_id))) == {None}
    assert db.session.scalars(select(Report.person_id)).all() == [None]


def test_a_vote_stays_when_its_person_goes_another_way(app: Flask) -> None:
    person = make.person()
    article, _ = reacted(app, person)

    with writing():
        db.session.delete(db.session.get_one(Person, person.id))

    assert counts_are_right(article)
