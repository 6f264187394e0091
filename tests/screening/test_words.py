"""The list of words: what a phrase finds, what can't hide from it, and that it is never slow."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opinion.screening.words import UnfitPhraseError, WordList, kept, phrase_of, words_of

LONG = 20_000  # characters, the longest comment that a site may take
EXPANSION = 18  # Unicode Standard Annex 15: what NFKC makes of a character, at the most
PHRASES = ("casino", "free money", "viag*", "*coin", "*crypto*", "a b c", "straße", "a*")
AWKWARD = (
    "a",
    "a ",
    "\u0301",
    "\u0316\u0301",
    "\ufdfa",
    "\U0001d49c",
    "*",
    "\u00ad",
    "casino ",
    "ß",
    "e\u0301",
)


def found(phrase: str, text: str) -> bool:
    return bool(WordList([phrase_of(phrase)]).found_in(text))


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("casino", "The CASINO!"),
        ("casino", "https://casino.example/x"),
        ("casino", "*casino* _casino_"),
        ("casino", "\uff23asino"),
        ("casino", "cas\u00adi\u200bno"),
        ("casino", "ca\u0336s\u0336ino"),
        ("Straße", "in der STRASSE"),
        ("café", "cafe\u0301"),
        ("free money", "Free,\nmoney"),
        ("viag*", "Viagra"),
        ("*coin", "bitcoin"),
        ("*crypto*", "mycryptos"),
        ("free *coin", "free dogecoin"),
        ("हिन्दी", "यह हिन्दी है"),
        ("赌场*", "赌场很好"),
    ],
)
def test_a_phrase_is_found(phrase: str, text: str) -> None:
    assert found(phrase, text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("casino", "casinos"),
        ("ass", "a classic assessment"),
        ("free money", "free the money"),
        ("free money", "free"),
        ("viag*", "via Graz"),
        ("*coin", "coins"),
        ("casino", ""),
    ],
)
def test_nothing_else_is_found(phrase: str, text: str) -> None:
    assert not found(phrase, text)


@pytest.mark.parametrize("phrase", ["", " ", "*", "ca*sino", "**casino", "a * b", "!?"])
def test_what_is_no_phrase_is_refused(phrase: str) -> None:
    with pytest.raises(UnfitPhraseError):
        kept(phrase)


def test_a_phrase_is_kept_as_it_is_compared() -> None:
    assert kept("  FREE   Money* ") == "free money*"
    assert kept(kept("*Straße*")) == kept("*Straße*") == "*strasse*"


def test_each_phrase_is_found_once_in_the_order_of_the_text() -> None:
    words = WordList([phrase_of("two"), phrase_of("one"), phrase_of("three")])

    assert [each.words for each in words.found_in("One two, one two.")] == ["one", "two"]


@given(st.text())
def test_any_text_can_be_searched(text: str) -> None:
    WordList(map(phrase_of, PHRASES)).found_in(text)


@given(st.text(min_size=1, max_size=20))
def test_whatever_is_a_phrase_finds_itself(words: str) -> None:
    try:
        phrase = kept(words)
    except UnfitPhraseError:
        return
    assert kept(phrase) == phrase
    assert found(phrase, phrase.replace("*", ""))


@pytest.mark.parametrize("piece", AWKWARD, ids=ascii)
def test_the_longest_text_has_no_more_to_look_at_than_unicode_lets_it_have(piece: str) -> None:
    words = WordList([*map(phrase_of, PHRASES), *(phrase_of(f"x{n}*") for n in range(1_000))])
    text = (piece * LONG)[:LONG]

    looked_at = sum(map(len, words_of(text)))

    assert looked_at <= LONG * EXPANSION
    assert len(words.found_in(text)) <= len(PHRASES)
