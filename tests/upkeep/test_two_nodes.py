"""Two nodes with one database: limits, counters and locks hold for both together."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from opinion import create_app
from opinion.articles.models import Article
from opinion.comments.models import Comment
from opinion.config import read_settings
from opinion.database import db
from tests import make
from tests.comments.sending import how_many, send
from tests.conftest import Visitor

MANY = 8
pytestmark = pytest.mark.usefixtures("each_database")


@pytest.fixture
def environment(environment: dict[str, str]) -> dict[str, str]:
    return environment | {"OPINION_THREADS": "16"}


@pytest.fixture
def nodes(app: Flask, environment: dict[str, str]) -> Iterator[list[Flask]]:
    other = create_app(read_settings(environment))
    other.test_client_class = Visitor
    yield [app, other]
    with other.app_context():
        db.session.remove()
        db.engine.dispose()


def all_at_once(nodes: list[Flask], ask: Callable[[FlaskClient, int], int]) -> list[int]:
    """Ask the nodes by turns, from browsers of their own, at the same time."""

    def one(node: Flask, number: int) -> int:
        with node.app_context():
            return ask(node.test_client(), number)

    with ThreadPoolExecutor(MANY) as threads:
        asked = zip(cycle(nodes), range(MANY), strict=False)
        sent = [threads.submit(one, node, number) for node, number in asked]
        return [each.result() for each in sent]


def test_the_same_sent_to_both_is_one_comment(nodes: list[Flask]) -> None:
    make.article(slug="bread")

    answered = all_at_once(nodes, lambda client, _: send(client, "bread").status_code)

    assert set(answered) == {303}
    assert how_many() == 1


def test_votes_given_to_both_are_one_and_counted_once(nodes: list[Flask]) -> None:
    comment = make.comment(make.article())
    origin = {"Origin": "http://localhost"}

    def agree(client: FlaskClient, _: int) -> int:
        address = f"/comments/{comment.id}/votes"
        return client.post(address, data={"agrees": "1"}, headers=origin).status_code

    assert set(all_at_once(nodes, agree)) == {303}
    db.session.expire_all()
    assert db.session.scalars(select(Comment.agree_count)).one() == 1
    assert db.session.scalars(select(Article.agree_count)).one() == 1


def test_a_network_that_writes_to_both_at_once_has_the_limit_of_one(
    environment: dict[str, str], request: pytest.FixtureRequest
) -> None:
    environment["OPINION_FLOOD"] = "on"
    nodes: list[Flask] = request.getfixturevalue("nodes")
    for number in range(MANY):
        make.article(slug=f"bread-{number}")

    answered = all_at_once(
        nodes, lambda client, number: send(client, f"bread-{number}").status_code
    )

    assert sorted(answered) == [303] * 3 + [429] * (MANY - 3)
    assert how_many() == 3
