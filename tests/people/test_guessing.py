"""Guessing: how often a password may be wrong, counted in the tables, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from opinion.clock import now
from opinion.database import db, writing
from opinion.people.credentials import FailedSignIn
from opinion.people.guessing import DAY, SHORT, TooManyGuessesError, forgive, note

MO, ANN, HERE, THERE = (letter * 64 for letter in "moht")
pytestmark = pytest.mark.usefixtures("each_database")


def guess(address: str = MO, network: str = HERE, ago: timedelta = timedelta(0)) -> int:
    """Try once; return the seconds to wait, or 0."""
    try:
        with writing():
            note(address, (network,), now() - ago)
    except TooManyGuessesError as why:
        return why.seconds
    return 0


def test_five_in_a_quarter_of_an_hour_are_enough_for_one_address(app: Flask) -> None:
    assert [guess(network=letter * 64) for letter in "abcde"] == [0] * 5

    assert 0 < guess(network=THERE) <= SHORT.total_seconds()
    assert guess(ANN) == 0


def test_twenty_are_enough_for_one_network(app: Flask) -> None:
    assert [guess(f"{number:064}") for number in range(20)] == [0] * 20

    assert 0 < guess(ANN) <= SHORT.total_seconds()
    assert guess(ANN, THERE) == 0


def test_the_wait_ends_and_twenty_are_enough_for_a_day(app: Flask) -> None:
    for hours in range(20, 4, -4):
        assert [guess(ago=timedelta(hours=hours)) for _ in range(5)] == [0] * 5

    assert SHORT.total_seconds() < guess(network=THERE) <= DAY.total_seconds()


def test_an_attempt_that_was_right_is_forgotten_and_those_of_yesterday(app: Flask) -> None:
    guess(ago=DAY)
    with writing():
        attempt = note(MO, (HERE,), now())
        forgive(attempt)

    assert db.session.scalar(select(func.count(FailedSignIn.id))) == 0


@pytest.mark.usefixtures("room_for_all")
def test_of_many_at_once_five_are_looked_at(app: Flask) -> None:
    def try_once(_: int) -> int:
        with app.app_context():
            return guess()

    with ThreadPoolExecutor(10) as threads:
        waits = list(threads.map(try_once, range(10)))

    assert sorted(wait > 0 for wait in waits) == [False] * 5 + [True] * 5
