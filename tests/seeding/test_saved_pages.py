"""Whole pages saved as text: our own sample, and one that lies beside the project."""

import os
import re
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from opinion.articles.drafts import Draft, Signature
from opinion.articles.models import Article, Part
from opinion.database import db
from opinion.seeding import plain_text
from opinion.seeding.documents import load
from tests.seeding.reading import document, read_text
from tests.seeding.running import run

OURS = Path(__file__).with_name("saved_page.txt")
BESIDE = Path(__file__).resolve().parents[2].parent / "shared/data/seeds"
SHARED = Path(os.environ.get("SHARED_SEEDS", BESIDE))
FURNITURE = ("comments on", "Leave a Reply")


def draft_of(path: Path) -> Draft:
    return plain_text.read(load(path, path.parent)).draft


@pytest.fixture
def shared_page() -> Path:
    found = sorted(SHARED.glob("000_*.txt"))
    if not found:
        pytest.skip(f"the shared page is not at {SHARED}")
    return found[0]


@pytest.fixture
def shared(shared_page: Path) -> Draft:
    return draft_of(shared_page)


def test_a_saved_page_is_told_apart_whole() -> None:
    draft = draft_of(OURS)

    assert draft.section == "Town Comments"
    assert draft.title == "Why the sample bridge must stay open"
    assert draft.signatures == (
        Signature("Sample Writer", role="DR"),
        Signature("Sample Poster", part=Part.POSTER),
    )
    assert draft.standfirst.startswith("The council wants to close the footbridge")
    assert draft.standfirst.endswith("was originally published in The Sample Gazette.")
    assert draft.credit is not None
    assert (draft.credit.publication, draft.credit.by) == ("The Sample Gazette", "Sample Writer")


def test_the_body_of_a_saved_page_keeps_every_paragraph_in_its_place() -> None:
    pieces = draft_of(OURS).html.split("\n<")
    starts = [piece.lstrip("<")[:24] for piece in pieces]

    assert starts == [
        "p>Last month the council",
        "p>Every morning some fou",
        "h2>Who counted the walke",
        "p>Nobody did. The figure",
        "p>I asked for the papers",
        "ul><li>the survey of 201",
        "h2>A cheaper way</h2>",
        "p>The boards need replac",
    ]
    assert pieces[0].endswith("wrong. By Sample Writer.</p>")
    assert "a car is not a walker.<br>\nIt was then halved" in pieces[3]


def test_no_furniture_of_a_saved_page_gets_into_the_article() -> None:
    reading = read_text(OURS.read_text("utf-8"))

    assert not any(words in reading.draft.html for words in FURNITURE)
    assert reading.notes == ("2 lines of page furniture left out",)


def test_the_shared_page_has_its_headline_byline_standfirst_and_credit(shared: Draft) -> None:
    assert shared.section == "Articles Default"
    assert shared.title == "The European Union must not ignore Kazakhstan"
    assert shared.signatures == (
        Signature("Markéta Gregorová", role="MEP"),
        Signature("Janis Voudouragkakis", part=Part.POSTER),
    )
    assert shared.standfirst.startswith("Violence has cut off the protests in Kazakhstan.")
    assert shared.standfirst.endswith("was originally published in Brussels Morning.")
    assert shared.credit is not None
    assert shared.credit.publication == "Brussels Morning"
    assert shared.credit.by == "Markéta Gregorová"


def test_the_shared_pages_body_has_its_two_headings_and_twelve_paragraphs(shared: Draft) -> None:
    pieces = shared.html.split("\n<")
    tags = [piece.lstrip("<").partition(">")[0] for piece in pieces]
    source = shared.source.split("\n\n")[4:-2]

    assert tags == ["p"] * 3 + ["h2"] + ["p"] * 4 + ["h2"] + ["p"] * 5
    assert "<h2>The dark role of the allies</h2>" in shared.html
    assert "<h2>What role should the European Union play now?</h2>" in shared.html
    assert [plain(piece) for piece in pieces] == source
    assert "in public statements.<br>\nWe have, of course" in shared.html
    assert not any(words in shared.html for words in FURNITURE)


def test_the_shared_page_is_loaded_by_the_command_whole(app: Flask, shared_page: Path) -> None:
    result = run(app, shared_page)

    article = db.session.scalars(select(Article)).one()
    tags = [re.match(r"<(\w+)", block["html"]) for block in article.blocks]
    assert result.exit_code == 0
    assert article.slug == "the-european-union-must-not-ignore-kazakhstan"
    assert [tag and tag[1] for tag in tags] == ["p"] * 3 + ["h2"] + ["p"] * 4 + ["h2"] + ["p"] * 5
    assert not any(words in str(article.blocks) for words in FURNITURE)


def plain(piece: str) -> str:
    """Return a block's words, its line breaks as they were."""
    inside = piece.lstrip("<").partition(">")[2].rpartition("</")[0]
    return inside.replace("<br>", "")


def test_a_page_with_a_byte_order_mark_and_windows_line_ends_says_the_same(tmp_path: Path) -> None:
    saved = tmp_path / "saved.txt"
    saved.write_bytes(b"\xef\xbb\xbf" + OURS.read_bytes().replace(b"\n", b"\r\n"))

    assert draft_of(saved).html == draft_of(OURS).html


def test_reading_twice_gives_the_same_draft() -> None:
    again = document(OURS.read_text("utf-8"), "saved_page.txt")

    assert plain_text.read(again).draft == plain_text.read(again).draft
