"""Serving on one machine: samples once, a free port, an address that answers, a clean end."""

import os
import re
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from opinion.articles.models import Article
from opinion.comments.models import Comment
from opinion.database import db
from opinion.upkeep import migrating, preparing, serving
from tests import make
from tests.servers import BIN, PATIENCE, fetch, is_silent, posted, running, said_until, unused_port

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody else listens at."""
    with socket.create_server((serving.HOST, 0)) as other:
        yield other.getsockname()[1]


def count(table: type[Article | Comment]) -> int:
    return db.session.scalar(select(func.count(table.id))) or 0


def test_the_first_start_makes_the_tables_and_loads_the_samples(app: Flask) -> None:
    migrating.downgrade("base")

    said = preparing.prepare()

    assert migrating.is_current()
    assert count(Article) >= 6
    assert count(Comment) > 0
    assert f"{count(Article)} added" in said
    assert "0 failed" in said


def test_the_next_start_loads_nothing(app: Flask) -> None:
    make.article()

    assert preparing.prepare() == ""
    assert count(Article) == 1


def test_a_public_site_gets_no_samples(
    environment: dict[str, str], request: pytest.FixtureRequest
) -> None:
    environment |= {"OPINION_SITE_URL": "https://opinion.example", "OPINION_SECRET_KEY": "s" * 40}
    request.getfixturevalue("app")

    assert preparing.prepare() == ""
    assert count(Article) == 0


def test_a_taken_port_leads_to_the_next_free_one(taken: int) -> None:
    assert serving.free_port(taken) > taken


@pytest.mark.slow
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_the_printed_address_answers_until_the_server_is_ended(
    tmp_path: Path, taken: int, end: signal.Signals
) -> None:
    command = [str(BIN / "flask"), "serve", "--port", str(taken)]
    environment = {"OPINION_INSTANCE": str(tmp_path / "a site")}

    with running(command, ROOT, environment) as server:
        said = said_until(server, "http://")
        port = int(said.rpartition("127.0.0.1:")[2].partition("/")[0])
        status, page = fetch(port)
        server.send_signal(end)
        ended = server.wait(timeout=10)

    assert f"Port {taken} is taken, so this is port {port}." in said
    assert (status, "<h1" in page) == (200, True)
    assert ended == 0
    assert is_silent(port)
    assert (tmp_path / "a site" / "opinion.db").is_file()


@pytest.mark.slow
def test_every_worker_writes(tmp_path: Path) -> None:
    """They are forked from one process, and take over neither its locks nor its connections."""
    command = [str(BIN / "flask"), "serve", "--workers", "2", "--port", str(unused_port())]
    environment = {"OPINION_INSTANCE": str(tmp_path), "OPINION_FLOOD": "off"}

    with running(command, ROOT, environment) as server:
        port = int(said_until(server, "http://").rpartition("127.0.0.1:")[2].partition("/")[0])
        path = re.search(r"/articles/[\w-]+", fetch(port)[1])
        assert path
        answers = [
            posted(port, f"{path[0]}/comments", name="Reader", text=f"Word number {number}.")
            for number in range(12)
        ]

    assert answers == [303] * 12


@pytest.mark.slow
def test_workers_end_when_who_watches_is_killed(tmp_path: Path) -> None:
    command = serving.command(port := unused_port(), serving.HOST, 2)
    migrated = [str(BIN / "flask"), "db", "upgrade"]
    environment = {"OPINION_INSTANCE": str(tmp_path)}
    subprocess.run(migrated, cwd=ROOT, env={**os.environ, **environment}, check=True)  # noqa: S603

    with running(command, ROOT, environment) as server:
        said_until(server, "http://")
        server.kill()
        said, _ = server.communicate(timeout=PATIENCE)

    assert said == ""
    assert is_silent(port)
