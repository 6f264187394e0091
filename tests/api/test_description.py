"""The site holds to its description: asked all that it allows, and much that it does not."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings
from schemathesis.config import SchemathesisConfig

from opinion.api.describing import description
from opinion.comments.models import MAX_DEPTH, Status
from opinion.comments.threads import Sort
from opinion.text import COMMENT_TAGS
from opinion.web.arguments import LARGEST
from tests.api.talking import NUMBERS, SLUGS, talk

EXAMPLES = 80  # of each address, besides the corner cases
PLAIN = {"Accept-Encoding": "identity"}  # what checks the answers unpacks none
CONFIG = SchemathesisConfig.from_dict(
    {
        "analysis": {"constants": {"enabled": False}},
        "dictionaries": {"slugs": {"values": SLUGS}, "numbers": {"values": NUMBERS}},
        "parameters": {
            "path.slug": {"dictionary": "slugs", "probability": 0.9},
            "path.number": {"dictionary": "numbers", "probability": 0.9},
            "query.after": {"dictionary": "numbers", "probability": 0.9},
        },
    }
)
BREAD = {"slug": "bread"}
Place = dict[str, Any]


class Site:
    """The site of the test that is running; the description is read before there is one."""

    app: Flask

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        with self.app.app_context():
            return self.app(environ, start_response)


site = Site()
described = schemathesis.openapi.from_dict(description("http://localhost"), config=CONFIG)
described.app = site


@pytest.fixture
def talked_about(app: Flask) -> None:
    talk()
    site.app = app


@described.parametrize()
@settings(
    max_examples=EXAMPLES,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # nothing here writes
)
@pytest.mark.usefixtures("talked_about")
def test_every_answer_is_as_described(case: schemathesis.Case[Any]) -> None:
    case.call_and_validate(headers=PLAIN)


@pytest.mark.usefixtures("talked_about")
def test_every_page_of_a_whole_talk_is_as_described() -> None:
    threads = {
        comment["thread"]
        for sort in Sort
        for page in pages("listComments", BREAD, sort=sort)
        for comment in page["comments"]
    }
    comments = [
        comment
        for number in threads
        for page in pages("listThread", BREAD | {"number": number})
        for comment in page["comments"]
    ]

    assert {comment["state"] for comment in comments} == set(Status)
    for comment in comments:
        assert asked("showComment", BREAD | {"number": comment["id"]}, {}) == comment


def pages(name: str, place: Place, **query: str) -> Iterator[dict[str, Any]]:
    """Yield the pages of a list, each as described, to the last one."""
    page = asked(name, place, query)
    yield page
    while page["next"]:
        page = asked(name, place, query | {"after": page["next"].rpartition("=")[2]})
        yield page


def asked(name: str, place: Place, query: dict[str, str]) -> dict[str, Any]:
    """Return what the operation ``name`` answers, if that is as described."""
    case = described.find_operation_by_id(name).Case(path_parameters=place, query=query)
    answer: dict[str, Any] = case.call_and_validate(headers=PLAIN).json()
    return answer


def test_the_description_is_one_of_openapi_3_1() -> None:
    described.validate()


def test_it_describes_every_address_below_api(app: Flask) -> None:
    described_here = {f"/api/v1{path}" for path in description("")["paths"]}

    rules = (str(rule) for rule in app.url_map.iter_rules())
    served = {re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule) for rule in rules if "/api/" in rule}

    assert served == described_here


def test_it_says_the_words_and_limits_that_the_site_has() -> None:
    parts = description("")["components"]
    comment = parts["schemas"]["Comment"]["properties"]
    [sort] = [
        parameter["schema"]
        for parameter in description("")["paths"]["/articles/{slug}/comments"]["get"]["parameters"]
        if parameter.get("name") == "sort"
    ]

    assert (sort["enum"], sort["default"]) == (list(Sort), Sort.OLDEST)
    assert set(comment["state"]["enum"]) == set(Status)
    assert set(re.findall(r"`(\w+)`", comment["html"]["description"])) - {"href"} == COMMENT_TAGS
    assert comment["depth"]["maximum"] == MAX_DEPTH
    assert parts["schemas"]["Id"]["maximum"] == LARGEST


def test_it_names_the_site_it_is_served_by(client: FlaskClient) -> None:
    answer = client.get("/api/v1/openapi.json")

    assert answer.mimetype == "application/openapi+json"
    assert answer.get_json(force=True)["servers"] == [{"url": "http://localhost/api/v1"}]
