"""Who may change something: only what our own pages send."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests import make

FIELDS = {"name": "Reader", "text": "Hello there"}


def status(client: FlaskClient, **headers: str) -> int:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post("/articles/bread/comments", data=FIELDS, headers=named).status_code


@pytest.fixture(autouse=True)
def bread(app: Flask) -> None:
    make.article(slug="bread")


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_our_own_pages_may_post(client: FlaskClient, site: str) -> None:
    assert status(client, Sec_Fetch_Site=site) == 303


@pytest.mark.parametrize("site", ["cross-site", "same-site", "nonsense"])
def test_other_sites_may_not(client: FlaskClient, site: str) -> None:
    assert status(client, Sec_Fetch_Site=site, Origin="http://localhost") == 403


def test_an_old_browser_is_known_by_its_origin(client: FlaskClient) -> None:
    assert status(client, Origin="http://localhost") == 303
    assert status(client, Origin="http://evil.test") == 403
    assert status(client, Origin="null") == 403


def test_a_program_without_origin_may_post_unless_it_carries_our_cookie(
    client: FlaskClient,
) -> None:
    assert status(client) == 303
    assert status(client) == 403


def test_a_site_without_an_address_answers_to_loopback_names_only(client: FlaskClient) -> None:
    for host in ("localhost", "localhost:8000", "127.0.0.1:8123"):
        assert client.get("/articles/bread", headers={"Host": host}).status_code == 200
    for host in ("evil.test", "localhost.evil.test", "10.0.0.1"):
        assert client.get("/articles/bread", headers={"Host": host}).status_code == 400
