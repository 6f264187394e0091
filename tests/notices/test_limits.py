"""How often mail may be asked for: by one network, for one address, and all at once."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from email.headerregistry import Address

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from opinion.comments.forms import EMAIL
from tests import make
from tests.notices.asking import ask
from tests.notices.mailing import deliver, followings, states
from tests.notices.server import MailServer


def test_an_address_gets_three_mails_to_confirm_a_day(
    app: Flask, client: FlaskClient, smtp: MailServer
) -> None:
    for _ in range(6):
        assert ask(client, make.article().slug).status_code == 303

    deliver(app)

    assert len(smtp.received) == 3
    assert sorted(states()) == ["dropped"] * 3 + ["sent"] * 3


def test_a_network_may_ask_ten_times_an_hour(client: FlaskClient) -> None:
    slug = make.article().slug
    for number in range(10):
        assert ask(client, slug, f"reader{number}@example.org").status_code == 303

    answer = ask(client, slug, "one-more@example.org")

    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "3600")
    assert "one-more@example.org" in answer.text


@pytest.mark.parametrize(
    "email",
    [
        "",
        "no address",
        "a@b",
        "a b@example.org",
        "x" * 250 + "@a.bc",
        "a..b@example.org",
        ".a@example.org",
        "a.@example.org",
        "=?utf-8?q?x?=@example.org",
    ],
)
def test_what_is_no_address_comes_back(client: FlaskClient, email: str) -> None:
    answer = ask(client, make.article().slug, email)

    assert answer.status_code == 422
    assert "That is not an e-mail address" in answer.text


@given(st.from_regex(EMAIL, fullmatch=True))
def test_whatever_is_an_address_can_be_written_into_a_mail(email: str) -> None:
    assert Address(addr_spec=email).addr_spec == email


@pytest.mark.usefixtures("room_for_all", "each_database")
def test_many_who_ask_at_once_are_counted_and_stored_once(app: Flask) -> None:
    slug = make.article().slug

    def asked(_: int) -> int:
        with app.app_context():
            return ask(app.test_client(), slug).status_code

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(asked, range(14)))

    assert Counter(answers) == {303: 10, 429: 4}
    assert len(followings()) == 1
