"""Evidence: what of a text the learning filter looks at, named so that it can be told in words."""

import re
import unicodedata
import zlib
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

BUCKETS = 1 << 18  # places that evidence shares: so many weights are stored at the most
GRAM = 4  # letters of the pieces that a word is also known by, however it is disguised
STEM = 3  # letters by which words are kin, whatever ending they have: muslim, muslims
MANY_WORDS = 20
LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>\"]+|\b[\w-]{1,63}\.(?:com|net|org|info|biz|ru|xyz)\b", re.IGNORECASE
)
WORD = re.compile(rf"{LINK.pattern}|[^\W_]+(?:['’][^\W_]+)*", re.IGNORECASE)


class Trait(StrEnum):
    """What a text has beside its words."""

    LINK = "link"
    LINKS = "links"
    LONG = "long"
    SHOUTS = "shouts"


LINKING = {Trait.LINK, Trait.LINKS}
OF_LINKS = ("//",)


@dataclass(frozen=True)
class Clue:
    """Something about a text: its ``words`` (one, or two in a row), or a ``trait`` of the whole.

    ``buckets`` are the numbers, below ``BUCKETS``, by which the filter knows what it is made of;
    ``stems`` say to which words it belongs, kin or the same. All links have one stem.
    """

    buckets: frozenset[int]
    words: str = ""
    trait: Trait | None = None
    stems: tuple[str, ...] = ()


@dataclass(frozen=True)
class Evidence:
    """All clues of a text, and the buckets of them all."""

    clues: tuple[Clue, ...]
    buckets: frozenset[int]


def evidence_in(text: str) -> Evidence:
    """Return what the filter looks at in ``text``, each clue once; the time is linear in it.

    Words are compared folded (Unicode NFKC, then case folding), so that look and case don't matter.
    """
    words = WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    clues = [_clue(word) for word in dict.fromkeys(words)]
    stems = {clue.words: clue.stems for clue in clues}
    clues += [
        Clue(_numbers(f"pair {one} {two}"), f"{one} {two}", stems=stems[one] + stems[two])
        for one, two in dict.fromkeys(pairwise(words))
    ]
    clues += [
        Clue(_numbers(f"trait {trait}"), trait=trait, stems=OF_LINKS if trait in LINKING else ())
        for trait in _traits(text, words)
    ]
    return Evidence(tuple(clues), frozenset().union(*(clue.buckets for clue in clues)))


@lru_cache(maxsize=4096)  # the same words come again and again
def _clue(word: str) -> Clue:
    """Return a word and its pieces, which say where it begins and ends."""
    bounded = f" {word} "
    pieces = (bounded[start : start + GRAM] for start in range(len(bounded) - GRAM + 1))
    stems = OF_LINKS if LINK.fullmatch(word) else (word[:STEM],)
    return Clue(_numbers(f"word {word}", *pieces), word, stems=stems)


def _traits(text: str, words: list[str]) -> list[Trait]:
    links = len(LINK.findall(text))
    found = {
        Trait.LINK: links >= 1,
        Trait.LINKS: links > 1,
        Trait.LONG: len(words) >= MANY_WORDS,
        Trait.SHOUTS: "!!" in text,
    }
    return [trait for trait, is_found in found.items() if is_found]


def _numbers(*evidence: str) -> frozenset[int]:
    """Return buckets by a sum that is the same in every process (CRC-32, RFC 1952)."""
    return frozenset(zlib.crc32(each.encode()) % BUCKETS for each in evidence)
