"""Anchoring by hand: what an editor does to an article, and where its passages are then."""

import time

import pytest

from opinion.passages.anchoring import CONTEXT, QUOTE_LENGTH, Matching, Text
from tests.passages.versions import BUS, RAKE, SO, THREE, TREE, place


def test_a_passage_has_its_quote_and_what_stands_on_each_side_of_it() -> None:
    part = Text(THREE).select("b2", "quiet,  cheap")

    assert part.quote == "quiet, cheap"
    assert (part.prefix, part.suffix) == (
        "ners back their rakes: they are ",
        " and do not smell of petrol.\nA m",
    )
    assert len(part.prefix) == len(part.suffix) == CONTEXT


@pytest.mark.parametrize("quote", ["", "no words of the block", "q", BUS])
def test_what_is_not_in_the_block_means_all_of_it(quote: str) -> None:
    assert Text(THREE).select("b2", quote).quote == RAKE


def test_of_a_long_block_the_beginning_is_quoted_up_to_a_word() -> None:
    quote = Text({"b1": f"{BUS} " * 9}).select("b1").quote

    assert 200 < len(quote) <= QUOTE_LENGTH
    assert quote.split() == (f"{BUS} " * 9).split()[: len(quote.split())]
    assert len(Text({"b1": "本" * 900}).select("b1").quote) == QUOTE_LENGTH


@pytest.mark.parametrize(
    "after",
    [
        {"b1": BUS, "b2": RAKE.replace("quiet", "qiuet"), "b3": TREE},
        {"b1": BUS, "b2": RAKE.replace("cheap", "cheap, useful"), "b3": TREE},
        {"b1": BUS, "b2": f"Once more. {RAKE} {SO}", "b3": TREE},
        {"b2": RAKE.upper()},
        {"b3": TREE, "b9": "Something new and unrelated.", "b2": RAKE},
    ],
    ids=["typo", "word added", "sentences added", "capitals", "moved"],
)
def test_what_was_mended_stays(after: dict[str, str]) -> None:
    assert place(Text(THREE).select("b2"), THREE, after) == "b2"


def test_a_sentence_in_the_midst_of_the_quote_does_not_lose_it() -> None:
    amended = BUS.replace(" Nobody", " It has been so since the war. Nobody")

    assert place(Text(THREE).select("b1"), THREE, {**THREE, "b1": amended}) == "b1"


def test_of_a_split_paragraph_the_part_that_says_it_is_found() -> None:
    before = {"b1": f"{BUS} {RAKE}", "b2": TREE}
    after = {"b1": BUS, "b3": RAKE, "b2": TREE}

    assert place(Text(before).select("b1", RAKE), before, after) == "b3"
    assert place(Text(before).select("b1", BUS), before, after) == "b1"


def test_in_merged_paragraphs_both_passages_are_found() -> None:
    after = {"b1": f"{BUS} {RAKE}", "b3": TREE}

    assert place(Text(THREE).select("b1"), THREE, after) == "b1"
    assert place(Text(THREE).select("b2"), THREE, after) == "b1"
    assert place(Text(THREE).select("b2", "quiet, cheap and do not smell of petrol"), THREE, after)


def test_a_paragraph_written_anew_is_another_one() -> None:
    anew = {**THREE, "b2": "Nobody has asked the gardeners, who like their machines."}

    assert place(Text(THREE).select("b2"), THREE, anew) is None


def test_deleted_is_lost_and_typed_again_is_found() -> None:
    without = {"b1": BUS, "b3": TREE}
    passage = Text(THREE).select("b2")

    assert place(passage, THREE, without) is None
    assert place(passage, THREE, without, {**without, "b4": RAKE}) == "b4"
    assert place(passage, THREE, without, {**without, "b4": RAKE.replace("cheap", "dear")}) == "b4"


def test_a_place_that_said_the_same_before_is_another_passage() -> None:
    twice = {"b1": RAKE, "b2": BUS, "b3": RAKE}
    without = {"b2": BUS, "b3": RAKE}

    assert place(Text(twice).select("b1"), twice, without) is None
    assert place(Text(twice).select("b3"), twice, without) == "b3"
    assert place(Text(twice).select("b1"), twice, {**without, "b3": f"{RAKE} {SO}"}) is None


def test_a_few_words_are_found_elsewhere_only_among_their_neighbours() -> None:
    passage = Text(THREE).select("b2", "quiet")
    new = {"b1": BUS, "b3": TREE, "b4": "It was a quiet day."}
    moved = {"b1": BUS, "b3": TREE, "b4": f"{SO} {RAKE}"}

    assert place(passage, THREE, new) is None
    assert place(passage, THREE, moved) == "b4"


@pytest.mark.parametrize(
    ("words", "mended", "other"),
    [
        (
            "المكتبة في بلدتنا أغلقت قبل عامين، ولم يبق مكان يجلس فيه التلاميذ بعد المدرسة.",
            "المكتبة في بلدتنا أُغلقت قبل عامين، ولم يبق مكان يجلس فيه التلاميذ بعد المدرسة.",
            "امشِ من المحطة إلى السوق وحاول أن تجلس. المقهى يريد أن تطلب شيئًا.",
        ),
        (
            "図書館は町で最後の、何も求められない部屋である。誰でも座ってよい。",
            "図書館は町で最後の、何も求められない場所である。誰でも座ってよい。",
            "市議会は来月、二階と分館を閉じるかどうかを採決する予定だという。",
        ),
        (
            "🚲 beats 🚗 and 🚲🚲 beat 🚌, whatever 👩‍👩‍👧‍👦 says about 🌧️ in November.",
            "🚲 beats 🚗 and 🚲🚲 beat 🚌, whatever 👩‍👩‍👧‍👦 says about ☔ in November.",
            "Nobody asked 👵 what she thinks of the new timetable, or the old one.",
        ),
    ],
    ids=["right to left", "without spaces", "emoji"],
)
def test_every_script_is_followed(words: str, mended: str, other: str) -> None:
    before = {"b1": other, "b2": words}
    passage = Text(before).select("b2")

    assert place(passage, before, {"b1": other, "b2": mended}) == "b2"
    assert place(passage, before, {"b1": other, "b3": mended}) == "b3"
    assert place(passage, before, {"b1": other, "b2": other[::-1]}) is None


@pytest.mark.slow
def test_a_long_article_with_many_comments_takes_a_moment() -> None:
    numbers = iter(range(10**6))
    before = {
        f"b{n}": " ".join(f"word{next(numbers) % 997}" for _ in range(90)) for n in range(300)
    }
    after = {name: words.replace("word7", "other") for name, words in before.items()}
    anew = {f"b{n}": " ".join(f"new{next(numbers) % 991}" for _ in range(90)) for n in range(300)}
    text = Text(before)
    passages = [
        text.select(name, " ".join(words.split()[start : start + 30]))
        for name, words in before.items()
        for start in (0, 30, 60)
    ]

    for version in (after, anew):
        start = time.perf_counter()
        matching = Matching(text, Text(version))
        found = [matching.place_of(passage) for passage in passages]
        assert time.perf_counter() - start < 30, "the write lock is held meanwhile"
        assert any(found) == (version is after)
