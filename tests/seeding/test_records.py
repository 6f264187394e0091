"""People, pictures, credits and corrections in front matter."""

import pytest

from opinion.articles.drafts import Credit, Signature
from opinion.articles.models import Correction, Image
from tests.seeding.reading import LONG, entry, read_markdown


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("author: Sample Writer", [Signature("Sample Writer")]),
        (
            "byline: Sample Writer and Other Hand",
            [Signature("Sample Writer"), Signature("Other Hand")],
        ),
        (
            "author: The Sample Institute for Bridges and Roads",
            [Signature("The Sample Institute for Bridges and Roads")],
        ),
        (
            "authors: [Sample Writer, other-hand]",
            [Signature("Sample Writer"), Signature("Other Hand")],
        ),
        (
            "authors: [{name: Sample Writer, role: MEP, url: https://s.example/}, Other Hand]",
            [Signature("Sample Writer", "MEP", "https://s.example/"), Signature("Other Hand")],
        ),
    ],
)
def test_authors_may_be_a_text_a_list_or_maps(lines: str, expected: list[Signature]) -> None:
    assert list(entry(lines).signatures) == expected


@pytest.mark.parametrize(
    "lines",
    [
        "image: a.png\nimage_alt: A bridge\nimage_caption: 'It stands. Photo: S. Hand'",
        "cover: {image: a.png, alt: A bridge, caption: It stands., credit: 'Photo: S. Hand'}",
        "featured_image: {src: a.png, alt: A bridge, caption: 'It stands. (Photo: S. Hand)'}",
    ],
)
def test_the_picture_has_several_forms(lines: str) -> None:
    assert entry(lines).image == Image(
        src="a.png",
        alt="A bridge",
        width=0,
        height=0,
        caption="It stands.",
        credit="Photo: S. Hand",
    )


def test_no_picture_is_none() -> None:
    assert entry("hero: false").image is None


@pytest.mark.parametrize(
    ("lines", "credit"),
    [
        ("source: The Gazette", Credit("The Gazette")),
        (
            "source: https://www.sample.example/a",
            Credit("sample.example", "https://www.sample.example/a"),
        ),
        (
            "originally_published: {publication: The Gazette, url: 'https://sample.example/'}",
            Credit("The Gazette", "https://sample.example/"),
        ),
    ],
)
def test_a_credit_may_be_a_text_or_a_map(lines: str, credit: Credit) -> None:
    assert entry(lines).credit == credit


def test_an_address_that_is_none_is_left_out_and_noted() -> None:
    reading = read_markdown(f"---\ntitle: A\ncanonical_url: javascript:alert(1)\n---\n{LONG}")

    assert reading.draft.canonical_url == ""
    assert reading.notes == ("canonicalurl left out: javascript:alert(1) is no web address",)


def test_licence_and_corrections_are_read() -> None:
    draft = entry("license: CC BY 4.0\ncorrections:\n- at: 2026-11-21\n  text: It was a mile.")

    assert draft.licence == "CC BY 4.0"
    assert draft.corrections == (Correction(at="2026-11-21", text="It was a mile."),)
