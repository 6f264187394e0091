"""What is not kept for ever: wiped when its time has come, not before, and only once."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.models import Comment, Revision, Status
from opinion.comments.reactions import Report, Vote
from opinion.database import db, writing
from opinion.moderation.models import By, Decision, LegalNotice, Objection
from opinion.notices.models import Notice
from opinion.people.credentials import FailedSignIn
from opinion.people.models import Session, SignInLink
from tests import make
from tests.comments.reactors import counts_are_right, now_of, reader, report, vote
from tests.moderation.ruling import object_to, remove, statement_of
from tests.moderation.test_legal_notices import LAW
from tests.people.readers import link_to, signed_in
from tests.privacy.commanding import purged, said

HELD, TAKEN = "held comments that nobody decided about", "texts of spam and of removed comments"
pytestmark = pytest.mark.usefixtures("each_database")


def aged(days: int, *tables: type) -> None:
    """Let all that is in ``tables`` have happened so many days ago."""
    names = ("posted_at", "at", "reviewed_at", "decided_at", "asked_at", "queued_at", "ends_at")
    with writing():
        for table in tables:
            for name in names:
                if column := getattr(table, name, None):
                    is_known = update(table).where(column.is_not(None))
                    db.session.execute(is_known.values({name: moment(days)}))


def moment(days: int) -> datetime:
    return now() - timedelta(days=days)


def held_for(article: Article, days: int) -> Comment:
    return make.comment(article, "Waits", status=Status.HELD, at=moment(days))


def test_what_nobody_decided_about_is_removed_and_wiped_after_thirty_days(app: Flask) -> None:
    article = make.article()
    old, young = held_for(article, 31), held_for(article, 29)
    aged(31, Decision)
    with writing():
        recent = update(Decision).where(Decision.comment_id == young.id)
        db.session.execute(recent.values(at=moment(29)))

    assert now_of(old).text == "Waits"
    first, second = purged(app), purged(app)

    assert (first[HELD], second) == (1, {})
    assert (now_of(old).status, old.text, old.name) == (Status.REMOVED, "", "")
    assert (now_of(young).status, young.text) == (Status.HELD, "Waits")
    last = db.session.scalars(select(Decision).order_by(Decision.id.desc()).limit(1)).one()
    assert (last.comment_id, last.decided_by, last.status) == (old.id, By.SCREENING, "removed")
    assert counts_are_right(article)


def test_what_was_held_again_lately_is_not_old(app: Flask) -> None:
    comment = make.comment(make.article(), at=moment(400))
    make.decided(comment, Status.HELD)

    assert HELD not in purged(app)


def test_what_was_taken_away_is_wiped_after_190_days_and_still_counted(app: Flask) -> None:
    article = make.article()
    removed, spam, stands = (make.comment(article, "Words") for _ in range(3))
    report(reader(app), removed, "insult", note="He lies")
    make.decided(removed, Status.REMOVED, words="Dear Ann", note="Again")
    make.decided(spam, Status.SPAM)
    with writing():
        db.session.add(
            Revision(comment_id=removed.id, number=1, at=now(), text="A", html="A", was_public=True)
        )
    aged(189, Decision, Comment)
    assert TAKEN not in purged(app)
    aged(191, Decision, Comment)

    assert purged(app)[TAKEN] == 2

    assert [now_of(each).text for each in (removed, spam, stands)] == ["", "", "Words"]
    assert now_of(removed).status == Status.REMOVED
    assert not db.session.scalars(select(Revision)).all()
    assert {(each.words, each.note) for each in db.session.scalars(select(Decision))} == {("", "")}
    assert [each.note for each in db.session.scalars(select(Report))] == [""]
    assert purged(app) == {}


def test_what_somebody_waits_for_an_answer_about_is_kept(app: Flask) -> None:
    article, browser = make.article(), app.test_client()
    objected, charged = make.comment(article, "Mine"), make.comment(article, "Charged")
    object_to(browser, statement_of(browser, remove(objected)), "No, it isn't.")
    report(reader(app), charged, "illegal", **LAW)
    with writing():
        db.session.execute(
            update(Comment).where(Comment.id == charged.id).values(status=Status.HELD)
        )
    aged(400, Comment, Decision, LegalNotice, Objection)

    assert {HELD, TAKEN}.isdisjoint(purged(app))

    assert [now_of(each).text for each in (objected, charged)] == ["Mine", "Charged"]


def test_networks_are_forgotten_and_what_was_counted_stays(app: Flask) -> None:
    article = make.article()
    voted, reported = make.comment(article), make.comment(article)
    vote(reader(app), voted)
    vote(signed_in(app, make.person()), voted)
    report(reader(app), reported)
    make.decided(reported, Status.PUBLISHED)
    with writing():
        db.session.execute(update(Comment).values(network="n" * 64))
    aged(181, Comment, Vote, Report, Decision)
    before = {each.network for each in db.session.scalars(select(Vote))}

    done = purged(app)

    assert done == {
        "networks of comments": 2,
        "networks of reports": 1,
        "networks of votes": 2,
    }
    assert {now_of(each).network for each in (voted, reported)} == {None}
    after = {each.network for each in db.session.scalars(select(Vote))}
    assert all(each.startswith("-") for each in after)
    assert before.isdisjoint(after)
    assert counts_are_right(article)
    vote(signed_in(app, make.person("b@example.org")), voted)
    assert purged(app) == {}


def test_sessions_links_attempts_and_askers_are_forgotten(app: Flask) -> None:
    signed_in(app, make.person())
    link_to()
    with writing():
        db.session.add(FailedSignIn(address="a" * 64, network="n" * 64, at=now()))
        db.session.add(
            Notice(
                mark="m",
                kind="confirm",
                recipient="",
                language="en",
                network="n" * 64,
                queued_at=now(),
                due_at=now(),
            )
        )
    assert purged(app) == {}
    with writing():
        db.session.execute(update(Session).values(began_at=moment(40)))
    aged(2, Session, SignInLink, FailedSignIn, Notice)

    done = purged(app)

    assert done == {
        "networks that asked for mail": 1,
        "links to sign in by": 1,
        "sessions that ended": 1,
        "failed attempts to sign in": 1,
    }
    assert purged(app) == {}


def test_a_dry_run_counts_and_changes_nothing(app: Flask) -> None:
    old = held_for(make.article(), 31)
    aged(31, Decision)

    told = said(app, "purge", "--dry-run")

    assert f"1  {HELD}\n" in told
    assert told.endswith("Nothing was changed.\n")
    assert now_of(old).text == "Waits"
