"""Guessable: which passwords anybody would try (NIST SP 800-63B, 3.1.1.2; ASVS 5.0, 6.2).

What everybody has in theirs is taken away: well-known words, rows of keys, what one is called here.
If hardly any other character is left, the password is a guess. No list of leaked ones is needed: of
those with twelve characters or more, the frequent ones are made of these parts.
"""

import re
import unicodedata
from collections.abc import Iterable

LEFT_AT_LEAST = 5  # different characters
SHORTEST_WORD = 3  # characters
WORDS = re.findall(
    r"\w+",
    """
    password passwort passwd pass kennwort letmein welcome willkommen admin administrator root user
    login signin secret geheim master changeme change default test testing guest moderator editor
    qwerty qwertz azerty dragon monkey football baseball basketball fussball soccer superman batman
    sunshine princess iloveyou loveyou love hallo hello computer internet server system freedom
    whatever trustno shadow michael jennifer charlie daniel jessica ashley summer sommer winter
    spring autumn herbst january february september october november december monday friday
    company please access killer starwars pokemon minecraft google facebook abc you the and
    """,
)
ROWS = re.findall(
    r"\S+",
    """
    abcdefghijklmnopqrstuvwxyz 012345678901234567890 1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p
    qwertyuiop asdfghjkl zxcvbnm qwertzuiop yxcvbnm azertyuiop qsdfghjklm wxcvbn
    qazwsxedcrfvtgbyhnujmikolp 1q2w3e4r5t6y7u8i9o0p !@#$%^&*()_+ !\"§$%&/()=?
    """,
)
LOOKALIKES = str.maketrans("01345@$!", "oleasasi")


def is_guessable(password: str, own: Iterable[str] = ()) -> bool:
    """Whether ``password`` is made of little but well-known parts, and ``own`` words."""
    plain = unicodedata.normalize("NFKC", password).casefold()
    words = [*_parts_of(own), *WORDS]
    return any(
        len(set(_without(text, words))) < LEFT_AT_LEAST
        for text in (plain, plain.translate(LOOKALIKES))
    )


def _parts_of(own: Iterable[str]) -> list[str]:
    """Return the words that names and addresses are made of."""
    folded = (unicodedata.normalize("NFKC", each).casefold() for each in own)
    return [
        part for each in folded for part in re.split(r"[\W_]+", each) if len(part) >= SHORTEST_WORD
    ]


def _without(text: str, words: Iterable[str]) -> str:
    """Return what is left of ``text`` without ``words``, rows of keys and spaces."""
    for word in sorted(set(words), key=len, reverse=True):
        text = text.replace(word, " ")
    return "".join(_without_rows(text).split())


def _without_rows(text: str) -> str:
    """Return ``text`` without what stands on the keyboard, or in the alphabet, side by side."""
    rows = [*ROWS, *(row[::-1] for row in ROWS)]
    left, place = "", 0
    while place < len(text):
        length = 0
        while place + length < len(text) and any(
            text[place : place + length + 1] in row for row in rows
        ):
            length += 1
        is_row = length >= SHORTEST_WORD
        left += " " if is_row else text[place]
        place += length if is_row else 1
    return left
