"""The same sanction is imposed once; it gets another end by one that takes its place."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from opinion.clock import now
from opinion.comments.models import Comment
from opinion.database import db, writing
from opinion.moderation.acts import acknowledge
from opinion.moderation.commands import moderation
from opinion.moderation.sanction_orders import (
    DoneBeforeError,
    InForceError,
    NotAllowedError,
    WordlessError,
)
from opinion.moderation.sanctions import Kind, On, Sanction
from opinion.people.models import Person, Role
from tests import make
from tests.moderation.ruling import object_to
from tests.moderation.sanctioned import WEEK, impose, statement_of, trail, written
from tests.pages import Page, problems
from tests.people.members import member
from tests.people.readers import press, signed_in

FILLED = {"kind": "suspend", "on": "browser", "days": "14", "rule": "insult", "words": "Longer."}


@pytest.fixture
def comment(app: Flask, client: FlaskClient) -> Comment:
    """What a guest wrote, before there was any staff."""
    return written(client, make.article())


@pytest.fixture
def moderator(comment: Comment) -> Person:
    return member()


def sanctions() -> list[Sanction]:
    db.session.rollback()
    db.session.expire_all()
    return list(db.session.scalars(select(Sanction).order_by(Sanction.id)))


@pytest.mark.usefixtures("each_database")
def test_a_second_one_is_refused_and_its_end_may_be_changed(
    app: Flask, client: FlaskClient, comment: Comment, moderator: Person
) -> None:
    first, desk = impose(comment, Kind.SUSPEND), signed_in(app, moderator)
    way = f"/moderation/comments/{comment.id}/sanctions"

    again = press(desk, way, **FILLED)

    assert again.status_code == 409
    assert "This is in force already, until" in again.text
    assert "Longer." in again.text
    assert problems(again.text) == []
    assert len(sanctions()) == 1
    offered = Page(again.text).values("button[name=replaces]", "value")
    assert offered == [str(first.id)]
    assert press(desk, way, replaces=offered[0], **FILLED).status_code == 303
    old, new = sanctions()
    assert (new.replaces, new.lasts) == (first.id, 2 * WEEK)
    assert trail(old) == [("imposed", "command", None), ("replaced", "moderator", moderator.id)]
    assert trail(new) == [("imposed", "moderator", moderator.id)]
    was = client.get(statement_of(old)).text
    assert "This is over" in was
    assert Page(was).values("a[href^='/sanctions/']", "href") == [statement_of(new)]


def test_the_list_leads_to_the_form_with_what_was_imposed(
    app: Flask, comment: Comment, moderator: Person
) -> None:
    sanction, desk = impose(comment, Kind.HOLD, words="Slowly."), signed_in(app, moderator)
    [way] = Page(desk.get("/moderation/sanctions").text).values(".member__tools a", "href")

    form = Page(desk.get(way).text)

    assert form.words("#sanction-words") == ["Slowly."]
    assert form.values("#sanction-kind option[selected]", "value") == ["hold"]
    assert form.values("button[name=replaces]", "value") == [str(sanction.id)]


def test_other_kinds_and_others_are_no_repetition(
    app: Flask, client: FlaskClient, comment: Comment
) -> None:
    impose(comment, Kind.SUSPEND)

    impose(comment, Kind.HOLD)
    impose(comment, Kind.SUSPEND, On.NETWORK)
    with pytest.raises(InForceError):
        impose(comment, Kind.SUSPEND)


def test_a_warning_that_was_read_is_spent(comment: Comment) -> None:
    first = impose(comment, Kind.WARN)
    with pytest.raises(InForceError):
        impose(comment, Kind.WARN)
    with writing():
        acknowledge(db.session.get_one(Sanction, first.id), now())

    impose(comment, Kind.WARN)

    assert len(sanctions()) == 2


def test_what_is_replaced_has_to_be_in_force_and_ones_own_to_end(comment: Comment) -> None:
    editor, mo = member(Role.EDITOR, "ed@example.org"), member()
    first = impose(comment, Kind.SUSPEND, lasts=10 * WEEK, by=editor)

    with pytest.raises(NotAllowedError):
        impose(comment, Kind.SUSPEND, by=mo, replaces=first.id)
    with pytest.raises(DoneBeforeError):
        impose(comment, Kind.HOLD, by=mo, replaces=first.id)

    assert len(sanctions()) == 1


def test_what_is_objected_to_is_answered_first(client: FlaskClient, comment: Comment) -> None:
    first = impose(comment, Kind.SUSPEND)
    object_to(client, statement_of(first), "Why?")

    with pytest.raises(WordlessError):
        impose(comment, Kind.SUSPEND, replaces=first.id)


def test_whoever_looked_at_the_clock_before_the_other_imposed_it_is_refused(
    comment: Comment,
) -> None:
    impose(comment, Kind.SUSPEND, at=now() + timedelta(seconds=1))

    with pytest.raises(InForceError):
        impose(comment, Kind.SUSPEND)

    assert len(sanctions()) == 1


@pytest.mark.parametrize("is_replacing", [False, True])
@pytest.mark.usefixtures("each_database", "room_for_all")
def test_of_two_who_impose_the_same_at_once_one_does(
    app: Flask, comment: Comment, is_replacing: bool
) -> None:
    named = impose(comment, Kind.SUSPEND).id if is_replacing else None

    def try_it(_: int) -> bool:
        with app.app_context():
            try:
                impose(comment, Kind.SUSPEND, replaces=named)
            except InForceError:
                return False
            return True

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(try_it, range(2))) == [False, True]
    assert len([each for each in sanctions() if each.is_in_force(now())]) == 1


def test_the_command_line_says_how_and_who_did_it(
    app: Flask, comment: Comment, moderator: Person
) -> None:
    run = partial(app.test_cli_runner().invoke, moderation)
    what = ["sanction", str(comment.id), "suspend", "--on", "browser", "--rule", "spam"]
    assert run(args=[*what, "--days", "3"]).exit_code == 0

    again = run(args=[*what, "--days", "5", "--by", moderator.email])
    changed = run(args=[*what, "--days", "5", "--by", moderator.email, "--replaces", "1"])

    assert "1 is in force already" in again.output
    assert "change its end with --replaces 1" in again.output
    assert changed.exit_code == 0, changed.output
    assert run(args=["sanctions"]).output.endswith("imposed by Mo Member\n")
    over = run(args=["sanctions", "--over"]).output
    assert over.endswith("imposed by command  replaced by Mo Member\n")
    log = run(args=["log", str(comment.id)]).output.splitlines()
    assert [line.split("Z  ")[1] for line in log[-3:]] == [
        "sanction 1 suspend browser: imposed by command",
        "sanction 1 suspend browser: replaced by Mo Member",
        "sanction 2 suspend browser: imposed by Mo Member",
    ]
