"""Versions of an article, and where its passages are after them."""

from itertools import pairwise

from opinion.passages.anchoring import Matching, Selector, Text

BUS = "The last bus leaves at nine, and with it half of the town's evening. Nobody waves."
RAKE = "Give the gardeners back their rakes: they are quiet, cheap and do not smell of petrol."
TREE = "A mulberry tree stains the pavement for two weeks, and shades it for the other fifty."
SO = "So be it."
THREE = {"b1": BUS, "b2": RAKE, "b3": TREE}


def place(passage: Selector, *versions: dict[str, str]) -> str | None:
    """Return the block that ``passage`` is anchored to after the last of ``versions``."""
    found: Selector | None = passage
    for before, after in pairwise(versions):
        looked_for = found or Selector("earlier", *passage_words(passage))
        found = Matching(Text(before), Text(after)).place_of(looked_for)
    return found.block if found else None


def passage_words(passage: Selector) -> tuple[str, str, str]:
    return passage.quote, passage.prefix, passage.suffix
