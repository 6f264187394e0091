"""Sanctions at the pages of the staff, on one's own pages, and at the command line."""

from functools import partial

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.models import Comment
from opinion.database import db
from opinion.moderation.commands import moderation
from opinion.moderation.figures import figures_of
from opinion.moderation.sanctions import Kind, Sanction
from opinion.people.models import Person, Role
from tests import make
from tests.comments.owners import shown_link
from tests.moderation.sanctioned import impose, statement_of, trail, written
from tests.pages import Page, problems
from tests.people.members import member
from tests.people.readers import press, signed_in

LIST = "/moderation/sanctions"
FILLED = {"kind": "suspend", "on": "browser", "days": "7", "rule": "insult", "words": "Enough."}


@pytest.fixture
def comment(app: Flask, client: FlaskClient) -> Comment:
    """What a guest wrote, before there was any staff."""
    return written(client, make.article())


@pytest.fixture
def moderator(comment: Comment) -> Person:
    return member()


@pytest.fixture
def desk(app: Flask, moderator: Person) -> FlaskClient:
    """The moderator's browser."""
    return signed_in(app, moderator)


def sanctions() -> list[Sanction]:
    db.session.rollback()
    db.session.expire_all()
    return list(db.session.scalars(select(Sanction).order_by(Sanction.id)))


@pytest.mark.usefixtures("each_database")
def test_a_moderator_imposes_and_lifts(
    desk: FlaskClient, moderator: Person, comment: Comment
) -> None:
    way = f"/moderation/comments/{comment.id}/sanctions"
    form = desk.get(way).text
    assert Page(form).values("#sanction-on option", "value") == ["browser", "network"]
    assert "ban" not in Page(form).values("#sanction-kind option", "value")
    assert problems(form) == []

    imposed = press(desk, way, **FILLED)

    [sanction] = sanctions()
    assert (imposed.status_code, imposed.location) == (303, f"{LIST}#sanction-{sanction.id}")
    shown = desk.get(f"{LIST}?kind=suspend").text
    assert "Enough." in shown
    assert problems(shown) == []
    assert press(desk, f"{LIST}/{sanction.id}/lifting").status_code == 303
    assert trail(sanction) == [
        ("imposed", "moderator", moderator.id),
        ("lifted", "moderator", moderator.id),
    ]
    assert press(desk, f"{LIST}/{sanction.id}/lifting").status_code == 409
    assert "Enough." not in desk.get(LIST).text
    assert "Enough." in desk.get(f"{LIST}?over=1").text


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "hang"},
        {"on": "mail"},
        {"on": "moon"},
        {"days": "31"},
        {"days": "-1"},
        {"days": "²"},
        {"days": ""},
        {"rule": ""},
        {"kind": "ban", "days": ""},
        {"words": "x" * 2_001},
    ],
)
def test_what_may_not_be_comes_back_in_its_form(
    desk: FlaskClient, comment: Comment, wrong: dict[str, str]
) -> None:
    fields = {**FILLED, "note": "Kept as typed.", **wrong}

    answer = press(desk, f"/moderation/comments/{comment.id}/sanctions", **fields)

    assert answer.status_code == 422
    assert "Kept as typed." in answer.text
    assert sanctions() == []


def test_a_ban_is_lifted_from_the_page_that_asks(app: Flask, comment: Comment) -> None:
    desk = signed_in(app, member(Role.EDITOR))
    sanction = impose(comment, Kind.BAN, lasts=None)
    way = f"{LIST}/{sanction.id}/lifting"

    first = press(desk, way)
    assert (first.status_code, first.location) == (303, way)
    assert sanctions()[0].lifted_at is None
    assert "Shall this end now?" in desk.get(way).text
    press(desk, way, sure="1")

    assert sanctions()[0].lifted_at


def test_a_moderator_lifts_no_ban(desk: FlaskClient, comment: Comment) -> None:
    sanction = impose(comment, Kind.BAN, lasts=None)

    assert press(desk, f"{LIST}/{sanction.id}/lifting", sure="1").status_code == 403
    assert sanctions()[0].lifted_at is None


def test_the_private_link_leads_there_from_another_browser(
    app: Flask, client: FlaskClient, comment: Comment
) -> None:
    link = shown_link(client, db.session.get_one(Article, comment.article_id).slug)
    sanction = impose(comment, Kind.SUSPEND)

    assert statement_of(sanction) in app.test_client().get(link).text


def test_the_command_line_does_the_same(app: Flask, comment: Comment) -> None:
    run = partial(app.test_cli_runner().invoke, moderation)
    what = ["sanction", str(comment.id), "ban", "--on", "network", "--rule", "spam"]

    endless = run(args=what)
    made = run(args=[*what, "--days", "3"])

    assert (endless.exit_code, made.exit_code) == (1, 0), made.output
    [sanction] = sanctions()
    assert f"{sanction.id}  ban  network  until" in run(args=["sanctions"]).output
    assert "lifted" in run(args=["lift", str(sanction.id)]).output
    assert "before" in run(args=["lift", str(sanction.id)]).output
    assert run(args=["sanctions"]).output == ""


def test_the_log_and_the_years_figures_count_them(client: FlaskClient, comment: Comment) -> None:
    impose(comment, Kind.SUSPEND)
    impose(comment, Kind.WARN)

    assert Page(client.get("/log").text).words("[aria-labelledby=log-imposed] tbody tr") == [
        "Suspendedinsult10",
        "Warninginsult10",
    ]
    figures = {(each.section, each.name): each.number for each in figures_of(now().year)}
    assert figures["sanctions imposed, by kind", "suspend"] == 1
    assert figures["sanctions imposed, by rule", "insult"] == 2


@pytest.mark.parametrize(("role", "is_told"), [(Role.MODERATOR, False), (Role.EDITOR, True)])
def test_only_who_may_ban_is_told_how(
    app: Flask, comment: Comment, role: Role, is_told: bool
) -> None:
    page = signed_in(app, member(role)).get(f"/moderation/comments/{comment.id}/sanctions")

    assert page.status_code == 200
    assert ("a ban for good" in page.text) == is_told
