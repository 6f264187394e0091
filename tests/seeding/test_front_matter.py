"""Front matter: both languages it is written in, and what may be wrong with it."""

from datetime import datetime

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from opinion.articles.drafts import Signature
from opinion.seeding.documents import BadDocumentError
from tests.seeding.reading import LONG, PRAGUE, attempt, document, read_markdown

NOON = datetime(2026, 11, 21, 12, tzinfo=PRAGUE)


def test_names_that_nobody_knows_are_reported_as_they_are_written() -> None:
    reading = read_markdown(f"---\ntitle: A\nLayout_Name: post\nmood: 3\n---\n{LONG}")

    assert reading.notes == ("unknown: Layout_Name, mood",)


def test_how_strictly_comments_are_screened_may_be_said() -> None:
    head = "---\ntitle: A\nmoderation: {}\n---\n"

    assert read_markdown(head.format("Hold") + LONG).draft.moderation == "hold"
    with pytest.raises(BadDocumentError, match="moderation must be one of: open, balanced"):
        read_markdown(head.format("harsh") + LONG)


def test_names_that_only_tell_how_a_page_is_made_are_no_news() -> None:
    names = ("layout", "type", "weight", "eleventyNavigation", "meta_title", "featured")
    head = "\n".join(f"{name}: some" for name in names)

    assert read_markdown(f"---\ntitle: A\n{head}\n---\n{LONG}").notes == ()


def test_toml_says_the_same_as_yaml() -> None:
    toml = """+++
title = "A letter"
date = 2026-11-21T12:00:00+01:00
draft = false
weight = 3
[taxonomies]
tags = ["Walking", "Roads"]
[[params.authors]]
name = "Sample Writer"
+++
"""
    draft = read_markdown(toml + LONG).draft

    assert (draft.title, draft.published_at, draft.is_draft) == ("A letter", NOON, False)
    assert draft.tags == ("Walking", "Roads")
    assert draft.signatures == (Signature("Sample Writer"),)


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("---\ntitle: A\n", 1, "not closed by ---"),
        ("---\ntitle: A\nb: [1\n---\n", 3, "YAML is malformed"),
        ("---\ntitle: A\nb: {\n---\n", 3, "YAML is malformed"),
        ("---\ntitle: A\nb: c: d\n---\n", 3, "YAML is malformed"),
        ("---\ntitle: A\nb: \x07\n---\n", 3, "YAML is malformed"),
        ("---\n- a list\n---\n", 2, "must be names and values"),
        ('+++\ntitle = "A"\nb = \n+++\n', 3, "TOML is malformed"),
        ("---\ntitle: A\ndate: soon\n---\n", 3, "date must be a date"),
        ("---\ntitle: A\nAuthors: [{role: MEP}]\n---\n", 3, "Authors names nobody"),
        ("---\ntitle: A\n\ncorrections: [It was a mile.]\n---\n", 4, "corrections must each have"),
        ("---\ntitle: [A]\n---\n", 2, "title must be text"),
        ("---\ntitle: A\ntags: {a: b}\n---\n", 3, "tags must be a list"),
        ("---\ntitle: A\nlanguage: klingon language\n---\n", 3, "language must be a code"),
        ("---\ntitle: A\ncomments: maybe\n---\n", 3, "comments must be yes, no"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, line: int, problem: str) -> None:
    with pytest.raises(BadDocumentError, match=problem) as caught:
        read_markdown(text + LONG)

    assert caught.value.line == line


values = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.dates(), st.datetimes()
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
NAMES = [
    "title", "date", "updated", "draft", "published", "status", "authors", "summary", "section",
    "tags", "image", "cover", "language", "slug", "aliases", "canonical_url", "source", "comments",
    "license", "corrections", "params", "anything",
]  # fmt: skip


@given(st.dictionaries(st.sampled_from(NAMES), values, max_size=6))
@settings(max_examples=200, deadline=None)
def test_any_values_are_read_or_refused_with_a_line(front: dict[str, object]) -> None:
    text = f"---\n{yaml.safe_dump(front, allow_unicode=True)}---\n{LONG}"
    first, second = attempt(document(text)), attempt(document(text))

    if isinstance(first, BadDocumentError):
        assert 1 <= first.line <= text.count("\n") + 1
    else:
        assert first == second
        assert LONG in first.draft.html


@given(st.text(max_size=80), st.sampled_from(["---", "+++"]))
@settings(max_examples=200, deadline=None)
def test_any_front_matter_is_read_or_refused_with_a_line(head: str, fence: str) -> None:
    text = f"{fence}\n{head}\n{fence}\n{LONG}"

    found = attempt(document(text))

    if isinstance(found, BadDocumentError):
        assert 1 <= found.line <= text.count("\n") + 1
    else:
        assert LONG in found.draft.html


def test_yaml_that_quotes_itself_again_and_again_is_no_danger() -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30)
    )

    with pytest.raises(BadDocumentError, match="tags must be a list"):
        read_markdown(f"---\ntitle: A\n{bomb}tags: *a29\n---\n{LONG}")
