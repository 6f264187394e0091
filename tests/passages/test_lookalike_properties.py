"""Lookalikes saved at random: a comment is on what it quotes, or on nothing that says another.

What is a close variant is judged here by whole words, and both ways: the same numbers and names,
none less and none more.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from opinion.articles.blocks import blocks_of, last_number, text_of
from opinion.articles.models import Block
from opinion.passages.anchoring import Matching, Selector
from opinion.passages.rematching import text_in

PATTERN = (
    "Ward {ward}: the council {spent} {roads} euros on roads and {schools} euros on schools "
    "in the last year, {says} the clerk, Ms {clerk}."
)
ALIKE = 0.87  # of the words of two texts, in order: one that was mended twice is as like as that


@dataclass(frozen=True)
class Sentence:
    """A sentence of the pattern."""

    ward: int
    roads: str
    schools: str
    clerk: str
    spent: str = "spent"
    says: str = "says"

    @property
    def text(self) -> str:
        return PATTERN.format(**vars(self))


amounts = st.sampled_from(["10,000", "20,000", "40,000", "90,000"])
sentences = st.builds(
    Sentence,
    ward=st.integers(min_value=3, max_value=5),
    roads=amounts,
    schools=amounts,
    clerk=st.sampled_from(["Abel", "Brandt", "Cole"]),
)
changes: st.SearchStrategy[dict[str, Any]] = st.sampled_from(
    [{"spent": "did not spend"}, {"says": "claims"}, {"ward": 7}, {"roads": "70,000"}]
)


@st.composite
def versions(draw: st.DrawFn) -> list[list[Sentence]]:
    """Draw what an article says from save to save: one is taken away, changed, or put back."""
    now = draw(st.lists(sentences, min_size=1, max_size=3, unique=True))
    every = [now]
    ever = list(now)
    for _ in range(draw(st.integers(min_value=2, max_value=5))):
        now = list(now)
        for _ in range(draw(st.integers(min_value=1, max_value=2))):
            new = draw(st.one_of(sentences, st.sampled_from(ever)))
            place = draw(st.integers(min_value=0, max_value=max(0, len(now) - 1)))
            change = draw(st.sampled_from(["add", "take", "supplant", "mend"]))
            if change == "add" or not now:
                now.insert(draw(st.integers(min_value=0, max_value=len(now))), new)
            elif change == "take":
                now.pop(place)
            else:
                now[place] = new if change == "supplant" else replace(now[place], **draw(changes))
        ever += now
        every.append(now)
    return every


def telling(text: str) -> list[str]:
    """Return the numbers and names of a text."""
    words = [word.strip(",.:") for word in text.split()]
    return sorted(word for word in words if word[0].isdigit() or word[0].isupper())


def is_close_variant(quote: str, text: str) -> bool:
    alike = SequenceMatcher(None, quote.split(), text.split(), autojunk=False).ratio()
    return telling(quote) == telling(text) and alike >= ALIKE


def is_the_place_still(quote: str, text: str) -> bool:
    """Whether at most half of the quote's numbers and names are gone; one may always be."""
    told = Counter(telling(quote))
    gone = (told - Counter(telling(text))).total()
    return gone <= 1 or gone * 2 <= told.total()


def check(
    passage: Selector,
    was: Selector | None,
    place: Selector | None,
    before: dict[str, str],
    after: dict[str, str],
) -> None:
    """The exact words go before all else; elsewhere nothing but a close variant will do."""
    quote = passage.quote
    came_to_say_it = [
        name for name, words in after.items() if quote == words and quote != before.get(name)
    ]
    if came_to_say_it or (was and after.get(was.block) == quote):
        assert place
        assert after[place.block] == quote
        assert not place.is_reworded
    elif place and was and place.block == was.block:
        assert is_the_place_still(quote, after[place.block])
        assert place.is_reworded
    elif place:
        assert is_close_variant(quote, after[place.block])
        assert place.is_reworded


def words_in(blocks: Sequence[Block]) -> dict[str, str]:
    return {block["id"]: text_of(block["html"]) for block in blocks}


@settings(deadline=None, max_examples=200)
@given(every=versions())
def test_from_save_to_save_a_comment_is_on_its_words_or_says_that_they_changed(
    every: list[list[Sentence]],
) -> None:
    blocks: list[Block] = []
    last = 0
    places: dict[Selector, Selector | None] = {}
    for number, version in enumerate(every):
        before = blocks
        blocks = blocks_of("".join(f"<p>{each.text}</p>" for each in version), before, last)
        last = last_number(blocks, last)
        if number == 0:
            passages = [text_in(blocks).select(block["id"]) for block in blocks]
            places = dict(zip(passages, passages, strict=True))
            continue
        matching = Matching(text_in(before), text_in(blocks))
        for passage, was in places.items():
            place = matching.place_of(was or replace(passage, block="earlier"))
            check(passage, was, place, words_in(before), words_in(blocks))
            places[passage] = place
