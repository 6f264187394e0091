"""Files that nobody means to load, or that somebody means ill with: ``flask seed`` goes on."""

import os
from pathlib import Path
from time import process_time

import pytest
from flask import Flask
from sqlalchemy import select

from opinion.articles.models import Article
from opinion.database import db
from opinion.text import TooNestedError
from tests.seeding.reading import LONG, read_markdown, read_page
from tests.seeding.running import LETTER, run, titles

SECONDS = 20  # what grew with the square would take minutes


def test_a_name_that_is_not_utf_8_is_told_and_the_others_are_loaded(
    app: Flask, tmp_path: Path
) -> None:
    (tmp_path / "b.md").write_text(LETTER, "utf-8")
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\xff.md")).write_text(LETTER, "utf-8")
    except OSError:
        pytest.skip("this system has no such names")

    result = run(app, tmp_path)

    assert result.exit_code == 1
    assert "a\\udcff.md: its name is not UTF-8" in result.output
    assert titles() == ["A letter"]


def test_no_name_of_a_file_commands_the_terminal(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "a\x1b[31m\n.md").write_text(LETTER, "utf-8")

    result = run(app, tmp_path)

    assert "a\\x1b[31m\\n.md" in result.output
    assert "\x1b" not in result.output


def test_links_that_lead_nowhere_or_in_a_circle_are_named(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text(LETTER.replace("---\nThis", "---\n![](c.png)\n\nThis"), "utf-8")
    (tmp_path / "again").symlink_to(tmp_path)
    for name in ("a.md", "c.png"):
        (tmp_path / name).symlink_to(tmp_path / name)
    (tmp_path / "d.md").symlink_to(tmp_path / "nowhere.md")

    result = run(app, tmp_path)

    assert result.exit_code == 1
    assert "a.md: " in result.output
    assert f"{tmp_path / 'd.md'}: no such file" in result.output
    assert "1 added, 0 updated, 0 unchanged, 2 failed" in result.output


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
@pytest.mark.parametrize("data", [b"", b"\n \n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_no_article(app: Flask, tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)

    result = run(app, tmp_path)

    assert result.exit_code == 1
    assert f"failed     {tmp_path / name}: empty" in result.output


def test_front_matter_with_neither_headline_nor_text_is_no_article(
    app: Flask, tmp_path: Path
) -> None:
    (tmp_path / "a.md").write_text("---\ndate: 2026-11-21\n---\n", "utf-8")

    result = run(app, tmp_path)

    assert "a.md:1: neither a headline nor a text" in result.output


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", f"A tit\x1ble of words\n\nThe\x07 {LONG}"),
        ("a.md", f'---\ntitle: "A tit\\ele of words"\n---\nThe\x07 {LONG}'),
        ("a.html", f"<h1>A tit&#27;le of words</h1><p>The\x07 {LONG}</p>"),
    ],
)
def test_control_characters_get_into_no_article(
    app: Flask, tmp_path: Path, name: str, text: str
) -> None:
    (tmp_path / name).write_text(text, "utf-8")

    run(app, tmp_path)

    article = db.session.scalars(select(Article)).one()
    assert article.title == "A title of words"
    assert article.blocks[0]["html"] == f"<p>The {LONG}</p>"


@pytest.mark.parametrize("tag", ["div", "article", "b", "blockquote"])
def test_tags_in_tags_without_end_are_refused(tag: str) -> None:
    for number in (600, 100_000):
        for reader in (read_page, read_markdown):
            with pytest.raises(TooNestedError, match=r"more than"):
                reader(f"<h1>A</h1>\n\n{f'<{tag}>' * number}{LONG}")


def test_lists_in_lists_lose_no_words() -> None:
    listed = "\n".join(f"{'  ' * level}- level {level}" for level in range(15))

    html = read_markdown(f"# A\n\n{listed}\n").draft.html

    assert all(f"level {level}" in html for level in range(15))


@pytest.mark.parametrize(
    "text",
    [
        "{{< " * 50_000,
        "{{< " + " " * 200_000,
        "{% " * 50_000,
        "{% comment %}" * 20_000,
        "{% raw %}" * 20_000,
        "{# " * 50_000,
        "{{ a" * 50_000,
        ("{{ a" + " " * 1_900) * 100,
        "```\n" * 5_000,
        "> a\n" * 50_000,
        "> a {.pull}\n" * 5_000,
        "[" * 20_000,
    ],
)
def test_hostile_markdown_is_read_in_the_time_of_another(text: str) -> None:
    start = process_time()

    read_markdown(f"# A title\n\n{text}\n\n{LONG}\n")

    assert process_time() - start < SECONDS


def test_a_hostile_page_is_read_in_the_time_of_another() -> None:
    start = process_time()

    read_page(f"<h1>A</h1>{'<p class=byline>x</p>' * 12_000}<p>{LONG}</p>")

    assert process_time() - start < SECONDS
