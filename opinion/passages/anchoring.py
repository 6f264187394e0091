"""Anchoring: what a comment quotes, and where that stands in a later version. Pure.

A quote with what stands before and after it is a TextQuoteSelector (W3C Web Annotation Data Model,
4.2.4). A passage is found again where its quote stands, else where a close variant does, else in
its own block as far as that was only reworded. A place that said the same before is another
passage: nothing is ever moved there.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from opinion.articles.likeness import Lookup, likeness, words_of
from opinion.passages.variants import closeness, is_edited

CONTEXT = 32  # characters on each side of a quote
QUOTE_LENGTH = 300  # characters; of a longer passage, its beginning is quoted
SHORTEST = 3  # characters of a part; who selects less means the whole block
NEAR = 0.75  # likeness of what stands beside a short quote, so that it is the same place
OFTEN = 200  # places of a short quote that are looked at
TELLING = 8  # words of a quote that needs no context to be known in another block


@dataclass(frozen=True)
class Selector:
    """A passage: the block, the quote, and what stood on each side of it.

    ``is_reworded`` says that the block does not have the quote any more, but is still taken for it.
    """

    block: str
    quote: str
    prefix: str = ""
    suffix: str = ""
    is_reworded: bool = False


class Text:
    """The words of an article, block by block in their order, each with its name."""

    def __init__(self, blocks: Mapping[str, str]) -> None:
        self.blocks = dict(blocks)
        self.whole = "\n".join(self.blocks.values())
        self._names = list(self.blocks)
        self._starts: list[int] = []
        start = 0
        for words in self.blocks.values():
            self._starts.append(start)
            start += len(words) + 1

    def select(self, block: str, quote: str = "") -> Selector:
        """Return the selector of ``quote`` in ``block``, of the whole block if it is not there."""
        words = self.blocks[block]
        wanted = " ".join(unicodedata.normalize("NFC", quote).split())
        quote = _cut(wanted if len(wanted) >= SHORTEST and wanted in words else words)
        start = self._starts[self._names.index(block)] + words.index(quote)
        before, after = self.around(start, len(quote))
        return Selector(block, quote, before, after)

    def around(self, start: int, length: int) -> tuple[str, str]:
        """Return what stands before and after a part of the whole text."""
        end = start + length
        return self.whole[max(0, start - CONTEXT) : start], self.whole[end : end + CONTEXT]

    def places(self, quote: str) -> Iterator[tuple[str, str, str]]:
        """Yield where ``quote`` stands: the block, and what is before and after it."""
        start = self.whole.find(quote)
        while start >= 0:
            block = self._names[bisect_right(self._starts, start) - 1]
            yield block, *self.around(start, len(quote))
            start = self.whole.find(quote, start + len(quote))


class Matching:
    """Finds passages of one version of an article in the next."""

    def __init__(self, before: Text, after: Text) -> None:
        self._before, self._after = before, after
        changed = {
            name: words for name, words in after.blocks.items() if words != before.blocks.get(name)
        }
        self._changed, self._lookup = changed, Lookup(changed)

    def place_of(self, selector: Selector) -> Selector | None:
        """Return ``selector`` with its present block; None where it is not to be found."""
        words = self._after.blocks.get(selector.block, "")
        block: str | None = selector.block
        if selector.quote not in words:
            block = self._same_elsewhere(selector) or self._most_similar(selector)
        if block is None:
            return None
        is_reworded = selector.quote not in self._after.blocks[block]
        return replace(selector, block=block, is_reworded=is_reworded)

    def _same_elsewhere(self, selector: Selector) -> str | None:
        """Return the block that has come to say the quote, best where the context is the same."""
        places = islice(self._after.places(selector.quote), OFTEN)
        found = [
            (_agreement(selector, before, after), -number, block)
            for number, (block, before, after) in enumerate(places)
            if block in self._changed and selector.quote not in self._before.blocks.get(block, "")
        ]
        agreement, _, block = max(found, default=(0.0, 0, None))
        return block if is_telling(selector.quote) or agreement >= NEAR else None

    def _most_similar(self, selector: Selector) -> str | None:
        """Return the block that says a close variant, else its own if that was only reworded."""
        quote, own = selector.quote, self._after.blocks.get(selector.block)
        scores = {} if own is None else {selector.block: closeness(quote, own)}
        if is_telling(quote):
            for block in self._lookup.candidates(quote):
                if not closeness(quote, self._before.blocks.get(block, "")):
                    scores.setdefault(block, closeness(quote, self._changed[block]))
        best = max(scores, key=scores.__getitem__, default=None)
        if best is not None and scores[best]:
            return best
        return selector.block if own is not None and is_edited(quote, own) else None


def is_telling(quote: str) -> bool:
    """Whether a quote is long enough that nothing else says the same by chance."""
    return len(words_of(quote)) >= TELLING


def _agreement(selector: Selector, before: str, after: str) -> float:
    """Return how like the better of the two sides is, as far as there is one."""
    sides = ((selector.prefix, before), (selector.suffix, after))
    return max((likeness(was, now) for was, now in sides if was.strip()), default=0.0)


def _cut(quote: str) -> str:
    """Return the beginning of a long quote, up to a space."""
    if len(quote) <= QUOTE_LENGTH:
        return quote
    end = quote.rfind(" ", QUOTE_LENGTH // 2, QUOTE_LENGTH + 1)
    return quote[: end if end > 0 else QUOTE_LENGTH]
