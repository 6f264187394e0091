"""The layout of docs/scaling.md: a proxy that keeps pages, two nodes, a primary and a replica."""

from collections.abc import Iterator
from contextlib import ExitStack
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import psycopg
import pytest
from flask import Flask

from tests import make
from tests.clusters import HOST, cluster, replica_of
from tests.upkeep.killing import FORM, Server
from tests.upkeep.proxies import PATIENCE, nginx, proxy, seen, until

pytestmark = pytest.mark.slow
PAGE = "/articles/bread"


@pytest.fixture
def layout(
    environment: dict[str, str], tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[tuple[int, list[int]]]:
    """Yield the ports of the proxy and of the nodes."""
    nginx()
    with ExitStack() as later:
        primary = later.enter_context(cluster())
        with psycopg.connect(f"{primary.address}/postgres", autocommit=True) as connection:
            connection.execute("CREATE DATABASE site")
        replica = later.enter_context(replica_of(primary))
        for name, server in (("DATABASE", primary), ("REPLICA", replica)):
            address = server.address.replace("postgresql", "postgresql+psycopg", 1)
            environment[f"OPINION_{name}_URL"] = f"{address}/site"
        environment |= {"OPINION_SHARED_SECONDS": "1", "OPINION_PROXY_HOPS": "1"}
        app: Flask = request.getfixturevalue("app")
        make.comment(make.article(slug="bread"), "The first word.")
        nodes = [Server(environment, app.config["SETTINGS"].instance) for _ in range(2)]
        for node in nodes:
            node.start()
            later.callback(node.kill)
        ports = [node.port for node in nodes]
        until(lambda: all(ask(port)[0] == 200 for port in ports))
        yield later.enter_context(proxy(tmp_path, ports)), ports


def ask(port: int, cookie: str = "", **form: str) -> tuple[int, str, str]:
    """Return status, text and cookies of the article's page, or of posting ``form`` under it."""
    headers = {"Host": "localhost", "Origin": "http://localhost", **FORM}
    connection = HTTPConnection(HOST, port, timeout=PATIENCE)
    try:
        if form:
            connection.request("POST", f"{PAGE}/comments", urlencode(form), headers)
        else:
            connection.request(
                "GET", PAGE, headers=headers | ({"Cookie": cookie} if cookie else {})
            )
        answer = connection.getresponse()
        cookies = [each.partition(";")[0] for each in answer.headers.get_all("Set-Cookie", [])]
        return answer.status, answer.read().decode(), "; ".join(cookies)
    except OSError:
        return 0, "", ""
    finally:
        connection.close()


def test_all_parts_work_together(layout: tuple[int, list[int]], tmp_path: Path) -> None:
    port, nodes = layout

    until(lambda: "REVALIDATED" in (ask(port) and seen(tmp_path)))
    status, _, cookie = ask(port, name="Sample Reader", text="The second word.", anyway="1")
    own = [ask(port, cookie)[1] for _ in range(6)]

    assert (status, "opinion-" in cookie) == (303, True)
    assert all("The second word." in page for page in own)
    until(lambda: "The second word." in ask(port)[1])
    assert {"HIT", "BYPASS", "REVALIDATED"} <= set(seen(tmp_path))
    assert all(f"{HOST}:{node}" in seen(tmp_path) for node in nodes)
