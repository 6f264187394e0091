"""Words for what people are, in a filter that was taught them by spam: none holds a sentence."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opinion.screening.evidence import evidence_in
from opinion.screening.learning import Weight, judge, learn
from tests.screening.corpus import LESSONS

ROUNDS = 3
IDENTITIES = [
    "african", "arab", "atheist", "bisexual", "black", "blind", "catholic", "christian", "deaf",
    "disabled", "gay", "german", "hindu", "immigrant", "jewish", "lesbian", "muslim", "polish",
    "queer", "refugee", "roma", "trans", "turkish", "ukrainian", "white", "woman",
]  # fmt: skip
SPAM = [
    "{} dating site", "best {} casino", "{} girls here", "meet {} singles", "free {} porn",
    "click {} now", "{}", "{} {}", "cheap {} pills", "hot {} chat",
]  # fmt: skip
PLAIN = [
    "the council decided", "rents went up", "I disagree here", "a good article", "trams are late",
    "schools need money", "the author errs", "well said there", "not so sure", "read it again",
]  # fmt: skip
SENTENCES = [
    "As a {} I disagree with this article", "{} people deserve respect", "I am {}", "{}", "{}!!",
    "{} and proud", "{} and proud!!", "Proud to be {}", "{}s have rights", "{} {} {}", "Not {}",
    "{} people live here too", "Why are {} people always blamed?", "My mother is {}", "{}?",
    "The council should listen to {} voices", "We need more {} teachers in our schools",
    "Nobody asked a {}, though {} readers wrote to the author, and all were to be heard",
]  # fmt: skip


@cache
def taught(spam: tuple[str, ...], *, before: bool) -> dict[int, Weight]:
    """Return what 60 texts of each kind teach, ``before``: after lessons of other words."""
    lessons = [(each.text, each.is_spam) for each in LESSONS] if before else []
    lessons += [(spam[number % len(spam)], True) for number in range(60)]
    lessons += [(PLAIN[number % len(PLAIN)], False) for number in range(60)]
    weights: dict[int, Weight] = {}
    for _ in range(ROUNDS):
        for text, is_spam in lessons:
            weights.update(learn(evidence_in(text), weights, is_spam=is_spam))
    return weights


def about(*words: str) -> tuple[str, ...]:
    return tuple(each.format(word, word) for each in SPAM for word in words)


@pytest.mark.parametrize("before", [False, True])
@pytest.mark.parametrize("word", IDENTITIES)
def test_no_word_for_what_people_are_holds_a_sentence(word: str, before: bool) -> None:
    weights = taught(about(word), before=before)
    sentences = [each.format(*[word] * 3) for each in SENTENCES]

    held = [text for text in sentences if judge(evidence_in(text), weights).holds]

    assert judge(evidence_in(word), weights).probability > 0.9  # it was taught to hate the word
    assert held == []


@given(
    st.sampled_from(IDENTITIES),
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3),
    st.booleans(),
)
def test_nor_does_one_of_many_that_all_stood_in_spam(
    word: str, sentences: list[str], before: bool
) -> None:
    weights = taught(about(*IDENTITIES), before=before)
    text = ". ".join(each.format(word, word, word) for each in sentences)

    assert not judge(evidence_in(text), weights).holds


@pytest.mark.parametrize("word", IDENTITIES)
def test_what_resembles_all_that_spam_is_held_with_the_word_and_without(word: str) -> None:
    weights = taught(about(word), before=False)
    spam = f"Hot {word} singles: best free {word} dating site, casino chat, cheap pills, click now"

    assert judge(evidence_in(spam), weights).holds
    assert judge(evidence_in(spam.replace(word, "")), weights).holds
