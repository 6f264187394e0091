"""Bodies of texts: sub-headings, lists, quotes, wrapped lines and line breaks."""

import pytest

from opinion.seeding.paragraphs import html_of, passages_of
from tests.seeding.reading import LONG, page


def html(*passages: str) -> str:
    return html_of(passages_of(page(*passages)))


def test_a_short_line_without_a_stop_above_a_paragraph_is_a_subheading() -> None:
    assert html("The dark role", LONG) == f"<h2>The dark role</h2>\n<p>{LONG}</p>"


def test_a_question_may_be_a_subheading() -> None:
    assert "<h2>What now?</h2>" in html("What now?", LONG)


@pytest.mark.parametrize(
    "line",
    [
        "It ends.",
        "It ends!",
        "It ends:",
        "It ends;",
        "It ends,",
        "It goes on…",
        "She said: “No.”",
        "“A line in quotes”",
        "- a list of one",
        "1. a list of one",
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen",
        "x" * 91,
        "***",
        "By Sample Writer",
    ],
)
def test_other_short_lines_are_no_subheadings(line: str) -> None:
    assert "<h2>" not in html(line, LONG)


def test_the_last_line_is_no_subheading() -> None:
    assert html(LONG, "The end of it") == f"<p>{LONG}</p>\n<p>The end of it</p>"


def test_two_subheadings_may_stand_together_and_not_three() -> None:
    assert html("One", "Two", LONG) == f"<h2>One</h2>\n<h3>Two</h3>\n<p>{LONG}</p>"
    assert html("One", "Two", "Three", LONG).startswith("<p>One</p>\n<h2>Two</h2>\n<h3>Three</h3>")


def test_marked_lines_are_a_list() -> None:
    assert html("- one\n* two\n• three") == "<ul><li>one</li><li>two</li><li>three</li></ul>"
    assert html("1. one\n2) two") == "<ol><li>one</li><li>two</li></ol>"


def test_a_list_may_follow_a_line_that_leads_to_it() -> None:
    assert (
        html("Three things:\n- one\n- two")
        == "<p>Three things:</p>\n<ul><li>one</li><li>two</li></ul>"
    )


def test_items_with_blank_lines_between_them_are_one_list() -> None:
    assert html("1. one", "2. two") == "<ol><li>one</li><li>two</li></ol>"
    assert html("- one", "- two") == "<ul><li>one</li><li>two</li></ul>"


def test_numbered_paragraphs_apart_keep_their_numbers() -> None:
    assert html("1. one", LONG, "2. two").endswith('<ol start="2"><li>two</li></ol>')


@pytest.mark.parametrize("line", ["“All in quotes.”", "„Alles im Zitat.“", "«Tout.»", '"All."'])
def test_one_line_in_quotes_is_a_quotation(line: str) -> None:
    assert html(line).startswith("<blockquote><p>")


@pytest.mark.parametrize("line", ["“One” and “two”", "“One,” she said."])
def test_a_line_that_only_begins_with_a_quotation_is_none(line: str) -> None:
    assert "<blockquote>" not in html(line, LONG)


def test_lines_marked_by_arrows_are_a_quotation() -> None:
    assert html("> one\n>\n> two") == "<blockquote><p>one</p>\n<p>two</p></blockquote>"


def test_wrapped_lines_are_joined() -> None:
    wrapped = "This is a paragraph that was wrapped at some seventy characters by\nsomebody."

    assert html(wrapped) == f"<p>{wrapped.replace(chr(10), ' ')}</p>"


def test_a_break_after_a_long_line_stays() -> None:
    assert html(f"{LONG} {LONG}\n{LONG}") == f"<p>{LONG} {LONG}<br>\n{LONG}</p>"


def test_lines_too_short_to_be_wrapped_keep_their_breaks() -> None:
    assert (
        html("1 Sample Street\nSampletown\nNowhere")
        == "<p>1 Sample Street<br>\nSampletown<br>\nNowhere</p>"
    )


def test_what_looks_like_html_is_shown_as_it_was_written() -> None:
    assert html("<script>alert(1)</script> & so on.") == (
        "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; so on.</p>"
    )
