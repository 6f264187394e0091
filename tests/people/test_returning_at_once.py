"""Two come back at once, on both databases: one person, one identity, and nothing breaks."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from opinion.database import db
from opinion.people.models import Identity, Person, Session
from tests.people.openid import OpenIDProvider
from tests.people.returning import LEAVE, led_back, sent_to

ROUNDS = 4
both = pytest.mark.usefixtures("room_for_all", "each_database")


def at_once(app: Flask, *acts: Callable[[], int]) -> list[int]:
    """Do all of ``acts`` at the same time; return what each was answered."""
    ready = Barrier(len(acts))

    def start(act: Callable[[], int]) -> int:
        with app.app_context():
            ready.wait()
            return act()

    with ThreadPoolExecutor(len(acts)) as threads:
        codes = list(threads.map(start, acts))
    db.session.rollback()
    return codes


def counts() -> tuple[int | None, ...]:
    return tuple(
        db.session.scalar(select(func.count()).select_from(table))
        for table in (Person, Identity, Session)
    )


def browser_with(app: Flask, other: FlaskClient) -> FlaskClient:
    """Return the same browser once more: it sends what ``other`` carries."""
    cookie = other.get_cookie("opinion-oidc")
    assert cookie
    same = app.test_client()
    same.set_cookie("opinion-oidc", cookie.value)
    return same


@both
def test_the_same_return_twice(provider: OpenIDProvider, app: Flask) -> None:
    for number in range(ROUNDS):
        provider.behaviour.claims = {"sub": f"s-{number}", "email": f"r{number}@example.org"}
        browser = app.test_client()
        back = led_back(sent_to(browser))
        again = browser_with(app, browser)

        codes = at_once(
            app,
            lambda: browser.get(back).status_code,  # noqa: B023
            lambda: again.get(back).status_code,  # noqa: B023
        )

        assert sorted(codes) == [303, 400]
        assert counts() == (number + 1,) * 3


@both
def test_a_provider_that_takes_a_code_twice(provider: OpenIDProvider, app: Flask) -> None:
    provider.behaviour.takes_codes_twice = True
    for number in range(ROUNDS):
        provider.behaviour.claims = {"sub": f"s-{number}", "email": f"r{number}@example.org"}
        browser = app.test_client()
        back = led_back(sent_to(browser))
        again = browser_with(app, browser)

        codes = at_once(
            app,
            lambda: browser.get(back).status_code,  # noqa: B023
            lambda: again.get(back).status_code,  # noqa: B023
        )

        assert codes == [303, 303]
        assert counts() == (number + 1, number + 1, 2 * number + 2)


@pytest.mark.parametrize("threads", ["2", "4"])
def test_half_of_the_threads_wait_for_a_silent_provider_and_no_more(
    provider: OpenIDProvider,
    environment: dict[str, str],
    request: pytest.FixtureRequest,
    threads: str,
) -> None:
    environment["OPINION_THREADS"] = threads
    app: Flask = request.getfixturevalue("app")
    provider.behaviour.stalls = {"/.well-known/openid-configuration"}
    places = int(threads) // 2

    def leave() -> int:
        with app.app_context():
            return app.test_client().get(LEAVE).status_code

    with ThreadPoolExecutor(places) as waiting:
        first = [waiting.submit(leave) for _ in range(places)]
        assert all(provider.stalled.acquire(timeout=10) for _ in first)
        refused = app.test_client().get(LEAVE)
        provider.released.set()

    assert refused.status_code == 503
    assert refused.headers["Retry-After"] == "5"
    assert [each.result() for each in first] == [502] * places
    assert app.test_client().get("/").status_code == 200
