"""A site that is served collects garbage at the end of requests, never in the middle of one."""

import gc
from collections.abc import Iterator
from weakref import WeakSet

import pytest
from flask import Flask

from opinion.upkeep.hosting import YOUNG, application, collect_at_the_end


class Loop:
    """What nobody frees but the collector."""

    def __init__(self) -> None:
        self.itself = self
        self.more: list[object] = [[] for _ in range(YOUNG)]


@pytest.fixture
def served() -> Iterator[Flask]:
    app = Flask(__name__)
    collect_at_the_end(app)
    yield app
    gc.enable()


def test_what_a_request_leaves_is_gone_after_some_more(served: Flask) -> None:
    left: WeakSet[Loop] = WeakSet()

    @served.get("/")
    def leave() -> str:
        left.add(Loop())
        left.add(Loop())
        return str(len(left))

    asked = [int(served.test_client().get("/").text) for _ in range(200)]

    assert max(asked) < 30
    assert min(asked) >= 2  # those of this request: both are there until its end


def test_the_site_that_is_served_is_such_a_one(
    environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    application.cache_clear()
    try:
        application().test_client().get("/rules")
        assert not gc.isenabled()
    finally:
        gc.enable()
        application.cache_clear()


def test_what_commands_leave_is_collected_as_ever(served: Flask) -> None:
    with served.app_context():
        assert gc.isenabled()


def test_a_request_is_not_interrupted(served: Flask) -> None:
    collected: list[str] = []

    @served.get("/")
    def make_much() -> str:
        gc.callbacks.append(note)
        kept = [[each] for each in range(20 * YOUNG)]
        gc.callbacks.remove(note)
        return str(len(kept))

    def note(phase: str, _: dict[str, int]) -> None:
        collected.append(phase)

    assert served.test_client().get("/").text == str(20 * YOUNG)
    assert collected == []
