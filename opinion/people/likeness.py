"""Likeness: whether one name can be taken for another.

By Unicode's list of characters that look alike (UTS #39, “confusables”), and a short one of our own
of those that are read alike, case aside: a name is like another one where some way to write that
one in small letters and capitals looks the same.

Both at once can't be told by one key to each name: n is written N, which looks like a capital Greek
nu; a small nu looks like v; but nobody takes Vera for Nera. So the look of the one name is compared
with all that the letters of the other may look like.
"""

import re
import unicodedata
from collections.abc import Collection, Sequence
from functools import cache, lru_cache
from importlib.resources import files

CONFUSABLES = "confusables-16.0.0.txt"  # as published; its licence beside it
MAPPING = re.compile(r"^([0-9A-F]+) ;\t([0-9A-F ]+) ;\tMA", re.MULTILINE)
SHORTEST = 2  # letters; nobody has a single one to themselves
DIACRITICS = {1, *range(10, 37), *range(200, 241)}  # classes of marks beside and across letters,
# less those that write vowels, doubled kana and the like (Unicode 16.0, section 4.3)
FULL_LETTERS = {"Lu", "Ll", "Lt", "Lo"}  # others are nearly punctuation: okina, prime
UNSEEN = re.compile(  # letters and marks that show nothing (Default_Ignorable_Code_Point)
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)

STAND_INS = {  # what is read as a letter, though Unicode's list does not say so
    "a": "ᴀ4@", "b": "ʙ", "d": "ᴅ", "e": "ᴇ3ɘǝɛ€", "f": "ꜰ", "g": "ɢꞠꞡ", "h": "ʜ", "j": "ᴊ",
    "k": "ᴋꞢꞣ", "l": "ʟ", "m": "ᴍ", "n": "ɴпꞤꞥ", "p": "ᴘ", "q": "ꞯ", "r": "ʀɾꞦꞧ", "s": "5$Ꞩꞩꜱ",
    "t": "ᴛ7†‡", "u": "ʉ", "y": "\u028f",
}  # fmt: skip
SIGNS = frozenset("@$€†‡")  # of these, those that may be a letter, or nothing
ASIDE = re.compile(r"[][(){}<>«»,;:/|،、·•–—―]|\s-|-\s")  # what parts a name from an addition


class Names:
    """Names that one is compared with all at once: only with those that it may begin like."""

    def __init__(self, names: Collection[str]) -> None:
        self._folded = {_folded(each) for each in names}
        self._by_first: dict[str, list[str]] = {}
        for each in names:
            for first in {form[:1] for forms in _spellings(each)[:1] for form in forms}:
                self._by_first.setdefault(first, []).append(each)

    def have_one_like(self, name: str) -> bool:
        """Whether ``name`` could be taken for one of them (see :func:`looks_like`)."""
        folded, look = _folded(name), _look_with_signs(name)
        if len(folded) >= SHORTEST and folded in self._folded:
            return True
        firsts = {"", *(look[at : at + 1] for at in _past_signs(look, {0}))}
        alike = [each for first in firsts for each in self._by_first.get(first, ())]
        return any(looks_like(name, each) for each in alike)


def can_be_taken_for(name: str, other: str) -> bool:
    """Whether ``name``, or what stands in it before, in or after an addition, looks like ``other``:
    “Ann Sample (Staff)” can be taken for Ann Sample.
    """
    parts = ASIDE.split(unicodedata.normalize("NFKC", name))
    return any(looks_like(each, other) for each in (name, *parts))


def looks_like(name: str, other: str) -> bool:
    """Whether ``name`` could be taken for ``other``, which has two letters or digits at least.

    Spaces, punctuation, symbols, accents and what can't be seen are no difference, nor is what
    compatibility (NFKC) and case folding make the same.
    """
    if _folded(name) == _folded(other):
        return len(_folded(other)) >= SHORTEST
    letters = _spellings(other)
    return len(letters) >= SHORTEST and _is_spelt(_look_with_signs(name), letters)


def skeleton(name: str) -> str:
    """Return what a name looks like: the same for names that differ in confusable characters only.

    It is that of UTS #39, section 4, without what is neither letter nor digit, and without accents.
    It is for comparing, and never shown.
    """
    return "".join(map(_look, _decomposed(name)))


@cache
def prototypes() -> dict[str, str]:
    """Return what each confusable character looks like, from Unicode's list."""
    text = files(__package__).joinpath(CONFUSABLES).read_text("utf-8")
    return {_written(one): _written(like) for one, like in MAPPING.findall(text)}


@lru_cache(1024)  # many names are compared with the same few
def _spellings(name: str) -> tuple[frozenset[str], ...]:
    """Return all that each letter of a name may look like."""
    return tuple(forms for each in _decomposed(name) if (forms := _forms(each)) != {""})


def _is_spelt(look: str, letters: Sequence[frozenset[str]]) -> bool:
    """Whether ``look`` is made of one form of each of ``letters``, in order."""
    reached = _past_signs(look, {0})
    for forms in letters:
        if not reached:  # most names differ in their first letter
            break
        ends = {at + len(form) for at in reached for form in forms if look.startswith(form, at)}
        reached = _past_signs(look, ends)
    return len(look) in reached


def _past_signs(look: str, places: set[int]) -> set[int]:
    """Return ``places`` in ``look``, and those behind the signs that stand there."""
    found: set[int] = set()
    while places:
        found |= places
        places = {at + 1 for at in places if look[at : at + 1] in SIGNS}
    return found


@lru_cache(1024)  # one name is compared with many
def _look_with_signs(name: str) -> str:
    """Return what a name looks like, with the signs that may be letters still in it."""
    return "".join(each if each in SIGNS else _look(each) for each in _decomposed(name))


@lru_cache(4096)
def _forms(letter: str) -> frozenset[str]:
    """Return what a character looks like, small and capital, and what may stand for it."""
    looks = {skeleton(each) for each in (letter, letter.lower(), letter.upper())}
    others = {_look_with_signs(each) for look in looks for each in STAND_INS.get(look, "")}
    return frozenset(looks | others)


def _look(character: str) -> str:
    """Return what a character looks like; nothing where it is neither letter nor digit.

    A letter that looks like a sign (ð is given as ∂ with a bar) stays what it is.
    """
    known = prototypes()
    like = unicodedata.normalize("NFKD", known.get(character, character))
    look = _letters("".join(known.get(each, each) for each in like))
    return look or (character if unicodedata.category(character) in FULL_LETTERS else "")


@lru_cache(1024)
def _folded(name: str) -> str:
    """Return the letters and digits of a name, whatever their case and compatible forms."""
    return _letters(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold()))


def _letters(text: str) -> str:
    """Return the letters and digits of a text, and the marks that make them others."""
    return "".join(filter(_counts, _decomposed(text)))


def _counts(character: str) -> bool:
    kind = unicodedata.category(character)[0]
    is_accent = kind == "M" and unicodedata.combining(character) in DIACRITICS
    return kind in "LNM" and unicodedata.category(character) != "Me" and not is_accent


def _decomposed(text: str) -> str:
    """Return a text with its marks apart (NFD), and without what can't be seen."""
    return UNSEEN.sub("", unicodedata.normalize("NFD", text))


def _written(code_points: str) -> str:
    """Return the text that code points in hexadecimal digits stand for."""
    return "".join(chr(int(each, 16)) for each in code_points.split())
