"""Deciding: a row for every change, one winner of two at once, and everything can be taken back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from flask import Flask

from opinion.articles.finding import article_to_change
from opinion.articles.models import Article
from opinion.comments.models import Comment, Status
from opinion.comments.withdrawing import erase, remove_name, withdraw
from opinion.database import db, writing
from opinion.moderation.deciding import (
    DecidedMeanwhileError,
    Decider,
    NoReasonError,
    NotUndoneError,
    Verdict,
    decide,
)
from opinion.moderation.models import By, Decision, Rule
from opinion.moderation.seeing import Seen
from tests import make
from tests.comments.reactors import now_of, reader, report
from tests.moderation.ruling import decisions, moderator, remove, rule, trail, undone
from tests.moderation.test_moderation_commands import counts_are_right

FROM_PUBLISHED = [Verdict(Status.REMOVED, Rule.HATE), Verdict(Status.SPAM), Verdict(Status.HELD)]


def test_a_comment_that_is_shown_at_once_is_no_decision_and_a_held_one_is(app: Flask) -> None:
    article = make.article()

    assert trail(make.comment(article)) == []
    held = make.comment(article, status=Status.HELD)
    assert trail(held) == [(None, "held", "screening")]


@pytest.mark.usefixtures("each_database")
@pytest.mark.parametrize("verdict", FROM_PUBLISHED, ids=lambda verdict: str(verdict.status))
def test_every_change_has_its_row_and_is_taken_back(app: Flask, verdict: Verdict) -> None:
    article = make.article()
    comment, person = make.comment(article), moderator()

    rule(comment, verdict, person)
    changed = now_of(comment).status
    undoing = undone(comment, person)

    assert changed == verdict.status
    assert now_of(comment).status == Status.PUBLISHED
    assert trail(comment) == [
        ("published", verdict.status, "moderator"),
        (verdict.status, "published", "moderator"),
    ]
    first, second = decisions()
    assert (second.id, second.undoes, first.person_id) == (undoing.id, first.id, person.id)
    assert counts_are_right()


def test_taking_back_brings_the_reason_back_too(app: Flask) -> None:
    comment = make.comment(make.article())
    remove(comment, words="Not like that.")
    rule(comment, Verdict(Status.PUBLISHED))

    undone(comment)

    assert (now_of(comment).status, now_of(comment).rule) == ("removed", "insult")
    assert decisions()[-1].words == "Not like that."
    undone(comment)  # taking back is a decision like others
    assert now_of(comment).is_live


def test_what_is_over_thirty_days_old_or_wiped_stays(app: Flask) -> None:
    article = make.article()
    old, wiped = make.comment(article), make.comment(article)
    number = remove(old)
    remove(wiped)
    with writing():
        db.session.get_one(Decision, number).at -= timedelta(days=31)
        loaded = db.session.get_one(Comment, wiped.id)
        loaded.text = loaded.html = ""

    for comment in (old, wiped):
        with pytest.raises(NotUndoneError):
            undone(comment)
    assert len(decisions()) == 2


def test_what_a_writer_did_has_a_row_and_no_way_back(app: Flask) -> None:
    article = make.article()
    gone, nameless, erased = (make.comment(article) for _ in range(3))
    with writing():
        there = db.session.get_one(Article, article.id)
        withdraw(db.session.get_one(Comment, gone.id), there)
        remove_name(db.session.get_one(Comment, nameless.id))
        db.session.get_one(Comment, erased.id).writer = "w" * 64
        db.session.flush()
        erase("w" * 64)

    assert trail(gone) == trail(erased) == [("published", "deleted", "writer")]
    assert trail(nameless) == [("published", "published", "writer")]
    assert all(each.person_id is None and not each.words for each in decisions())
    with pytest.raises(NotUndoneError):
        undone(gone)


def test_readers_who_hide_a_comment_leave_a_row(app: Flask) -> None:
    comment = make.comment(make.article())
    for network in (1, 2, 3):
        report(reader(app, network), comment)

    assert trail(comment) == [("published", "held", "readers")]
    undone(comment)
    assert now_of(comment).is_live


def test_letting_stand_what_was_reported_is_a_decision(app: Flask) -> None:
    comment = make.comment(make.article())
    report(reader(app), comment)

    first = rule(comment, Verdict(Status.PUBLISHED))
    second = rule(comment, Verdict(Status.PUBLISHED))

    assert (bool(first), second) == (True, 0)
    assert trail(comment) == [("published", "published", "moderator")]
    assert decisions()[0].found == "reports"


def test_nothing_is_removed_without_a_reason(app: Flask) -> None:
    article = make.article()
    comment = make.comment(article)

    with pytest.raises(NoReasonError):
        rule(comment, Verdict(Status.REMOVED))
    assert now_of(comment).is_live
    by_law = Verdict(Status.REMOVED, law="§ 185 StGB")
    for why, named in ((by_law, "illegal"), (Verdict(Status.REMOVED, words="Too long"), "other")):
        other = make.comment(article)
        rule(other, why)
        assert now_of(other).rule == named


def test_who_has_not_seen_the_last_decision_decides_nothing(app: Flask) -> None:
    comment = make.comment(make.article())
    first = remove(comment)

    with pytest.raises(DecidedMeanwhileError) as problem:
        rule(comment, Verdict(Status.PUBLISHED), seen=Seen())

    assert problem.value.decision.id == first
    assert now_of(comment).status == Status.REMOVED
    assert rule(comment, Verdict(Status.PUBLISHED), seen=Seen(first))


@pytest.mark.usefixtures("room_for_all", "each_database")
def test_two_moderators_at_once_end_in_one_decision(app: Flask) -> None:
    article = make.article()
    comments = [make.comment(article, status=Status.HELD) for _ in range(4)]
    seen = {each.comment_id or 0: each.id for each in decisions()}
    verdicts = [Verdict(Status.PUBLISHED), Verdict(Status.REMOVED, Rule.INSULT)]

    def act(number: int, verdict: Verdict, start: Barrier) -> bool:
        with app.app_context():
            start.wait()
            try:
                with writing():
                    db.session.scalars(article_to_change(article.id)).one()
                    comment = db.session.get_one(Comment, number)
                    there = db.session.get_one(Article, article.id)
                    by = Decider(By.MODERATOR)
                    decide(comment, there, verdict, by=by, seen=Seen(seen[number]))
            except DecidedMeanwhileError:
                return False
            return True

    for comment in comments:
        start = Barrier(2, timeout=20)
        with ThreadPoolExecutor(2) as pool:
            both = [pool.submit(act, comment.id, verdict, start) for verdict in verdicts]
            assert sorted(each.result() for each in both) == [False, True]
        assert len(trail(comment)) == 2
    assert counts_are_right()
