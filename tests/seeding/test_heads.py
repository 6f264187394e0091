"""Heads of texts: how section, headline, byline and dates are told apart."""

from datetime import datetime

import pytest

from opinion.articles.drafts import Draft, Signature
from opinion.seeding.documents import BadDocumentError
from tests.seeding.reading import LONG, PRAGUE, page, read_text


def draft(*passages: str) -> Draft:
    return read_text(page(*passages)).draft


def names(*passages: str) -> list[str]:
    return [signature.name for signature in draft(*passages).signatures]


def test_one_leading_line_is_the_headline() -> None:
    found = draft("A bridge for everybody", LONG)

    assert (found.title, found.section) == ("A bridge for everybody", "")


def test_a_short_first_line_above_the_headline_is_the_section() -> None:
    found = draft("Town Comments", "A bridge for everybody who walks", LONG)

    assert (found.title, found.section) == ("A bridge for everybody who walks", "Town Comments")


def test_a_question_is_no_section() -> None:
    assert draft("Whose bridge?", "A first heading", LONG).title == "Whose bridge?"


def test_a_first_line_above_a_byline_is_the_headline_however_short() -> None:
    found = draft("Whose bridge", "Sample Writer", LONG)

    assert (found.title, found.section) == ("Whose bridge", "")


def test_the_line_that_the_count_names_is_the_headline() -> None:
    found = draft(
        "Home", "Comment and Debate", "Mind the gap.", LONG, "3 comments on “Mind the gap.”"
    )

    assert (found.title, found.section) == ("Mind the gap.", "Comment and Debate")


def test_a_headline_broken_into_two_lines_is_put_together() -> None:
    found = draft(
        "A bridge for everybody\nwho walks",
        LONG,
        "No comments on “A bridge for everybody who walks”",
    )

    assert found.title == "A bridge for everybody who walks"


def test_lines_run_together_at_the_top_are_told_apart() -> None:
    found = draft("Town\nA bridge for everybody\nBy Sample Writer\n16 January 2022", LONG)

    assert (found.section, found.title) == ("Town", "A bridge for everybody")
    assert [signature.name for signature in found.signatures] == ["Sample Writer"]
    assert found.published_at == datetime(2022, 1, 16, tzinfo=PRAGUE)


def test_a_page_without_a_headline_is_refused_with_the_line_it_begins_in() -> None:
    with pytest.raises(BadDocumentError) as caught:
        read_text(f"\n\n{LONG}\n\n{LONG}\n")

    assert (caught.value.line, caught.value.problem) == (3, "no headline was found")


def test_an_empty_page_is_refused() -> None:
    with pytest.raises(BadDocumentError, match="no headline"):
        read_text("\n \n")


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("By Sample Writer", ["Sample Writer"]),
        ("Von Anna Muster", ["Anna Muster"]),
        ("Sample Writer", ["Sample Writer"]),
        ("SAMPLE WRITER", ["SAMPLE WRITER"]),
        ("Sample van der Writer", ["Sample van der Writer"]),
        (
            "Sample Writer, Other Person and Third Hand",
            ["Sample Writer", "Other Person", "Third Hand"],
        ),
        ("Sample Writer & Other Person", ["Sample Writer", "Other Person"]),
        ("By S. T. Writer", ["S. T. Writer"]),
        ("By Sample Writer | 16 January 2022", ["Sample Writer"]),
        ("Sample Writer, 16 January 2022", ["Sample Writer"]),
        ("كاتب نموذجي", ["كاتب نموذجي"]),
    ],
)
def test_a_byline_below_the_headline_says_who_signs(byline: str, expected: list[str]) -> None:
    assert names("Whose bridge is it anyway", byline, LONG) == expected


@pytest.mark.parametrize(
    "line", ["The Dark Role", "Why It Matters", "Year 2022 Again", "a small beginning", "Hello"]
)
def test_a_line_below_the_headline_that_is_no_name_stays_in_the_body(line: str) -> None:
    found = draft("Whose bridge is it anyway", line, LONG)

    assert found.signatures == ()
    assert f"<h2>{line}</h2>" in found.html


def test_what_stands_behind_a_name_in_a_byline_is_the_role() -> None:
    found = draft("Whose bridge is it anyway", "By Sample Writer, member of the council", LONG)

    assert found.signatures == (Signature("Sample Writer", role="member of the council"),)


@pytest.mark.parametrize(
    "line",
    [
        "16 January 2022",
        "January 16, 2022",
        "Sunday, 16 January 2022",
        "16. Januar 2022",
        "16.1.2022",
        "2022-01-16",
        "Published on 16 January 2022",
        "Veröffentlicht am 16. Januar 2022",
    ],
)
def test_a_date_in_the_head_is_the_day_of_publication_in_the_sites_zone(line: str) -> None:
    found = draft("Whose bridge is it anyway", "Sample Writer", line, LONG)

    assert found.published_at == datetime(2022, 1, 16, tzinfo=PRAGUE)
    assert "2022" not in found.html


def test_a_date_above_the_headline_is_left_aside() -> None:
    found = draft("Town", "16 January 2022", "Whose bridge is it anyway", LONG)

    assert (found.section, found.title) == ("Town", "Whose bridge is it anyway")
    assert found.published_at == datetime(2022, 1, 16, tzinfo=PRAGUE)


def test_a_date_of_update_is_kept_apart() -> None:
    found = draft("A bridge", "16 January 2022 | Updated 18 January 2022, 10:30", LONG)

    assert found.published_at == datetime(2022, 1, 16, tzinfo=PRAGUE)
    assert found.updated_at == datetime(2022, 1, 18, 10, 30, tzinfo=PRAGUE)


def test_without_date_none_is_made_up() -> None:
    assert draft("A bridge", LONG).published_at is None
