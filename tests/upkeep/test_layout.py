"""The layout of docs/scaling.md: a proxy that keeps pages, two nodes, a primary and a replica."""

import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import psycopg
import pytest
from flask import Flask

from tests import make
from tests.clusters import HOST, cluster, replica_of, unused_port
from tests.upkeep.killing import FORM, Server

pytestmark = pytest.mark.slow
PATIENCE = 30.0  # seconds
PAGE = "/articles/bread"
GIVEN = Path(__file__).resolve().parents[2] / "docs/nginx.conf"
AROUND = """
{user}
daemon off;
pid {folder}/pid;
error_log {folder}/errors;
events {{}}
http {{
    log_format seen "$upstream_cache_status $upstream_addr";
    access_log {folder}/seen seen;
    {temporary}
    {given}
}}
"""
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def nginx() -> str:
    found = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if found is None:
        pytest.skip("nginx is not installed")
    return found


def configured(folder: Path, port: int, nodes: list[int]) -> Path:
    """Write the documented configuration with our own places in it; return where it lies."""
    given = GIVEN.read_text("utf-8").replace("/var/cache/nginx/opinion", f"{folder}/kept")
    given = given.replace("listen 443 ssl", f"listen {HOST}:{port}").replace(
        "server_name opinion.example", "server_name localhost"
    )
    given = re.sub(r"ssl_certificate\w*\s.*;", "", given)
    for number, node in enumerate(nodes, 11):
        given = given.replace(f"10.0.0.{number}:8000", f"{HOST}:{node}")
    path = folder / "nginx.conf"
    temporary = " ".join(f"{name}_temp_path {folder}/{name};" for name in TEMPORARY)
    user = "" if os.geteuid() else "user root;"
    path.write_text(AROUND.format(user=user, folder=folder, temporary=temporary, given=given))
    return path


@contextmanager
def proxy(folder: Path, nodes: list[int]) -> Iterator[int]:
    port = unused_port()
    command = [nginx(), "-p", str(folder), "-c", str(configured(folder, port, nodes))]
    subprocess.run([*command, "-t"], check=True, capture_output=True)  # noqa: S603
    with subprocess.Popen(command) as process:  # noqa: S603
        try:
            yield port
        finally:
            process.terminate()


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
        for port in ports:
            until(lambda port=port: ask(port)[0] == 200)
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


def until(is_so: object) -> None:
    end = time.monotonic() + PATIENCE
    assert callable(is_so)
    while not is_so():
        assert time.monotonic() < end, "it does not come about"
        time.sleep(0.05)


def test_all_parts_work_together(layout: tuple[int, list[int]], tmp_path: Path) -> None:
    port, nodes = layout

    def seen() -> str:
        return (tmp_path / "seen").read_text("ascii")

    until(lambda: "REVALIDATED" in (ask(port) and seen()))
    status, _, cookie = ask(port, name="Sample Reader", text="The second word.", anyway="1")
    own = [ask(port, cookie)[1] for _ in range(6)]

    assert (status, "opinion-" in cookie) == (303, True)
    assert all("The second word." in page for page in own)
    until(lambda: "The second word." in ask(port)[1])
    assert {"HIT", "BYPASS", "REVALIDATED"} <= set(seen().split())
    assert all(f"{HOST}:{node}" in seen() for node in nodes)
