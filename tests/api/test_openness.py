"""What every answer to a program carries: who may read it, what is next, whether it changed."""

import pytest
from flask.testing import FlaskClient

from opinion.articles.models import Article
from tests import make
from tests.test_routes import FOREIGN

LIST = "/api/v1/articles/bread/comments"
DESCRIBED = '</api/v1/openapi.json>; rel="service-desc"; type="application/openapi+json"'


@pytest.fixture
def bread(client: FlaskClient) -> Article:
    article = make.article(slug="bread")
    assert make.comment(article).id == 1
    return article


def test_the_next_page_is_linked_in_the_header_too(client: FlaskClient, bread: Article) -> None:
    make.many_comments(bread, 60)

    answer = client.get(f"{LIST}?sort=newest")
    following = answer.get_json()["next"]
    last = client.get(following.removeprefix("http://localhost"))

    assert f'<{following}>; rel="next"' in answer.headers.getlist("Link")
    assert last.get_json()["next"] is None
    assert last.headers.getlist("Link") == [DESCRIBED]


@pytest.mark.usefixtures("bread")
def test_every_answer_may_be_read_by_scripts_of_all_sites(client: FlaskClient) -> None:
    for answer in (
        client.get(LIST, headers=FOREIGN),
        client.get(f"{LIST}?page=2", headers=FOREIGN),
        client.get("/api/v1/nothing", headers=FOREIGN),
        client.get("/api/v1/openapi.json", headers=FOREIGN),
    ):
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert answer.headers.getlist("Link") == [DESCRIBED]
        assert "Access-Control-Allow-Credentials" not in answer.headers


@pytest.mark.usefixtures("bread")
def test_pages_are_still_closed_to_other_sites_scripts(client: FlaskClient) -> None:
    answer = client.get("/articles/bread", headers=FOREIGN)

    assert "Access-Control-Allow-Origin" not in answer.headers
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Link" not in answer.headers


@pytest.mark.usefixtures("bread")
def test_a_script_may_first_ask_whether_it_may_send_a_mark_along(client: FlaskClient) -> None:
    asked = {
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "if-none-match",
    }

    answer = client.options(LIST, headers=FOREIGN | asked)

    assert (answer.status_code, answer.data) == (200, b"")
    assert "Content-Type" not in answer.headers
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert answer.headers["Access-Control-Allow-Headers"] == "If-None-Match"


@pytest.mark.usefixtures("bread")
def test_another_sites_script_that_would_write_is_told_that_nobody_can(
    client: FlaskClient,
) -> None:
    answer = client.post(LIST, headers=FOREIGN)

    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    assert answer.content_type == "application/problem+json"
    assert client.post("/api/v1/nothing", headers=FOREIGN).status_code == 404


def test_what_has_not_changed_is_not_sent_again(client: FlaskClient, bread: Article) -> None:
    tag = client.get(LIST).headers["ETag"]

    unchanged = client.get(LIST, headers={"If-None-Match": tag})
    make.comment(bread, "Another")
    changed = client.get(LIST, headers={"If-None-Match": tag})

    assert (unchanged.status_code, unchanged.data) == (304, b"")
    assert unchanged.headers["Access-Control-Allow-Origin"] == "*"
    assert changed.status_code == 200


@pytest.mark.usefixtures("bread")
def test_head_says_the_same_without_the_body(client: FlaskClient) -> None:
    whole, head = client.get(LIST), client.head(LIST)

    assert head.data == b""
    assert head.headers["Content-Length"] == str(len(whole.data))
    assert head.headers["ETag"] == whole.headers["ETag"]
