"""Likeness: how much of one text stands in another. Pure, and bounded in time."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

UNSPACED = (  # scripts that put no spaces between words: each character counts as one
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
WORD = re.compile(rf"[{UNSPACED}]|(?:(?![{UNSPACED}])\w)+|[^\w\s]")
STRETCH = 3  # times the quote's length: how far apart its words may have moved
FEWEST_WORDS = 5  # of a quote, so that finding most of them is no chance
COMMON = 20  # texts with the same pair of words; a commoner pair tells nothing
CANDIDATES = 8  # texts that are looked at closely


def words_of(text: str) -> list[str]:
    """Return the words and marks of ``text``, in small letters."""
    return WORD.findall(text.casefold())


def in_common(one: Sequence[str], other: Sequence[str]) -> int:
    """Return the length of the longest common subsequence (Hyyrö 2004, bit-parallel)."""
    places: dict[str, int] = defaultdict(int)
    for place, each in enumerate(one):
        places[each] |= 1 << place
    full = (1 << len(one)) - 1
    row = full
    for each in other:
        hit = row & places.get(each, 0)
        row = ((row + hit) | (row - hit)) & full
    return len(one) - row.bit_count()


def likeness(one: str, other: str) -> float:
    """Return how like two texts are as wholes, from 0 to 1: what they share of both.

    Short ones are compared by letters, so that a mended letter is not a lost word.
    """
    if one == other:
        return 1.0
    these, those = words_of(one), words_of(other)
    if min(len(these), len(those)) < FEWEST_WORDS:
        return _shared("".join(these), "".join(those))
    return _shared(these, those)


def survival(quote: str, text: str) -> float:
    """Return how much of ``quote`` stands in ``text``, in order and close together, from 0 to 1.

    A few words that do not stand there as they are count by letters, and only if that is all.
    """
    if quote in text:
        return 1.0
    looked_for, words = words_of(quote), words_of(text)
    length = len(looked_for)
    if length < FEWEST_WORDS:
        return _shared("".join(looked_for), "".join(words))
    stretch = STRETCH * length
    starts = range(0, max(1, len(words) - 2 * length), length)
    kept = max(in_common(looked_for, words[start : start + stretch]) for start in starts)
    return kept / length


class Lookup:
    """Finds which of many texts may be like a given one, without comparing it with each."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts: dict[tuple[str, str], list[str]] = defaultdict(list)
        for name, text in texts.items():
            for pair in set(_pairs(text)):
                self._texts[pair].append(name)

    def candidates(self, text: str) -> list[str]:
        """Return the names of the texts that share most with ``text``, the likeliest first."""
        shared = Counter[str]()
        for pair in dict.fromkeys(_pairs(text)):
            names = self._texts.get(pair, ())
            if len(names) <= COMMON:
                shared.update(names)
        return [name for name, _ in shared.most_common(CANDIDATES)]


def _shared(one: Sequence[str], other: Sequence[str]) -> float:
    length = len(one) + len(other)
    return 2 * in_common(one, other) / length if length else 1.0


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    words = words_of(text)
    yield from pairwise(words)
