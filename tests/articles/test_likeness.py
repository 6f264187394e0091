"""Likeness: the measure agrees with its definition, and takes words in every script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opinion.articles.likeness import Lookup, in_common, likeness, survival, words_of


def longest_common_subsequence(one: str, other: str) -> int:
    """Return its length as the textbook does, cell by cell."""
    row = [0] * (len(other) + 1)
    for letter in one:
        above = row[:]
        for place, each in enumerate(other, 1):
            row[place] = (
                above[place - 1] + 1 if letter == each else max(above[place], row[place - 1])
            )
    return row[-1]


@given(st.text("abc", max_size=40), st.text("abc", max_size=40))
def test_what_texts_have_in_common_is_their_longest_common_subsequence(
    one: str, other: str
) -> None:
    assert in_common(one, other) == longest_common_subsequence(one, other)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The bus, 7 a.m.", ["the", "bus", ",", "7", "a", ".", "m", "."]),
        ("図書館は開いて", ["図", "書", "館", "は", "開", "い", "て"]),
        ("المكتبة مفتوحة", ["المكتبة", "مفتوحة"]),
        ("Go 🚲🚲", ["go", "🚲", "🚲"]),
        ("", []),
    ],
)
def test_words_are_told_apart_in_every_script(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@given(st.text(), st.text())
def test_likeness_is_the_same_both_ways_and_whole_for_the_same(one: str, other: str) -> None:
    assert likeness(one, other) == pytest.approx(likeness(other, one))
    assert 0 <= likeness(one, other) <= likeness(one, one) == 1


def test_a_quote_survives_a_sentence_in_its_midst_but_not_its_words_strewn_about() -> None:
    quote = "The council will vote next month. It should not."
    words = quote.split()
    strewn = " ".join(f"{word} {'something else entirely ' * 5}" for word in words)

    amended = "The council will vote next month. Nobody was asked. It should not."

    assert survival(quote, amended) == 1
    assert survival(quote, strewn) < 0.5


def test_a_lookup_names_what_shares_most_first() -> None:
    lookup = Lookup({"b1": "one two three four", "b2": "three four five", "b3": "six seven"})

    assert lookup.candidates("two three four") == ["b1", "b2"]
    assert lookup.candidates("nothing of it") == []
