"""Moments as people and programs write them."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from opinion.seeding.days import dates_in, moment_in
from tests.seeding.reading import PRAGUE

NEW_YORK = timezone(timedelta(hours=-5))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022-01-16", datetime(2022, 1, 16, tzinfo=PRAGUE)),
        ("2022-1-6", datetime(2022, 1, 6, tzinfo=PRAGUE)),
        ("2022/01/16", datetime(2022, 1, 16, tzinfo=PRAGUE)),
        ("2022-01-16 10:30", datetime(2022, 1, 16, 10, 30, tzinfo=PRAGUE)),
        ("2022-01-16T10:30:05Z", datetime(2022, 1, 16, 10, 30, 5, tzinfo=UTC)),
        ("2022-01-16T10:30:05.123456Z", datetime(2022, 1, 16, 10, 30, 5, tzinfo=UTC)),
        ("2022-01-16 10:30:05 -0500", datetime(2022, 1, 16, 10, 30, 5, tzinfo=NEW_YORK)),
        ("2022-01-16 10:30:05 -5", datetime(2022, 1, 16, 10, 30, 5, tzinfo=NEW_YORK)),
        ("2022-01-16T10:30:05-05:00", datetime(2022, 1, 16, 10, 30, 5, tzinfo=NEW_YORK)),
        ("2022-01-16 10:30 UTC", datetime(2022, 1, 16, 10, 30, tzinfo=UTC)),
        ("Sun, 16 Jan 2022 10:30:05 -0500", datetime(2022, 1, 16, 10, 30, 5, tzinfo=NEW_YORK)),
        ("16 January 2022 at 3:05 p.m.", datetime(2022, 1, 16, 15, 5, tzinfo=PRAGUE)),
        ("Jan. 16, 2022, 12:05 am", datetime(2022, 1, 16, 0, 5, tzinfo=PRAGUE)),
        ("16th of January 2022", datetime(2022, 1, 16, tzinfo=PRAGUE)),
        ("Sonntag, 16. Januar 2022, 15:05 Uhr", datetime(2022, 1, 16, 15, 5, tzinfo=PRAGUE)),
        ("16.01.2022", datetime(2022, 1, 16, tzinfo=PRAGUE)),
        ("5 März 2022", datetime(2022, 3, 5, tzinfo=PRAGUE)),
        ("16 de enero de 2022", datetime(2022, 1, 16, tzinfo=PRAGUE)),
        ("16 janvier 2022", datetime(2022, 1, 16, tzinfo=PRAGUE)),
    ],
)
def test_a_moment_is_understood(text: str, expected: datetime) -> None:
    assert moment_in(text, PRAGUE) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2022",
        "2022-13-01",
        "31 February 2022",
        "2022-01-16 25:00",
        "2022-01-16 10:30 +99:99",
        "0001-01-01T00:00:00Z",
        "9999-12-31",
        "Sun, 99 Jan 2022 10:30:05 -0500",
        "16 January 2022 was a Sunday",
        "16 Sample 2022",
    ],
)
def test_what_is_no_moment_is_none(text: str) -> None:
    assert moment_in(text, PRAGUE) is None


def test_dates_at_the_end_of_a_line_are_parted_from_what_stands_before() -> None:
    line = "By Sample Writer | Published 16 January 2022 | Last updated: 18 January 2022"

    rest, published, updated = dates_in(line, PRAGUE)

    assert rest == "By Sample Writer"
    assert published == datetime(2022, 1, 16, tzinfo=PRAGUE)
    assert updated == datetime(2022, 1, 18, tzinfo=PRAGUE)


def test_a_line_without_dates_stays_whole() -> None:
    assert dates_in("A line, on a matter", PRAGUE) == ("A line, on a matter", None, None)
