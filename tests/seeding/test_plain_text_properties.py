"""What holds for any text at all: it is read or refused in words, and no word of it gets lost."""

import re
from html import unescape
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opinion.seeding.documents import BadDocumentError
from opinion.seeding.furniture import counted, is_furniture
from opinion.seeding.paragraphs import html_of, passages_of
from tests.seeding.reading import LONG, attempt, document, page, read_text

ODD_LINES = (
    "By Sample Writer",
    "Sample Writer and Other Person",
    "16 January 2022",
    "0 comments on “A title”",
    "Leave a Reply",
    "Menu",
    "- one",
    "2. two",
    "> said",
    "“All in quotes.”",
    "This piece by MEP Sample Writer was originally published in The Gazette.",
    f"{LONG} By Sample Writer.",
    "What now?",
    LONG,
)
lines = st.one_of(st.sampled_from(ODD_LINES), st.text(max_size=40))
texts = st.lists(st.one_of(lines, st.just("")), max_size=14).map("\n".join)
SECONDS = 20  # what grew with the square would take minutes
HEADINGS = ("What role should the town play now?",)
BREAK, BROKEN = "\n", "<br>\n"
PARAGRAPHS = st.sampled_from([LONG, f"{LONG} {LONG}\n{LONG} It stays.", f"{LONG} By Jo Sample."])
WORD = re.compile(r"\w+")


def words(text: str) -> list[str]:
    return WORD.findall(text)


def words_of_html(html: str) -> list[str]:
    return words(unescape(re.sub(r"<[^<>]*>", " ", html)))


@given(texts)
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    first, second = attempt(document(text, "letter.txt")), attempt(document(text, "letter.txt"))

    if isinstance(first, BadDocumentError):
        assert "no headline" in first.problem
    else:
        assert first == second
        assert first.draft.title


@given(texts)
@settings(max_examples=200, deadline=None)
def test_a_body_loses_no_word_but_the_marks_of_lists_and_quotes(text: str) -> None:
    passages = passages_of(text)
    written = [
        re.sub(r"^(?:[-*•]\s+|\d{1,3}[.)]\s+)(?=\S)", "", line)
        for passage in passages
        for line in passage.lines
    ]
    marks = {word for passage in passages for line in passage.lines for word in words(line)[:1]}

    kept = words_of_html(html_of(passages))

    lost = [word for word in words(" ".join(written)) if word not in kept]
    assert not [word for word in lost if not (word.isdigit() and word in marks)]


@given(st.lists(st.sampled_from(ODD_LINES), max_size=8))
@settings(max_examples=100, deadline=None)
def test_every_paragraph_of_a_page_is_in_the_article_unless_it_is_furniture(
    passages: list[str],
) -> None:
    end = next((place for place, each in enumerate(passages) if counted(each)), len(passages))
    below = [each for each in passages[:end] if not is_furniture(each)]

    draft = read_text(page("Section", "A title of several words", LONG, *below)).draft

    told = words_of_html(draft.html) + words(draft.standfirst)
    signed = " ".join(f"{each.role} {each.name}" for each in draft.signatures)
    dated = "16 January 2022" if draft.published_at else ""
    expected = words(" ".join([LONG, *below]))
    missing = [word for word in expected if word not in told + words(f"By and {signed} {dated} 2")]
    assert missing == []


@given(
    st.lists(st.tuples(st.booleans(), st.lists(PARAGRAPHS, min_size=1, max_size=4)), max_size=5),
    st.sampled_from(["0 comments on “{}”", "12 comments on “{}", "No Comments on “{}”"]),
)
@settings(max_examples=100, deadline=None)
def test_a_page_in_the_shared_layout_is_told_apart_whatever_its_length(
    parts: list[tuple[bool, list[str]]], count: str
) -> None:
    title = "The sample bridge must stay open"
    standfirst = "It matters. This piece by MEP Jo Sample was first published in The Gazette."
    body = [[*(HEADINGS if is_headed else []), *texts] for is_headed, texts in parts]
    passages = [passage for part in body for passage in part]
    end = (count.format(title), "Leave a Reply")

    draft = read_text(page("Town", title, "Sample Poster", standfirst, *passages, *end)).draft

    assert (draft.section, draft.title, draft.standfirst) == ("Town", title, standfirst)
    assert [each.name for each in draft.signatures] == ["Jo Sample", "Sample Poster"]
    assert draft.html == "\n".join(
        f"<h2>{each}</h2>" if each in HEADINGS else f"<p>{each.replace(BREAK, BROKEN)}</p>"
        for each in passages
    )


@pytest.mark.parametrize(
    "text",
    [
        "a " * 100_000,
        "A, " * 50_000,
        "“" * 100_000,
        "By " * 50_000,
        "1. " * 50_000,
        "> " * 50_000,
        "A\n" * 50_000,
        "A. " * 50_000,
        f"Originally published in A {'by was ' * 20_000}",
    ],
)
def test_a_hostile_text_is_read_in_the_time_of_another(text: str) -> None:
    start = process_time()

    read_text(f"A title of several words\n\n{text}\n\n{LONG}\n")

    assert process_time() - start < SECONDS
