"""Words: which phrases of a list a text contains, by whole words, in time linear in its length.

A phrase is words with spaces between them; ``*`` at an end of a word stands for any letters there.
No list can make the search slow, as a pattern of regular expressions can.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

MARKS = 30  # combining marks in a row that are looked at (Unicode UAX 15, Stream-Safe Text)
WILD = "*"
WORD_OF_PHRASE = re.compile(r"\*?[^*]+\*?")


class UnfitPhraseError(ValueError):
    """There is no word in a phrase, or a ``*`` that is not at the end of one."""


@dataclass(frozen=True)
class Pattern:
    """A word of a phrase, and whether other letters may stand before and behind it."""

    letters: str
    before: bool = False
    behind: bool = False

    def fits(self, word: str) -> bool:
        """Whether ``word`` is one that this pattern means."""
        if self.before and self.behind:
            return self.letters in word
        if self.before:
            return word.endswith(self.letters)
        return word.startswith(self.letters) if self.behind else word == self.letters


@dataclass(frozen=True)
class Phrase:
    """One line of the list."""

    words: str
    patterns: tuple[Pattern, ...]
    is_rejected: bool = False

    @property
    def place(self) -> tuple[bool, bool, str]:
        """Where the index has it: by the first of its words."""
        first = self.patterns[0]
        return first.before, first.behind, first.letters


class WordList:
    """Phrases, found by the first of their words."""

    def __init__(self, phrases: Iterable[Phrase] = ()) -> None:
        self._placed: dict[tuple[bool, bool, str], list[Phrase]] = {}
        self._within: list[Phrase] = []
        self._longest = 0
        for phrase in phrases:
            first = phrase.patterns[0]
            self._longest = max(self._longest, len(first.letters))
            if first.before and first.behind:
                self._within.append(phrase)
            else:
                self._placed.setdefault(phrase.place, []).append(phrase)

    def found_in(self, text: str) -> list[Phrase]:
        """Return the phrases that ``text`` contains, each once, in the order of the text."""
        if not (self._placed or self._within):
            return []
        words = words_of(text)
        found = {
            phrase.words: phrase
            for number, word in enumerate(words)
            for phrase in self._beginning_with(word)
            if _goes_on(phrase, words[number : number + len(phrase.patterns)])
        }
        return list(found.values())

    def _beginning_with(self, word: str) -> Iterator[Phrase]:
        """Yield the phrases whose first word may be ``word``."""
        yield from self._placed.get((False, False, word), ())
        for length in range(1, min(len(word), self._longest) + 1):
            yield from self._placed.get((False, True, word[:length]), ())
            yield from self._placed.get((True, False, word[-length:]), ())
        yield from (phrase for phrase in self._within if phrase.patterns[0].fits(word))


def phrase_of(words: str, *, is_rejected: bool = False) -> Phrase:
    """Return the phrase that ``words`` mean. Raises UnfitPhraseError where they mean none."""
    parts = _parts(words, besides=WILD)
    patterns = tuple(
        Pattern(part.strip(WILD), part.startswith(WILD), part.endswith(WILD)) for part in parts
    )
    if not patterns or not all(map(WORD_OF_PHRASE.fullmatch, parts)):
        raise UnfitPhraseError("a phrase is words, and “*” stands at the beginning or end of one")
    return Phrase(_written(patterns), patterns, is_rejected)


def kept(words: str) -> str:
    """Return a phrase as it is kept and compared: without case, one space between words.

    Raises:
        UnfitPhraseError: it is none.
    """
    return phrase_of(words).words


def words_of(text: str) -> list[str]:
    """Return the words of ``text`` as they are compared: NFKC, case-folded, nothing invisible."""
    return _parts(text)


def _written(patterns: Iterable[Pattern]) -> str:
    return " ".join(
        f"{WILD if each.before else ''}{each.letters}{WILD if each.behind else ''}"
        for each in patterns
    )


def _goes_on(phrase: Phrase, words: list[str]) -> bool:
    """Whether ``words`` are those of ``phrase``, to its end."""
    if len(words) < len(phrase.patterns):
        return False
    return all(map(Pattern.fits, phrase.patterns, words))


def _parts(text: str, besides: str = "") -> list[str]:
    """Return what stands between all that is neither a letter, a digit, nor ``besides``.

    A mark that no letter took up is left out, lest it hide a word.
    """
    folded = _folded(text)
    places = {ord(each): _in_place_of(each) for each in set(folded).difference(besides)}
    return folded.translate(places).split()


@lru_cache(4096)
def _in_place_of(character: str) -> str | None:
    """Return what a character is for comparing: itself, a space, or nothing (None)."""
    if unicodedata.combining(character):
        return None
    is_letter = character.isalnum() or unicodedata.category(character)[0] == "M"
    return character if is_letter else " "


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    once = unicodedata.normalize("NFKC", _calm(text)).casefold()
    return unicodedata.normalize("NFKC", _calm(once))


def _is_restless(character: str) -> bool:
    return bool(unicodedata.combining(character)) or unicodedata.category(character) == "Cf"


def _calm(text: str) -> str:
    """Return ``text`` without what can't be seen, and with few marks on one letter.

    Putting marks in order takes time with the square of how many follow each other.
    """
    if not any(map(_is_restless, set(text))):
        return text  # mostly
    calm = []
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= MARKS and unicodedata.category(character) != "Cf":
            calm.append(character)
    return "".join(calm)
