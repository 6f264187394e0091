"""Imposing and lifting sanctions: on whom, for how long, by whom; and two at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.models import Comment
from opinion.database import db, writing
from opinion.moderation import sanctioning
from opinion.moderation.deciding import Decider
from opinion.moderation.models import By, Rule
from opinion.moderation.sanction_orders import (
    DoneBeforeError,
    NotAllowedError,
    Order,
    StaffError,
    UnknownError,
)
from opinion.moderation.sanctions import Kind, On, Sanction
from opinion.people.guests import network_by
from opinion.people.models import Person, Role
from opinion.permissions import EDITORS_IMPOSE, MODERATORS_IMPOSE, may_impose
from tests import make
from tests.comments.sending import send
from tests.moderation.sanctioned import WEEK, from_network, impose, secret, trail, written
from tests.people.readers import comment_by


@pytest.fixture
def article(app: Flask) -> Article:
    return make.article()


def test_nobody_of_the_staff_is_sanctioned(article: Article) -> None:
    comment = comment_by(make.person(role=Role.MODERATOR), article)

    for on in On:
        with pytest.raises(StaffError):
            impose(comment, Kind.WARN, on)


def test_only_what_is_known_of_the_writer_can_be_hit(client: FlaskClient, article: Article) -> None:
    comment = written(client, article)

    for on in (On.PERSON, On.MAIL):
        with pytest.raises(UnknownError):
            impose(comment, Kind.WARN, on)


@pytest.mark.parametrize(
    ("kind", "on", "lasts"),
    [
        (Kind.SUSPEND, On.BROWSER, None),
        (Kind.WARN, On.BROWSER, None),
        (Kind.BAN, On.NETWORK, None),
        (Kind.BAN, On.NETWORK, timedelta(days=31)),
    ],
)
def test_only_a_ban_has_no_end_and_never_a_networks(
    client: FlaskClient, article: Article, kind: Kind, on: On, lasts: timedelta | None
) -> None:
    comment = written(client, article)

    with pytest.raises(NotAllowedError):
        impose(comment, kind, on, lasts)


def test_each_role_imposes_what_is_its_to_impose() -> None:
    def rights(role: Role | None) -> list[bool]:
        person = Person(role=role)
        short, longer = MODERATORS_IMPOSE, MODERATORS_IMPOSE + timedelta(1)
        return [
            may_impose(person, Kind.SUSPEND, short),
            may_impose(person, Kind.SUSPEND, longer),
            may_impose(person, Kind.BAN, None),
            may_impose(person, Kind.BAN, EDITORS_IMPOSE + timedelta(1)),
        ]

    assert rights(None) == [False] * 4
    assert rights(Role.MODERATOR) == [True, False, False, False]
    assert rights(Role.EDITOR) == rights(Role.ADMIN) == [True, True, True, False]


@pytest.mark.usefixtures("each_database", "room_for_all")
def test_of_two_who_lift_at_once_one_does(
    app: Flask, client: FlaskClient, article: Article
) -> None:
    sanction = impose(written(client, article), Kind.SUSPEND)

    def lift(_: int) -> bool:
        with app.app_context():
            try:
                with writing():
                    found = db.session.get_one(Sanction, sanction.id)
                    sanctioning.lift(found, by=Decider(By.COMMAND), at=now())
            except DoneBeforeError:
                return False
            return True

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(lift, range(2))) == [False, True]
    assert [act for act, _, _ in trail(sanction)] == ["imposed", "lifted"]
    assert send(client, article.slug, text="Free again.").status_code == 303


def test_a_networks_own_key_outlives_the_sites(app: Flask, article: Article) -> None:
    client = from_network(app, "192.0.2.7")
    comment = written(client, article)
    key = "k" * 64
    with app.test_request_context(environ_base={"REMOTE_ADDR": "192.0.2.7"}), writing():
        loaded = db.session.get_one(Comment, comment.id)
        loaded.network = network_by(key)
        order = Order(Kind.BAN, On.NETWORK, WEEK, Rule.SPAM)
        by = Decider(By.COMMAND)
        sanctioning.impose(loaded, order, by=by, at=now(), secret=secret(), network_key=key)

    assert send(from_network(app, "192.0.2.8"), article.slug, text="Same net.").status_code == 403
    assert send(from_network(app, "192.0.3.8"), article.slug, text="Another.").status_code == 303
