"""Reporting: figures come into the page by themselves, and say plainly what is missed."""

from math import inf

from bench.replaying import FEW, next_share
from bench.reporting import between, is_met
from bench.tables import table

PAGE = "Words.\n<!-- load -->\nold\n<!-- end of load -->\nMore words.\n"


def test_what_was_measured_takes_the_place_of_what_was_measured_before() -> None:
    once = between(PAGE, "load", "new")

    assert once == PAGE.replace("old", "new")
    assert between(once, "load", "newest") == PAGE.replace("old", "newest")


def test_a_table_has_a_line_for_each_row() -> None:
    assert table(("what", "is"), [("reading", "1")]) == (
        "| what | is |\n| --- | --- |\n| reading | 1 |"
    )


def test_a_target_is_met_or_missed() -> None:
    assert (is_met(True), is_met(False)) == ("met", "**missed**")  # noqa: FBT003


def test_the_largest_share_that_is_carried_is_closed_in_on() -> None:
    def found(bearable: float) -> float:
        carried, too_much, share = 0.0, inf, 1.0
        for _ in range(12):
            carried, too_much = (
                (share, too_much) if share <= bearable else (carried, min(share, too_much))
            )
            share = next_share(carried, too_much)
        return carried

    for bearable in (FEW, 0.3, 1.0, 1.7, 3.1):
        assert 0 <= bearable - found(bearable) < 0.01
