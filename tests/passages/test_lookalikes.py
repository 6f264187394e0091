"""Lookalikes: sentences of one pattern, in which numbers and names say what is meant."""

import pytest

from opinion.passages.anchoring import Text
from tests.passages.versions import BUS, RAKE, SO, THREE, TREE, place

WARD = (
    "Ward {}: the council spent {} euros on roads and {} euros on schools in the last year, "
    "says the clerk."
)
WARD_3 = WARD.format(3, "40,000", "20,000")
WARD_5 = WARD.format(5, "90,000", "10,000")


@pytest.mark.parametrize("in_its_place", [WARD_5, WARD_3.replace("3", "4"), WARD_3 + SO])
def test_the_quote_itself_is_found_again_behind_a_lookalike_in_its_place(in_its_place: str) -> None:
    before = {"b1": WARD_3, "b2": BUS}
    lookalike = {"b1": in_its_place, "b2": BUS}
    passage = Text(before).select("b1")
    came_back = {"b1": WARD_5, "b2": BUS, "b3": WARD_3}

    assert place(passage, before, lookalike, came_back) == "b3"
    assert place(passage, before, lookalike, {**lookalike, "b4": TREE}, came_back) == "b3"


def test_a_lookalike_in_its_place_with_other_numbers_throughout_is_another_passage() -> None:
    before = {"b1": WARD_3, "b2": BUS}
    corrected = WARD_3.replace("40,000", "45,000")

    assert place(Text(before).select("b1"), before, {**before, "b1": WARD_5}) is None
    assert place(Text(before).select("b1"), before, {**before, "b1": corrected}) == "b1"


def test_a_reworded_place_is_kept_while_it_stands_there_unchanged() -> None:
    negated = {**THREE, "b2": RAKE.replace("are quiet", "are not quiet")}
    passage = Text(THREE).select("b2")

    assert place(passage, THREE, negated, {**negated, "b4": WARD_5}) == "b2"


@pytest.mark.parametrize(
    ("said", "other"),
    [
        (WARD_3, WARD_5),
        (WARD_3, WARD_3.replace("Ward 3", "Ward 5")),
        (WARD_3, WARD.format(3, "20,000", "40,000")),
        ("On Monday Anna Meier voted for it.", "On Monday Anna Huber voted for it."),
        ("Meier has voted for the plan, again.", "Huber has voted for the plan, again."),
        ("Die Stadt gab im Jahr 2019 Geld aus.", "Die Stadt gab im Jahr 2020 Geld aus."),
    ],
    ids=["all", "one", "swapped", "name", "first name", "year"],
)
def test_what_is_lost_does_not_return_as_a_lookalike(said: str, other: str) -> None:
    before, without = {"b1": BUS, "b2": said}, {"b1": BUS}
    passage = Text(before).select("b2")

    for there in (other, f"{other} {SO}", f"{TREE} {other}"):
        assert place(passage, before, without, {**without, "b3": there}) is None
        assert place(passage, before, without, {**without, "b3": there, "b4": said}) == "b4"


def test_what_is_lost_returns_with_a_word_mended_that_is_no_number_and_no_name() -> None:
    before, without = {"b1": BUS, "b2": WARD_3}, {"b1": BUS}
    mended = {**without, "b3": WARD_5, "b4": WARD_3.replace("says the", "says a")}

    assert place(Text(before).select("b2"), before, without, mended) == "b4"


def test_the_passage_itself_elsewhere_goes_before_a_lookalike_in_its_place() -> None:
    before = {"b1": WARD_3, "b2": BUS}
    after = {"b1": WARD_3.replace("3", "4"), "b2": BUS, "b3": WARD_3.replace("says the", "says a")}

    assert place(Text(before).select("b1"), before, after) == "b3"
