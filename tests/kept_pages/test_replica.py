"""A read replica: strangers' pages come from it, whatever else from the database written to."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from opinion.config import BadSettingError, read_settings
from opinion.database import db
from opinion.upkeep import migrating
from tests import make
from tests.clusters import Server, cluster, replica_of
from tests.comments.sending import send
from tests.servers import BIN, fetch, running, said_until, unused_port

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("replica")]
PAGE = "/articles/bread"


@pytest.fixture(scope="module")
def servers() -> Iterator[tuple[Server, Server]]:
    with cluster() as primary, replica_of(primary) as replica:
        yield primary, replica


@pytest.fixture
def site(
    servers: tuple[Server, Server], environment: dict[str, str], request: pytest.FixtureRequest
) -> Iterator[Flask]:
    primary, replica = servers
    with psycopg.connect(f"{primary.address}/postgres", autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS site WITH (FORCE)")
        connection.execute("CREATE DATABASE site")
    for name, server in (("DATABASE", primary), ("REPLICA", replica)):
        address = server.address.replace("postgresql", "postgresql+psycopg", 1)
        environment[f"OPINION_{name}_URL"] = f"{address}/site"
    app: Flask = request.getfixturevalue("app")
    assert migrating.is_current()
    make.comment(make.article(slug="bread"), "The first word.")
    caught_up(primary, replica)
    yield app
    db.engines["replica"].dispose()


def caught_up(primary: Server, replica: Server) -> None:
    """Wait until the replica has all that was written: it says so earlier than the primary."""
    with psycopg.connect(f"{primary.address}/postgres") as connection:
        written = connection.execute("SELECT pg_current_wal_flush_lsn()").fetchall()[0]
    with psycopg.connect(f"{replica.address}/postgres", autocommit=True) as connection:
        has_it = "SELECT pg_last_wal_replay_lsn() >= %s"
        while connection.execute(has_it, written).fetchall() != [(True,)]:
            connection.execute("SELECT pg_sleep(0.01)")


@contextmanager
def lagging(replica: Server) -> Iterator[None]:
    """Let the replica repeat nothing meanwhile."""
    with psycopg.connect(f"{replica.address}/postgres", autocommit=True) as connection:
        connection.execute("SELECT pg_wal_replay_pause()")
        paused = "SELECT pg_get_wal_replay_pause_state() = 'paused'"
        while connection.execute(paused).fetchall() != [(True,)]:
            connection.execute("SELECT pg_sleep(0.01)")
        try:
            yield
        finally:
            connection.execute("SELECT pg_wal_replay_resume()")


def test_strangers_see_what_the_replica_has_and_writers_what_they_wrote(
    site: Flask, servers: tuple[Server, Server]
) -> None:
    writer, stranger, another = (site.test_client() for _ in range(3))
    primary, replica = servers
    stranger.get(PAGE)

    with lagging(replica):
        sent = send(writer, "bread", text="The second word.")
        own = writer.get(PAGE).text
        behind = stranger.get(PAGE).text, another.get(f"{PAGE}?sort=newest").text
    caught_up(primary, replica)
    later = stranger.get(PAGE).text

    assert sent.status_code == 303
    assert "The second word." in own
    assert all("The first word." in page for page in behind)
    assert not any("The second word." in page for page in behind)
    assert "The second word." in later


def test_what_the_replica_does_not_have_yet_is_asked_of_the_other(
    site: Flask, servers: tuple[Server, Server]
) -> None:
    with lagging(servers[1]):
        make.article("Circuses", slug="circuses")
        answer = site.test_client().get("/articles/circuses")

    assert (answer.status_code, "Circuses" in answer.text) == (200, True)


def test_a_strangers_votes_are_read_where_they_are_written(
    site: Flask, servers: tuple[Server, Server]
) -> None:
    stranger = site.test_client()
    origin = {"Origin": "http://localhost"}

    with lagging(servers[1]):
        stranger.post("/comments/1/votes", data={"agrees": "1"}, headers=origin)
        page = stranger.get("/comments/1/votes").text

    assert "You agree with this comment." in page


def test_without_the_replica_all_goes_on(site: Flask, servers: tuple[Server, Server]) -> None:
    stranger: FlaskClient = site.test_client()
    stranger.get(PAGE)
    servers[1].stop()
    try:
        send(site.test_client(), "bread", text="Meanwhile.")
        pages = [stranger.get(address) for address in (PAGE, "/", "/comments")]
    finally:
        servers[1].start()

    assert [page.status_code for page in pages] == [200, 200, 200]
    assert "Meanwhile." in pages[0].text


@pytest.mark.parametrize("address", [PAGE, f"{PAGE}?sort=newest"], ids=["kept", "not made yet"])
def test_a_replica_that_stands_still_is_left_by_all(
    site: Flask, servers: tuple[Server, Server], address: str
) -> None:
    def read() -> TestResponse:
        with site.app_context():
            return site.test_client().get(address)

    site.test_client().get(PAGE)
    with servers[1].frozen(longest=7) as is_over, ThreadPoolExecutor(4) as pool:
        send(site.test_client(), "bread", text="Meanwhile.")
        asked = [pool.submit(read) for _ in range(4)]
        pages = [each.result() for each in asked]
        still = not is_over.is_set()

    assert [page.status_code for page in pages] == [200] * 4
    assert all("Meanwhile." in page.text for page in pages)
    assert still


def test_workers_that_were_forked_from_one_process_read_it_each_by_itself(
    site: Flask, servers: tuple[Server, Server], environment: dict[str, str]
) -> None:
    command = [str(BIN / "flask"), "serve", "--workers", "2", "--port", str(unused_port())]
    own = {name: value for name, value in environment.items() if name.startswith("OPINION_")}
    addresses = [f"{PAGE}?sort={sort}" for sort in ("oldest", "newest", "agreed")] * 8

    with lagging(servers[1]):
        send(site.test_client(), "bread", text="The second word.")
        with running(command, Path(site.root_path).parent, own) as server:
            port = int(said_until(server, "http://").rpartition("127.0.0.1:")[2].partition("/")[0])
            with ThreadPoolExecutor(8) as pool:
                pages = list(pool.map(lambda address: fetch(port, address), addresses))

    assert {status for status, _ in pages} == {200}
    assert all("The first word." in page for _, page in pages)
    assert not any("The second word." in page for _, page in pages)


@pytest.mark.parametrize(
    "given",
    [
        {"OPINION_REPLICA_URL": "sqlite:///copy.db"},
        {"OPINION_REPLICA_URL": "postgresql+psycopg://host/name"},
        {
            "OPINION_DATABASE_URL": "postgresql+psycopg://host/name",
            "OPINION_REPLICA_URL": "postgresql+psycopg://other/name",
            "OPINION_KEPT_PAGES": "0",
        },
    ],
)
@pytest.mark.usefixtures("sqlite_alone")  # whatever else is given is given here
def test_a_replica_that_would_not_be_read_stops_the_start(
    environment: dict[str, str], given: dict[str, str]
) -> None:
    with pytest.raises(BadSettingError, match="OPINION_REPLICA_URL"):
        read_settings({**environment, **given})
