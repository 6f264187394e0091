"""The ladder: what each check says at its edges, in which order, and under which preset."""

from dataclasses import replace
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opinion.screening.cases import Case, Record
from opinion.screening.ladder import LADDER, Challenge, Reject, StoppedError, climb, how_many_links
from opinion.screening.presets import Place, Preset, Site, Terms, terms_of
from opinion.screening.words import phrase_of

LONG = 200_000  # characters, ten times what a site may take
SECONDS = 20  # what grew with the square would take minutes
KNOWN = Record(approved=9, decided=9)
BALANCED, OPEN, STRICT = (terms_of(Site(preset)) for preset in (
    Preset.BALANCED, Preset.OPEN, Preset.STRICT,
))  # fmt: skip
HELD, REJECTED = phrase_of("casino"), phrase_of("filth", is_rejected=True)


def why(case: Case) -> list[str]:
    return [reason["why"] for reason in climb(case)]


def linked(number: int) -> str:
    return " ".join(f"https://{each}.example" for each in range(number))


@pytest.mark.parametrize(
    ("terms", "record", "links", "reasons"),
    [
        (BALANCED, KNOWN, 5, []),
        (BALANCED, KNOWN, 6, ["links"]),
        (BALANCED, Record(), 1, ["first"]),
        (BALANCED, Record(), 2, ["links", "first"]),
        (OPEN, Record(), 1, []),
        (OPEN, Record(), 2, ["links"]),
        (STRICT, Record(approved=2), 0, ["first"]),
        (STRICT, Record(approved=2), 1, ["links", "first"]),
        (STRICT, Record(approved=3), 2, []),
        (STRICT, KNOWN, 3, ["links"]),
        (replace(BALANCED, has_staff=False), Record(), 1, []),
        (replace(BALANCED, has_staff=False), Record(), 2, ["links"]),
        (replace(STRICT, has_staff=False), Record(), 0, []),
        (replace(OPEN, holds=Place.SECTION), KNOWN, 0, ["pre-moderation"]),
    ],
)
def test_links_and_first_comments_are_held(
    terms: Terms, record: Record, links: int, reasons: list[str]
) -> None:
    assert why(Case(terms, linked(links), record=record)) == reasons


@pytest.mark.parametrize(
    ("terms", "decided", "rejected", "is_held"),
    [
        (BALANCED, 4, 4, False),
        (BALANCED, 5, 1, False),
        (BALANCED, 5, 2, True),
        (BALANCED, 10, 3, True),
        (BALANCED, 100, 29, False),
        (OPEN, 10, 10, False),
        (STRICT, 3, 1, True),
        (STRICT, 5, 1, True),
        (STRICT, 6, 1, False),
    ],
)
def test_a_bad_record_is_held(terms: Terms, decided: int, rejected: int, is_held: bool) -> None:
    case = Case(terms, record=Record(9, decided, rejected))

    assert why(case) == (["history"] if is_held else [])


def test_a_word_is_held_or_sent_back_and_the_reason_names_it() -> None:
    case = Case(BALANCED, record=KNOWN, words=(HELD,))
    assert climb(case) == [{"why": "words", "phrases": ["casino"]}]

    with pytest.raises(StoppedError) as stopped:
        climb(replace(case, words=(HELD, REJECTED)))

    assert stopped.value.verdict == Reject({"why": "words", "phrases": ["filth"]})


def test_the_first_that_stops_a_comment_is_what_its_writer_is_told() -> None:
    all_at_once: dict[str, dict[str, object]] = {
        "repeated": {"is_repeated": True},
        "too fast": {"wait": 5},
        "heated": {"heat": 5},
        "closed": {"is_closed": True},
        "trapped": {"is_trapped": True},
        "words": {"words": (REJECTED,)},
    }
    wrong: dict[str, object] = {}
    for kind, more in reversed(all_at_once.items()):
        wrong |= more
        with pytest.raises(StoppedError) as stopped:
            climb(Case(BALANCED, **wrong))  # type: ignore[arg-type]
        assert stopped.value.verdict.reason["why"] == kind
        assert isinstance(stopped.value.verdict, Challenge) == (kind == "trapped")


def test_the_checks_stand_in_the_order_that_is_documented() -> None:
    assert [check.__name__ for check in LADDER] == [
        "duplicate", "flood", "heat", "closed", "barred", "warned", "watched", "trap", "words",
        "links", "first_comment", "recent_history", "learning_filter", "pre_moderation",
    ]  # fmt: skip


def test_staff_are_bound_by_little() -> None:
    case = Case(
        replace(STRICT, holds=Place.SITE), linked(9), heat=9, is_trapped=True, words=(REJECTED,)
    )
    assert climb(replace(case, is_staff=True)) == []

    with pytest.raises(StoppedError):
        climb(replace(case, is_staff=True, is_closed=True))


@pytest.mark.parametrize(
    ("section", "article", "holds", "preset"),
    [
        (None, None, Place.SITE, Preset.STRICT),
        ("open", None, None, Preset.OPEN),
        ("hold", None, Place.SECTION, Preset.STRICT),
        ("hold", "balanced", None, Preset.BALANCED),
        ("open", "hold", Place.ARTICLE, Preset.STRICT),
    ],
)
def test_what_is_said_nearest_counts(
    section: str | None, article: str | None, holds: Place | None, preset: Preset
) -> None:
    terms = terms_of(Site(Preset.STRICT, is_holding=True), section, article)

    assert terms.holds == holds
    assert terms.figures == terms_of(Site(preset)).figures


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("no link, not even example.org", 0),
        ("http://a.example and HTTPS://A.example", 2),
        ("[https://a.example](https://a.example)", 1),
        ("<https://a.example>, https://a.example.", 1),
        ("www.a.example, https://www.b.example", 2),
        ("mailto:a@b.example", 0),
    ],
)
def test_each_address_is_one_link(text: str, count: int) -> None:
    assert how_many_links(text) == count


@pytest.mark.parametrize("piece", ["www.", "http://", "https://a", "http://www.", "\u201d", "w"])
def test_links_are_counted_in_no_long_time(piece: str) -> None:
    began = process_time()

    how_many_links((piece * LONG)[:LONG])

    assert process_time() - began < SECONDS


@given(st.text(), st.builds(Record, *[st.integers(0, 9)] * 3), st.sampled_from(Preset))
def test_any_text_climbs(text: str, record: Record, preset: Preset) -> None:
    climb(Case(terms_of(Site(preset)), text, record=record))
