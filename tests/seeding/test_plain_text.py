"""Texts: standfirst, credit, who signs, and where the article ends."""

import pytest

from opinion.articles.drafts import Draft, Signature
from opinion.articles.models import Part
from tests.seeding.reading import LONG, page, read_text


def draft(*passages: str) -> Draft:
    return read_text(page(*passages)).draft


def names(*passages: str) -> list[str]:
    return [signature.name for signature in draft(*passages).signatures]


def test_a_paragraph_above_a_signed_one_is_the_standfirst_and_both_stay_whole() -> None:
    signed = f"{LONG} By Sample Writer."
    found = draft("A bridge", "Sample Writer", "It matters to all who walk.", signed, LONG)

    assert found.standfirst == "It matters to all who walk."
    assert found.html == f"<p>{signed}</p>\n<p>{LONG}</p>"


def test_without_credit_or_signature_there_is_no_standfirst() -> None:
    assert draft("A bridge", "Sample Writer", LONG, LONG).standfirst == ""


def test_a_signature_stands_for_a_missing_byline() -> None:
    assert names("A bridge", LONG, f"{LONG} By Sample Writer.", LONG) == ["Sample Writer"]


def test_a_line_by_somebody_below_the_standfirst_is_the_byline() -> None:
    found = draft("A bridge is not a road", LONG, "By Sample Writer", LONG)

    assert [signature.name for signature in found.signatures] == ["Sample Writer"]
    assert "By Sample" not in found.html


def test_a_signature_that_differs_from_the_byline_is_reported_and_changes_nothing() -> None:
    reading = read_text(page("A bridge", "Sample Writer", LONG, f"{LONG} By Other Person."))

    assert reading.draft.signatures == (Signature("Sample Writer"),)
    assert reading.notes == ("“By Other Person” differs from the byline, which stays",)


def test_by_somebody_in_the_middle_of_a_sentence_is_no_signature() -> None:
    assert draft("A bridge", LONG, "This is about a book by Other Person.", LONG).standfirst == ""


def test_the_credits_writer_comes_before_whoever_posted_it() -> None:
    credit = "This piece by the economist Jo de Sample was first published in The Gazette."
    found = draft("A bridge", "Sample Poster", LONG, LONG, credit)

    assert found.signatures == (
        Signature("Jo de Sample", role="economist"),
        Signature("Sample Poster", part=Part.POSTER),
    )
    assert found.html.endswith(f"<p>{credit}</p>")


def test_a_credits_writer_who_is_in_the_byline_only_brings_the_role() -> None:
    credit = "This piece by MEP Sample Writer was first published in The Gazette."

    found = draft("A bridge", "SAMPLE WRITER", credit, LONG)

    assert found.signatures == (Signature("SAMPLE WRITER", role="MEP"),)


def test_the_count_ends_the_article_and_what_follows_is_counted() -> None:
    reading = read_text(page("A bridge", LONG, "2 comments on “A bridge”", "A Reader", "I agree."))

    assert reading.draft.html == f"<p>{LONG}</p>"
    assert reading.notes == ("3 lines of page furniture left out",)


@pytest.mark.parametrize(
    "end",
    [
        ("Leave a Reply",),
        ("No Comments",),
        ("12 responses", "Leave a Reply"),
        ("3 Kommentare zu „A bridge“", "Eine Leserin", "Stimmt!"),
        ("Ein Kommentar", "Schreibe einen Kommentar"),
        ("Share this:", "Related", "Previous post", "Comments are closed."),
        ("0 comments on “A bridge\nLeave a Reply",),
        ("Leave a Reply", "Logged in as nobody", "Name", "Save my name for the next time"),
        ("Leave a Reply", "Your email address will not be published. Required fields are marked *"),
    ],
)
def test_furniture_at_the_end_is_left_out(end: tuple[str, ...]) -> None:
    assert draft("A bridge", LONG, *end).html == f"<p>{LONG}</p>"


def test_a_page_without_blank_lines_is_parted_at_its_lines() -> None:
    found = read_text(
        f"A bridge\nSample Writer\n{LONG} {LONG}\nA heading\n{LONG}\nLeave a Reply"
    ).draft

    assert (found.title, found.signatures) == ("A bridge", (Signature("Sample Writer"),))
    assert found.html == f"<p>{LONG} {LONG}</p>\n<h2>A heading</h2>\n<p>{LONG}</p>"


def test_a_count_in_the_last_line_of_a_paragraph_ends_the_article_there() -> None:
    assert draft("A bridge", f"{LONG}\n1 comment on “A bridge”").html == f"<p>{LONG}</p>"


def test_a_menu_above_and_a_count_below_the_headline_are_left_out() -> None:
    found = draft("Menu", "Search", "A bridge", "2 comments on “A bridge”", "Share", LONG, LONG)

    assert found.title == "A bridge"
    assert found.html == f"<p>{LONG}</p>\n<p>{LONG}</p>"


def test_a_subheading_that_only_sounds_like_a_count_stays() -> None:
    found = draft("A bridge", LONG, "One thought on the river", LONG)

    assert found.html == f"<p>{LONG}</p>\n<h2>One thought on the river</h2>\n<p>{LONG}</p>"


def test_a_headline_without_text_is_an_article_all_the_same() -> None:
    reading = read_text("A bridge\n")

    assert reading.draft.html == ""
    assert reading.notes == ("there is no text below the headline",)
