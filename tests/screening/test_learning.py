"""What the learning filter makes of a text, from what it was taught."""

from hypothesis import given
from hypothesis import strategies as st

from opinion.screening.evidence import BUCKETS, Trait, evidence_in
from opinion.screening.learning import BIAS, Weight, judge, learn
from tests.screening.corpus import LESSONS


def taught() -> dict[int, Weight]:
    weights: dict[int, Weight] = {}
    for lesson in LESSONS:
        weights.update(learn(evidence_in(lesson.text), weights, is_spam=lesson.is_spam))
    return weights


TAUGHT = taught()
IDENTITIES = [
    "atheist", "bisexual", "black", "blind", "catholic", "christian", "deaf", "disabled", "gay",
    "german", "immigrant", "jewish", "lesbian", "muslim", "old", "polish", "queer", "refugee",
    "roma", "trans", "turkish", "ukrainian", "white", "woman", "young",
]  # fmt: skip


def test_what_resembles_spam_is_held_and_what_resembles_an_argument_is_not() -> None:
    spam = judge(evidence_in("Friends!! free casino bonus, subscribe at www.example.com"), TAUGHT)
    fair = judge(evidence_in("The minister ignores what the author says about rents"), TAUGHT)

    assert spam.holds
    assert not fair.holds
    assert fair.probability < 0.5 < spam.probability


def test_a_verdict_names_the_clues_that_speak_for_it() -> None:
    clues = judge(evidence_in("win free bitcoin, friends!!"), TAUGHT).clues

    assert {clue.words or clue.trait for clue in clues} <= {
        "win", "free", "bitcoin", "win free", "free bitcoin", "friends", Trait.SHOUTS
    }  # fmt: skip
    assert len(clues) == 3


def test_a_disguised_word_is_recognised_by_its_pieces() -> None:
    plain = judge(evidence_in("bitcoin"), TAUGHT).probability
    disguised = judge(evidence_in("BITCOINS2"), TAUGHT).probability
    unknown = judge(evidence_in("zeppelins"), TAUGHT).probability

    assert unknown < disguised <= plain


def test_no_word_holds_a_text_by_itself_however_often_it_stood_in_spam() -> None:
    weights: dict[int, Weight] = {}
    for _ in range(200):
        weights.update(learn(evidence_in("casino"), weights, is_spam=True))
        weights.update(learn(evidence_in("I disagree"), weights, is_spam=False))

    verdict = judge(evidence_in("I disagree, casino"), weights)

    assert not verdict.holds


def test_words_for_what_people_are_hold_no_sentence() -> None:
    weights = dict(TAUGHT)
    for word in IDENTITIES:  # a campaign, all of it decided to be spam
        for _ in range(5):
            text = f"Hello friends, win free bitcoin for {word} people at www.example.com"
            weights.update(learn(evidence_in(text), weights, is_spam=True))

    sentences = [f"I am {word}, and the council is right" for word in IDENTITIES]
    sentences += [f"As a {word} teacher I read this article with care" for word in IDENTITIES]

    assert [text for text in sentences if judge(evidence_in(text), weights).holds] == []


def test_an_untaught_filter_holds_nothing() -> None:
    verdict = judge(evidence_in("Win free bitcoin!!"), {})

    assert verdict.probability == 0.5
    assert not verdict.holds
    assert verdict.clues == ()


def test_what_was_wrongly_learned_is_unlearned() -> None:
    weights = dict(TAUGHT)
    text = "Subscribe to the free newsletter of the council at www.example.com"
    before = judge(evidence_in(text), weights).probability
    for _ in range(10):
        weights.update(learn(evidence_in(text), weights, is_spam=False))

    assert judge(evidence_in(text), weights).probability < 0.5 < before


@given(st.text(max_size=400), st.booleans())
def test_any_text_can_be_judged_and_learned_from(text: str, is_spam: bool) -> None:
    evidence = evidence_in(text)
    weights = learn(evidence, TAUGHT, is_spam=is_spam)

    before, after = judge(evidence, TAUGHT), judge(evidence, {**TAUGHT, **weights})

    assert all(BIAS <= bucket < BUCKETS for bucket in weights)
    assert 0 <= before.probability <= 1
    assert (after.probability >= before.probability) == is_spam or (
        after.probability == before.probability
    )
