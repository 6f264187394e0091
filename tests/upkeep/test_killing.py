"""Killing: what was acknowledged is there, once, whatever process is killed in whatever moment."""

import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import func, select, text

from opinion.articles.models import Article
from opinion.comments.models import Comment
from opinion.database import db
from tests import make
from tests.upkeep.killing import PATIENCE, WORKERS, Load, Server, loaded

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="processes are looked for in /proc"),
]
WRITERS = 4
WORKER_KILLS = int(os.environ.get("TEST_KILLS", "100"))
SERVER_KILLS = max(WORKER_KILLS // 5, 1)


@pytest.fixture
def server(app: Flask, environment: dict[str, str]) -> Iterator[Server]:
    make.article(slug="bread")
    running = Server(environment, app.config["SETTINGS"].instance)
    running.start()
    yield running
    running.kill()


def whole(server: Server, killed: int) -> list[int]:
    """Return the workers, once there are as many as there should be without the ``killed`` one."""
    end = time.monotonic() + PATIENCE
    while len(found := server.workers()) < WORKERS or killed in found:
        assert time.monotonic() < end, "a worker is missing"
        time.sleep(0.005)
    return found


def expect_nothing_lost(load: Load) -> None:
    db.session.expire_all()
    stored = Counter(db.session.scalars(select(Comment.text)))
    assert set(load.acknowledged) <= set(stored)
    assert set(stored.values()) == {1}
    assert load.odd == []
    article = db.session.scalars(select(Article)).one()
    assert article.comment_count == db.session.scalar(select(func.count(Comment.id)))
    if db.engine.dialect.name == "sqlite":
        assert db.session.scalars(text("PRAGMA integrity_check")).all() == ["ok"]
        assert db.session.execute(text("PRAGMA foreign_key_check")).all() == []


def test_nothing_acknowledged_is_lost_when_workers_are_killed(server: Server) -> None:
    with loaded(server.port, WRITERS) as load:
        load.goes_on(30)  # by then all serve: a first one that is killed as it starts ends them
        oldest = 0
        for _ in range(WORKER_KILLS):
            oldest = min(whole(server, killed=oldest), key=age)
            os.kill(oldest, signal.SIGKILL)
            load.goes_on(WRITERS + 1)  # more than it had answered already

    expect_nothing_lost(load)


def age(process: int) -> int:
    """Return when a process began: the oldest worker serves."""
    with open(f"/proc/{process}/stat", encoding="ascii") as file:  # noqa: PTH123
        return int(file.read().rpartition(")")[2].split()[19])


def test_nothing_acknowledged_is_lost_when_the_whole_server_is_killed(server: Server) -> None:
    with loaded(server.port, WRITERS) as load:
        for _ in range(SERVER_KILLS):
            load.goes_on(WRITERS)
            server.kill()
            server.start()
        load.goes_on()

    expect_nothing_lost(load)
