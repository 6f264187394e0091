"""What is stored is documented, and told: every table, every column, and in plain words."""

import re
from pathlib import Path

import pytest
from flask import Flask

from opinion.database import Model
from tests.pages import Page, problems

DOCUMENT = Path(__file__).resolve().parents[2] / "docs/privacy.md"
ROW = re.compile(r"^\| ((?:`\w+`(?:, )?)+) \| [^|]+ \| ([^|]+) \|$", re.MULTILINE)


def documented() -> dict[str, set[str]]:
    """Return the columns that stand in the row of each table, or of a few tables in one row."""
    _, _, every = DOCUMENT.read_text("utf-8").partition("## Every table")
    return {
        table: set(re.findall(r"`(\w+)`", columns))
        for names, columns in ROW.findall(every)
        for table in re.findall(r"`(\w+)`", names)
    }


def test_every_table_and_column_is_named_in_the_document(app: Flask) -> None:
    known = documented()
    tables = Model.metadata.tables

    assert set(known) == set(tables), "docs/privacy.md: say whose it is and for how long"
    for name, table in tables.items():
        missing = set(table.columns.keys()) - known[name]
        assert not missing, f"docs/privacy.md: say what these are in {name}"


@pytest.mark.parametrize("address", ["/privacy", "/rules"])
def test_readers_are_told_in_plain_words_on_a_page_for_everybody(app: Flask, address: str) -> None:
    answer = app.test_client().get(address)

    assert answer.headers["Cache-Control"].startswith("public")
    assert "Set-Cookie" not in answer.headers
    assert not problems(answer.text)
    assert len(" ".join(Page(answer.text).words("main")).split()) < 300


def test_the_page_tells_of_sanctions_and_of_notices_that_name_a_law(app: Flask) -> None:
    told = " ".join(Page(app.test_client().get("/privacy").text).words("main"))

    assert "If a moderator warns you" in told
    assert "If you say that a comment is against the law" in told


def test_the_page_says_the_times_that_are_set(
    environment: dict[str, str], request: pytest.FixtureRequest
) -> None:
    environment["OPINION_KEEP_NETWORKS"] = "7"
    app: Flask = request.getfixturevalue("app")

    page = app.test_client().get("/privacy").text

    assert "kept for 7 days" in page
    assert "wiped after 190 days" in page
