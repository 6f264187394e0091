"""Titles, dates and states in front matter, by the names that other programs give them."""

from datetime import UTC, datetime

import pytest

from tests.seeding.reading import LONG, PRAGUE, entry, read_markdown

NOON = datetime(2026, 11, 21, 12, tzinfo=PRAGUE)


@pytest.mark.parametrize(
    "name", ["title", "headline", "Title", "params: {title", "extra: {headline"]
)
def test_the_title_has_several_names(name: str) -> None:
    end = "}" if "{" in name else ""

    assert entry(f"{name}: A title{end}").title == "A title"


def test_the_first_name_that_has_a_value_wins() -> None:
    assert entry("headline: Second\ntitle: First").title == "First"
    assert entry("headline: Second\ntitle:").title == "Second"


def test_without_title_the_first_heading_or_the_files_name_is_the_headline() -> None:
    assert read_markdown(f"# A heading\n\n{LONG}").draft.title == "A heading"
    assert read_markdown(f"A heading\n=======\n\n{LONG}").draft.title == "A heading"
    assert read_markdown(LONG, "2014-03-12-coming-soon.md").draft.title == "Coming soon"


def test_a_headline_that_the_body_repeats_stands_once() -> None:
    draft = entry("title: A heading", f"# A heading\n\n{LONG}")

    assert draft.html == f"<p>{LONG}</p>"


def test_another_first_heading_stays_as_a_subheading() -> None:
    assert entry("title: A title", f"# A heading\n\n{LONG}").html.startswith("<h2>A heading</h2>")


def test_marks_and_references_in_a_title_are_read() -> None:
    assert entry("title: A &ldquo;door&rdquo; <em>and</em> M&Ms").title == "A “door” and M&Ms"


@pytest.mark.parametrize(
    "name",
    ["publishDate", "pub_date", "published", "published_at", "datePublished", "date", "created_at"],
)
def test_the_date_has_several_names_and_the_sites_zone(name: str) -> None:
    assert entry(f"{name}: 2026-11-21 12:00").published_at == NOON


def test_a_day_is_its_midnight_in_the_sites_zone() -> None:
    assert entry("date: 2026-11-21").published_at == datetime(2026, 11, 21, tzinfo=PRAGUE)


def test_a_zone_is_kept() -> None:
    expected = datetime(2026, 11, 21, 12, tzinfo=UTC)

    assert entry("date: 2026-11-21T12:00:00Z").published_at == expected
    assert entry('date: "2026-11-21 07:00:00 -0500"').published_at == expected


def test_jekylls_file_name_has_the_date() -> None:
    draft = entry("", name="2026-11-21-a-letter.md")

    assert draft.published_at == datetime(2026, 11, 21, tzinfo=PRAGUE)
    assert draft.proposed_slug == "a-letter"


def test_that_something_is_published_is_no_date() -> None:
    draft = entry("published: true\ndate: 2026-11-21 12:00")

    assert (draft.published_at, draft.is_draft) == (NOON, False)


def test_a_date_that_stands_for_none_is_none() -> None:
    assert entry("date: 0001-01-01T00:00:00Z").published_at is None


@pytest.mark.parametrize(
    "name", ["lastmod", "modified", "updated", "last_modified_at", "updated_at"]
)
def test_the_update_has_several_names(name: str) -> None:
    assert entry(f"{name}: 2026-11-21 12:00").updated_at == NOON


@pytest.mark.parametrize(
    "line",
    ["draft: true", "draft: yes", "published: false", "status: draft", "visibility: members"],
)
def test_a_draft_has_several_names(line: str) -> None:
    assert entry(line).is_draft


@pytest.mark.parametrize("line", ["draft: false", "status: published", "visibility: public"])
def test_what_is_no_draft_is_seen(line: str) -> None:
    assert not entry(line).is_draft


def test_what_lies_among_the_drafts_is_one() -> None:
    assert entry("", name="_drafts/letter.md").is_draft


@pytest.mark.parametrize("word", ["false", "no", "closed", "off", "{open: false}"])
def test_comments_may_be_closed_from_the_start(word: str) -> None:
    closing = entry(f"comments: {word}").comments_close_at

    assert closing is not None
    assert closing.year == 1970


@pytest.mark.parametrize("word", ["true", "open", "yes", "{open: true}"])
def test_comments_may_be_open(word: str) -> None:
    assert entry(f"comments: {word}").comments_close_at is None


def test_comments_may_close_on_a_day() -> None:
    assert entry("comments: 2026-11-21 12:00").comments_close_at == NOON
