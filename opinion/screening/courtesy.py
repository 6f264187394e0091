"""Courtesies: what a writer may want to know before they post. None of them holds anything up."""

import re
from collections.abc import Iterator
from enum import StrEnum

FEW_LETTERS = 20  # too few to be called shouting
SHOUTED = 0.8  # of the letters that have a case
IN_A_ROW = 3  # comments by one writer with nobody's between them
ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,}")
NUMBERS = re.compile(
    r"(?<![\w.,])(?:\+|0|\(0?)\d[\d ()/.-]{6,24}(?!\w)|(?<!\d)\d{3}-\d{3}-\d{4}(?!\d)"
)
DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")
DIGITS = range(8, 16)  # of a telephone number with its area (ITU-T E.164: 15 at most)


class Courtesy(StrEnum):
    """What may be worth a second thought."""

    CAPITALS = "capitals"
    CONTACT = "contact"
    IN_A_ROW = "in a row"


def courtesies(text: str, before: int) -> Iterator[Courtesy]:
    """Yield what the writer of ``text`` may want to know; the last ``before`` here are theirs."""
    if is_shouted(text):
        yield Courtesy.CAPITALS
    if has_contact(text):
        yield Courtesy.CONTACT
    if before + 1 >= IN_A_ROW:
        yield Courtesy.IN_A_ROW


def is_shouted(text: str) -> bool:
    """Whether nearly all letters of a text are capitals."""
    cased = [letter for letter in text if letter.islower() or letter.isupper()]
    return len(cased) >= FEW_LETTERS and sum(map(str.isupper, cased)) >= SHOUTED * len(cased)


def has_contact(text: str) -> bool:
    """Whether there is an e-mail address or a telephone number in a text."""
    if ADDRESS.search(text):
        return True
    return any(map(_is_number, NUMBERS.findall(text)))


def _is_number(found: str) -> bool:
    digits = sum(map(str.isdigit, found))
    return digits in DIGITS and not DATE.fullmatch(found.strip(" ."))
