"""At hand: what was asked before is answered as it was the first time, while that is true."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opinion.articles.models import Article
from opinion.clock import now
from opinion.kept_pages import at_hand, keeping
from opinion.kept_pages.asking import Environ, key_of
from opinion.kept_pages.store import MEGABYTE, Kept, Key, Store
from tests import make
from tests.kept_pages.asked import PAGE
from tests.kept_pages.conftest import Wait

QUESTIONS = st.fixed_dictionaries(
    {
        "path": st.sampled_from([PAGE, "/", "/articles/cake", f"/{PAGE}", f"{PAGE}/", "/rules"]),
        "method": st.sampled_from(["GET", "HEAD"]),
        "query_string": st.sampled_from(["", "sort=newest", "utm=1", "sort=cake", "after=7"]),
        "base_url": st.sampled_from(["http://localhost", "https://localhost", "http://other"]),
        "headers": st.dictionaries(
            st.sampled_from(["Accept-Encoding", "HX-Request", "X-Forwarded-Host", "Cookie"]),
            st.sampled_from(["br", "gzip", "true", "evil.example", "opinion-guest=1", "a=b"]),
        ),
    }
)


@pytest.fixture
def bread(app: Flask) -> Article:
    return make.article(slug="bread")


@pytest.fixture
def looked_up(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was not at hand."""
    paths: list[str] = []

    def noted(environ: Environ) -> Key | None:
        paths.append(environ["PATH_INFO"])
        return key_of(environ)

    monkeypatch.setattr(keeping, "key_of", noted)
    return paths


@pytest.mark.usefixtures("sqlite_alone", "bread")
def test_what_was_asked_before_is_not_looked_up_again(
    client: FlaskClient, looked_up: list[str]
) -> None:
    answers = [client.get(PAGE).data for _ in range(5)]

    assert len(set(answers)) == 1
    assert looked_up == [PAGE, PAGE]  # making it is what SQLite noticed


@pytest.mark.usefixtures("bread")
def test_who_carries_a_cookie_is_looked_up(client: FlaskClient, looked_up: list[str]) -> None:
    client.set_cookie("theme", "dark")

    for _ in range(5):
        client.get(PAGE)

    assert len(looked_up) == 5


def test_a_change_is_seen_at_once(bread: Article, client: FlaskClient) -> None:
    for number in range(5):
        for _ in range(3):
            client.get(PAGE)
        make.comment(bread, text=f"Word number {number}.")
        assert f"Word number {number}." in client.get(PAGE).text


@pytest.mark.usefixtures("sqlite_alone")
def test_what_is_over_by_itself_is_at_hand_no_more(
    client: FlaskClient, looked_up: list[str], wait: Wait
) -> None:
    make.article(slug="bread", comments_close_at=now() + timedelta(hours=1))
    before = [client.get(PAGE).text for _ in range(3)]
    assert looked_up == [PAGE, PAGE]

    wait(timedelta(hours=2))

    assert "Comments closed on" not in before[-1]
    assert "Comments closed on" in client.get(PAGE).text


@pytest.mark.usefixtures("bread")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(QUESTIONS, min_size=1, max_size=8))
def test_whatever_is_asked_has_the_answer_it_had_the_first_time(
    app: Flask, asked: list[dict[str, object]]
) -> None:
    def answer(question: dict[str, object]) -> tuple[int, bytes, list[tuple[str, str]]]:
        found = app.test_client(use_cookies=False).open(**question)  # type: ignore[arg-type]
        lasting = sorted(each for each in found.headers if each[0] != "Date")
        return found.status_code, found.data, lasting

    first = [answer(each) for each in asked]

    assert [answer(each) for each in asked] == first
    assert [answer(each) for each in asked] == first


def test_what_the_store_lets_go_of_is_at_hand_no_more() -> None:
    store: Store[Kept] = Store(MEGABYTE)
    page = Kept([], b"body", '"mark"', (), None)
    store.put("a", page, size=600_000)
    entry = store.entry("a")

    store.put("b", page, size=600_000)

    assert entry is not None
    assert entry.item is None


@pytest.mark.usefixtures("sqlite_alone", "bread")
def test_a_flood_of_questions_is_forgotten(
    client: FlaskClient, looked_up: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(at_hand, "MOST", 3)
    for number in range(8):
        client.get(PAGE, query_string=f"noise={number}")
        client.get(PAGE, query_string=f"noise={number}")
    looked_up.clear()

    client.get(PAGE, query_string="noise=7")
    client.get(PAGE, query_string="noise=0")

    assert looked_up == [PAGE]


@pytest.mark.usefixtures("sqlite_alone", "bread")
@pytest.mark.parametrize("where", ["query", "header"])
def test_a_long_question_is_not_remembered(
    client: FlaskClient, looked_up: list[str], where: str
) -> None:
    long = "a" * at_hand.LONGEST
    for _ in range(5):
        if where == "query":
            client.get(PAGE, query_string=f"noise={long}")
        else:
            client.get(PAGE, headers={"Accept-Encoding": long})

    assert len(looked_up) == 5
