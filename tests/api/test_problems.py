"""How programs are told what went wrong: as data (RFC 9457), by the name of what was wrong."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.test import TestResponse

from opinion.articles.models import Article, FormerSlug
from opinion.database import db, writing
from tests import make

LIST = "/api/v1/articles/bread/comments"
DESCRIBED = '</api/v1/openapi.json>; rel="service-desc"; type="application/openapi+json"'


@pytest.fixture
def bread(client: FlaskClient) -> Article:
    article = make.article(slug="bread")
    assert make.comment(article).id == 1
    return article


def problem(answer: TestResponse) -> dict[str, object]:
    """Return the problem that ``answer`` tells of, which has its status."""
    assert answer.mimetype == "application/problem+json"
    told: dict[str, object] = answer.get_json(force=True)
    assert told["status"] == answer.status_code
    assert told["type"] == "about:blank"
    assert told["detail"]
    return told


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("sort=best", "sort"),
        ("sort=", "sort"),
        ("sort=newest&sort=newest", "sort"),
        ("after=", "after"),
        ("after=0", "after"),
        ("after=-1", "after"),
        ("after=1.0", "after"),
        ("after=2147483648", "after"),
        ("after=1&after=1", "after"),
        ("page=2", "page"),
        ("a%00b=1", "a\0b"),
        ("%ed%a0%80=1", "%ED%A0%80"),
        ("x" * 200 + "=1", "x" * 80),
    ],
)
@pytest.mark.usefixtures("bread")
def test_a_wrong_parameter_is_refused_by_its_name(
    client: FlaskClient, query: str, parameter: str
) -> None:
    answer = client.get(f"{LIST}?{query}")

    assert answer.status_code == 400
    assert problem(answer)["parameter"] == parameter


@pytest.mark.parametrize("address", ["comments/1?sort=oldest", "threads/1?sort=oldest"])
@pytest.mark.usefixtures("bread")
def test_an_order_is_asked_of_lists_of_threads_alone(client: FlaskClient, address: str) -> None:
    assert client.get(f"/api/v1/articles/bread/{address}").status_code == 400


@pytest.mark.usefixtures("bread")
def test_going_on_behind_a_comment_that_is_not_in_the_list_is_not_found(
    client: FlaskClient,
) -> None:
    for address in ("comments?after=7", "threads/1?after=1"):
        answer = client.get(f"/api/v1/articles/bread/{address}")

        assert answer.status_code == 404
        assert problem(answer)["parameter"] == "after"


@pytest.mark.usefixtures("each_database")
def test_what_is_not_there_is_told_as_a_problem(client: FlaskClient) -> None:
    article = make.article(slug="bread")
    root = make.comment(article)
    reply = make.comment(article, parent=root)
    other = make.comment(make.article(slug="other"))
    make.article(slug="draft", is_draft=True)

    for address in (
        "/api/v1/articles/none/comments",
        "/api/v1/articles/draft/comments",
        "/api/v1/articles/a%00b/comments",
        f"{LIST}/{other.id}",
        f"{LIST}/4711",
        f"{LIST}/{'9' * 400}",
        f"{LIST}/one",
        f"/api/v1/articles/bread/threads/{reply.id}",
        "/api/v1/",
        "/api/v2/articles/bread/comments",
        "/api/",
    ):
        answer = client.get(address)

        assert answer.status_code == 404, address
        assert problem(answer)["title"] == "Not Found"


@pytest.mark.usefixtures("bread")
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_nothing_is_written_here(client: FlaskClient, method: str) -> None:
    answer = client.open(LIST, method=method)

    assert answer.status_code == 405
    assert problem(answer)["title"] == "Method Not Allowed"
    assert set(answer.allow) == {"GET", "HEAD", "OPTIONS"}


def test_another_sites_name_is_refused_as_a_problem(client: FlaskClient) -> None:
    answer = client.get(LIST, headers={"Host": "evil.test"})

    assert answer.status_code == 400
    assert problem(answer)["title"] == "Bad Request"


@pytest.mark.usefixtures("bread")
def test_a_failure_says_its_number(client: FlaskClient) -> None:
    db.session.execute(text("ALTER TABLE comments RENAME TO gone"))
    db.session.commit()

    answer = client.get(LIST)

    assert answer.status_code == 500
    assert problem(answer)["number"]
    assert "sql" not in answer.text.lower()


def test_a_problem_is_told_in_the_sites_language_whatever_the_articles(client: FlaskClient) -> None:
    make.article(slug="bread", language="de")

    answer = client.get(f"{LIST}?page=2")

    assert problem(answer)["detail"] == "There is no parameter “page” here."


def test_a_former_address_leads_to_the_present_one(client: FlaskClient, bread: Article) -> None:
    with writing():
        db.session.add(FormerSlug(slug="toast", article_id=bread.id))

    for below in ("comments?sort=newest&after=1", "comments/1", "threads/1"):
        answer = client.get(f"/api/v1/articles/toast/{below}")

        assert answer.status_code == 301
        assert answer.location == f"/api/v1/articles/bread/{below}"
