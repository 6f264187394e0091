"""docs/nginx.conf in front of the site: each is answered in a packing that they want."""

from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
from flask import Flask

from tests import make
from tests.clusters import HOST
from tests.upkeep.killing import Server
from tests.upkeep.proxies import PATIENCE, nginx, proxy, seen, until

pytestmark = pytest.mark.slow
PAGE = "/articles/bread"
BROWSER = "gzip, deflate, br, zstd"
PLAIN = ""
PACKINGS = 3
ANSWERED = {
    BROWSER: "br",
    "br;q=1.0, gzip;q=0.8, *;q=0.1": "br",
    "gzip;q=0, BR": "br",
    "gzip": "gzip",
    "deflate,gzip ; q=1.000": "gzip",
    "br;q=0, gzip": "gzip",
    "gzip;q=1.0, br;q=0.5": "gzip",
    "gzip;q=0": PLAIN,
    "br;q=0": PLAIN,
    "br;q=0.000,gzip; q=0.0": PLAIN,
    "identity;q=1, gzip;q=0.5": PLAIN,
    "identity": PLAIN,
    "brotli, x-gzip": PLAIN,
    "": PLAIN,
}


@pytest.fixture
def port(
    environment: dict[str, str], tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[int]:
    """Yield the port of the proxy; one server is both nodes."""
    nginx()
    environment |= {"OPINION_SHARED_SECONDS": "600", "OPINION_PROXY_HOPS": "1"}
    app: Flask = request.getfixturevalue("app")
    make.many_comments(make.article(slug="bread"), 5)
    node = Server(environment, app.config["SETTINGS"].instance)
    node.start()
    try:
        until(lambda: is_up(node.port))
        with proxy(tmp_path, [node.port, node.port]) as port:
            until(lambda: is_up(port))
            yield port
    finally:
        node.kill()


def is_up(port: int) -> bool:
    try:
        return packing(port, "/articles/none") == PLAIN
    except OSError:
        return False


def packing(port: int, address: str, accepted: str | None = None) -> str:
    """Return how the answer is packed for who accepts that; None says nothing about it."""
    connection = HTTPConnection(HOST, port, timeout=PATIENCE)
    try:
        connection.putrequest("GET", address, skip_host=True, skip_accept_encoding=True)
        connection.putheader("Host", "localhost")
        if accepted is not None:
            connection.putheader("Accept-Encoding", accepted)
        connection.endheaders()
        answer = connection.getresponse()
        answer.read()
        return answer.headers.get("Content-Encoding", PLAIN)
    finally:
        connection.close()


def test_each_is_answered_as_they_want_whether_the_page_was_kept_or_not(port: int) -> None:
    for number, (accepted, expected) in enumerate(ANSWERED.items()):
        assert packing(port, f"{PAGE}?of={number}", accepted) == expected, accepted
    for accepted, expected in ANSWERED.items():
        assert packing(port, PAGE, accepted) == expected, accepted
    assert packing(port, PAGE) == PLAIN


def test_a_page_is_kept_once_for_each_packing(port: int, tmp_path: Path) -> None:
    for accepted in (*ANSWERED, *ANSWERED):
        packing(port, PAGE, accepted)

    until(lambda: sum(each.is_file() for each in (tmp_path / "kept").rglob("*")) == PACKINGS)
    until(lambda: "HIT" in seen(tmp_path))


@pytest.mark.parametrize("packed", ["gzip", "br"])
def test_an_address_that_ends_in_a_packing_is_another_page(port: int, packed: str) -> None:
    assert packing(port, f"{PAGE}?x=1", packed) == packed

    assert packing(port, f"{PAGE}?x=1{packed}") == PLAIN
    assert packing(port, f"{PAGE}?x=1", packed) == packed
