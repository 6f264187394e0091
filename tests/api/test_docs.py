"""The examples in docs/api.md are what the site answers."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests import make

DOCS = Path(__file__).resolve().parents[2] / "docs/api.md"
HOST = "opinion.example"
EXAMPLE = re.compile(rf"curl https://{HOST}(\S+)\n\n```json\n(.*?)```", re.DOTALL)


@pytest.fixture
def environment(environment: dict[str, str]) -> dict[str, str]:
    site = {"OPINION_SITE_URL": f"https://{HOST}", "OPINION_SECRET_KEY": "s" * 40}
    return environment | site


def test_the_examples_are_what_the_site_answers(client: FlaskClient) -> None:
    article = make.article("Bread should cost what it costs", slug="bread")
    first = make.comment(
        article,
        "Flour is not the cost. *Sleep* is.",
        name="Pat Reader",
        at=datetime(2024, 11, 21, 8, 12, tzinfo=UTC),
    )
    make.comment(
        article,
        "As one who gets up at two: yes.",
        name="Sam Baker",
        parent=first,
        at=datetime(2024, 11, 21, 9, 30, tzinfo=UTC),
    )
    examples = EXAMPLE.findall(DOCS.read_text("utf-8"))

    for address, shown in examples:
        answer = client.get(address, headers={"Host": HOST})

        assert answer.get_json(force=True) == json.loads(shown), address
    assert len(examples) == 2
