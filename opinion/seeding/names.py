"""Names: bylines as people write them, told apart into who signs and what they are."""

import re
import unicodedata

from opinion.articles.drafts import Signature

MOST_WORDS = 5
MOST_ROLE_WORDS = 8
LONGEST_NAME = 120  # characters; what the table of authors has room for
PARTICLES = {
    "af", "al", "av", "bin", "da", "dal", "de", "del", "della", "den", "der", "di", "do", "dos",
    "du", "e", "el", "ibn", "la", "las", "le", "los", "ten", "ter", "van", "vom", "von", "y", "zu",
    "zum", "zur",
}  # fmt: skip
NOT_A_NAME = {
    "a", "an", "das", "der", "die", "ein", "eine", "how", "les", "qué", "the", "une", "warum",
    "was", "wer", "what", "when", "where", "who", "why", "wie",
}  # fmt: skip
TITLES = {
    "ambassador", "commissioner", "councillor", "dame", "dr", "governor", "judge", "justice",
    "lady", "lord", "mayor", "minister", "president", "prof", "professor", "rabbi", "rev",
    "reverend", "secretary", "senator", "sir",
}  # fmt: skip
SHORT = re.compile(r"(?:[^\W\d_]{1,3}\.)+")  # initials, Jr.
INSIDE = "'’‘.‐-"
PREFIXED = re.compile(r"(?:d|l|al|el|o|mc|mac)['’‐-]?[^\W\d_]", re.IGNORECASE)
BY = re.compile(
    r"(?:written\s+by|by|von|par|por|texte?\s+(?:von|de)|autor(?:in)?:|author:)\s+", re.IGNORECASE
)
JOINTS = re.compile(r"\s*(?:,|;|&|\+)\s*|\s+(?:and|und|et|with|mit|avec|con)\s+", re.IGNORECASE)


def is_name(words: str, least: int = 2) -> bool:
    """Whether ``words`` could be a name: 2 to 5 capitalised words, without digit or stop."""
    listed = words.split()
    if not (least <= len(listed) <= MOST_WORDS and len(words) <= LONGEST_NAME):
        return False
    if listed[0].lower() in NOT_A_NAME or not any(map(_is_capitalised, listed)):
        return False
    return all(word in PARTICLES or _is_capitalised(word) for word in listed)


def byline_in(line: str) -> list[Signature]:
    """Return who signs in a byline, none where ``line`` is not one.

    Behind “By”, one word is a name too, and what is no name is the role of the one before it.
    """
    said = BY.match(line.strip())
    rest = line.strip()[said.end() :].rstrip(".") if said else line.strip()
    found: list[Signature] = []
    for piece in JOINTS.split(rest):
        if is_name(piece, least=1 if said and not found else 2):
            found.append(Signature(piece))
        elif said and found and not found[-1].role and _is_role(piece):
            found[-1] = Signature(found[-1].name, role=piece)
        else:
            return []
    return found


def is_signed(line: str) -> bool:
    """Whether ``line`` is a byline that says so: “By NAME”."""
    return bool(BY.match(line.strip()) and byline_in(line))


def role_and_name(words: str) -> tuple[str, str]:
    """Part “MEP Jo Sample” into what somebody is and what they are called, empty where no name is.

    A role is what stands before the name: small letters, ABBREVIATIONS and titles of office.
    """
    listed = words.split()
    start = 0
    for place, word in enumerate(listed[:-1]):
        if _belongs_to_role(word) and not all(map(str.isupper, listed)):
            start = place + 1
    name = " ".join(listed[start:])
    if start > MOST_ROLE_WORDS or not is_name(name):
        return "", ""
    return re.sub(
        r"^(?:the|a|an|der|die|das)\s+", "", " ".join(listed[:start]), flags=re.IGNORECASE
    ), name


def same_person(one: str, other: str) -> bool:
    """Whether two names are written by the same letters, titles aside."""
    return _bare(one) == _bare(other)


def letters(text: str) -> str:
    """Return only the letters and digits of ``text``, case folded, for comparing."""
    return "".join(filter(str.isalnum, text.casefold()))


def _bare(name: str) -> str:
    return letters(role_and_name(name)[1] or name)


def _is_capitalised(word: str) -> bool:
    """Whether a word is written like a part of a name (scripts without capitals always are)."""
    fits = word[0].isalpha() and all(map(_is_of_name, word))
    if not fits or (word[-1] in INSIDE and not SHORT.fullmatch(word)):
        return False
    return not word[0].islower() or bool(PREFIXED.match(word) and any(map(str.isupper, word)))


def _is_of_name(character: str) -> bool:
    is_mark = unicodedata.category(character)[0] == "M"  # vowels of many scripts are
    return character.isalpha() or is_mark or character in INSIDE


def _is_role(words: str) -> bool:
    return len(words.split()) <= MOST_ROLE_WORDS and not any(map(str.isdigit, words))


def _belongs_to_role(word: str) -> bool:
    plain = word.rstrip(".,").lower()
    if word in PARTICLES:
        return False
    return (
        word[0].islower()
        or plain in TITLES
        or (word.isupper() and len(plain) > 1 and "." not in word)
    )
