"""Asking for a link to sign in by: nobody learns who has an account, nobody is flooded."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select

from opinion.clock import now
from opinion.database import db, writing
from opinion.notices.following import silence
from opinion.notices.keys import address_hash
from opinion.notices.models import Kind, Notice
from opinion.people.models import Person, SignInLink
from tests import make
from tests.people.readers import READER, WITH_MAIL, ask_link, link_to, press


@pytest.fixture
def environment(environment: dict[str, str]) -> dict[str, str]:
    return environment | WITH_MAIL


def silent(email: str) -> None:
    """Let an address have asked for no mail at all."""
    with writing():
        silence(address_hash(WITH_MAIL["OPINION_SECRET_KEY"], email), now())


def overwhelmed(email: str) -> None:
    """Let an address have been mailed five links just now."""
    for _ in range(5):
        link_to(email)


def age_links(**span: int) -> None:
    """Let all links have been asked for earlier."""
    with writing():
        for each in db.session.scalars(select(SignInLink)):
            each.asked_at -= timedelta(**span)
            each.used_at = each.used_at and each.used_at - timedelta(**span)


def recipients() -> list[str]:
    """Return whom links will be mailed to, in order; empty where nobody is."""
    queued = select(Notice.recipient).where(Notice.kind == Kind.SIGN_IN).order_by(Notice.id)
    return list(db.session.scalars(queued))


KINDS: dict[str, Callable[[str], object]] = {
    "unknown": lambda _: None,
    "known": make.person,
    "staff": lambda email: make.person(email, role="admin"),
    "silent": silent,
    "overwhelmed": overwhelmed,
}


@pytest.mark.usefixtures("each_database")
def test_the_answer_and_the_work_are_the_same_for_every_address(client: FlaskClient) -> None:
    answers, work = [], []
    for kind, prepare in KINDS.items():
        prepare(f"{kind}@example.org")
        asked: list[str] = []
        event.listen(db.engine, "before_cursor_execute", lambda *a, to=asked: to.append(a[2]))
        answer = ask_link(client, f"{kind}@example.org", onward="/agreed")
        page = client.get(answer.location)
        answers.append((answer.status_code, answer.data, sorted(answer.headers), page.data))
        work.append(tuple(asked))

    assert answers[0][0] == 303
    assert len(set(map(str, answers))) == 1
    assert len(set(work)) == 1
    assert recipients() == ["unknown@example.org", "known@example.org", "staff@example.org", "", ""]


def test_a_link_that_is_not_mailed_opens_nothing(client: FlaskClient) -> None:
    silent(READER)

    ask_link(client)

    link = db.session.scalars(select(SignInLink)).one()
    assert link.used_at == link.asked_at
    assert db.session.scalars(select(Notice)).one().secret == ""


def test_an_address_gets_five_links_an_hour_and_more_later(client: FlaskClient) -> None:
    for _ in range(7):
        assert ask_link(client).status_code == 303
    first = recipients()
    age_links(hours=1)
    ask_link(client)

    assert first == [READER] * 5 + [""] * 2
    assert recipients()[-1] == READER


def test_a_network_may_ask_ten_times_an_hour(client: FlaskClient) -> None:
    for number in range(10):
        assert ask_link(client, f"reader{number}@example.org").status_code == 303
    age_links(minutes=20)

    answer = ask_link(client, "one-more@example.org")

    assert answer.status_code == 429
    assert 2390 <= int(answer.headers["Retry-After"]) <= 2400
    assert "ask again in 40 minutes" in answer.text
    assert 'value="one-more@example.org"' in answer.text
    assert len(recipients()) == 10


def test_a_network_may_ask_thirty_times_a_day(client: FlaskClient) -> None:
    for number in range(30):
        assert ask_link(client, f"reader{number}@example.org").status_code == 303
        if number % 10 == 9:
            age_links(hours=2)

    answer = ask_link(client)

    assert answer.status_code == 429
    assert 17 * 3600 < int(answer.headers["Retry-After"]) <= 18 * 3600


def test_addresses_are_the_same_whatever_their_case(client: FlaskClient) -> None:
    ask_link(client, " Reader@Example.ORG ")

    assert recipients() == [READER]


@pytest.mark.usefixtures("room_for_all", "each_database")
def test_many_who_ask_at_once_are_counted(app: Flask) -> None:
    def asked(_: int) -> int:
        with app.app_context():
            return ask_link(app.test_client()).status_code

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(asked, range(14)))

    assert Counter(answers) == {303: 10, 429: 4}
    assert Counter(recipients()) == {READER: 5, "": 5}


@pytest.mark.usefixtures("room_for_all", "each_database")
def test_of_many_who_press_one_link_at_once_one_comes_in(app: Flask) -> None:
    for number in range(3):
        link = link_to(f"reader{number}@example.org")

        answers = at_once(app, [link] * 4)

        assert Counter(answers) == {303: 1, 410: 3}
    assert len(db.session.scalars(select(Person)).all()) == 3


@pytest.mark.usefixtures("room_for_all", "each_database")
def test_two_links_to_one_new_mailbox_make_one_person(app: Flask) -> None:
    for number in range(3):
        email = f"reader{number}@example.org"

        answers = at_once(app, [link_to(email), link_to(email)])

        assert answers == [303, 303]
    assert len(db.session.scalars(select(Person)).all()) == 3


def at_once(app: Flask, links: list[str]) -> list[int]:
    """Press the buttons behind all of ``links`` at the same time, each in a browser of its own."""
    ready = Barrier(len(links))

    def start(link: str) -> int:
        with app.app_context():
            ready.wait()
            return press(app.test_client(), link, name="Ann").status_code

    with ThreadPoolExecutor(len(links)) as threads:
        codes = list(threads.map(start, links))
    db.session.rollback()
    return codes
