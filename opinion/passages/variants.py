"""Variants: whether a text says what a quote says, though not letter by letter. Pure.

Sentences of one pattern share most of their words. What tells them apart is their numbers and
names, so these weigh more than other words. A capital is taken for a name, in every language.
"""

import re
from collections.abc import Iterator

from opinion.articles.likeness import in_common, survival

EDITED = 0.75  # of a quote's words that its own block still has; different paragraphs share 0.5
CLOSE = 0.9  # of a quote's words that a close variant has, beside every number and every name
TOKEN = re.compile(r"\d+(?:[.,:/]\d+)*|[^\W\d]+")
BEGINS = re.compile(r"(?:^|[.!?…:])[^\w,;]*$")  # what stands before the first word of a sentence


def closeness(quote: str, text: str) -> float:
    """Return how much of ``quote`` stands in ``text``, from ``CLOSE`` to 1; 0 if it says another.

    It says another where a number or a capitalised word of the quote is missing, or out of order.
    """
    marks = [word for word, _ in _marks(quote)]
    if _how_many(marks, text) < len(marks):
        return 0.0
    kept = survival(quote, text)
    return kept if kept >= CLOSE else 0.0


def is_edited(quote: str, text: str) -> bool:
    """Whether ``text``, now in the place of ``quote``, is likely to be the same passage, edited.

    One number or name may be corrected, or half of several. The capital that a sentence begins
    with tells nothing here.
    """
    marks = [word for word, is_first in _marks(quote) if not is_first]
    missing = len(marks) - _how_many(marks, text)
    return missing <= max(1, len(marks) // 2) and survival(quote, text) >= EDITED


def _marks(quote: str) -> Iterator[tuple[str, bool]]:
    """Yield the numbers and capitalised words, and whether only its sentence gives it a capital."""
    for found in TOKEN.finditer(quote):
        word = found[0]
        if word[0].isnumeric():
            yield word, False
        elif word[0].isupper():
            yield word.casefold(), BEGINS.search(quote, 0, found.start()) is not None


def _how_many(marks: list[str], text: str) -> int:
    """Return how many of ``marks`` stand in ``text``, in their order."""
    return in_common(marks, [word.casefold() for word in TOKEN.findall(text)]) if marks else 0
