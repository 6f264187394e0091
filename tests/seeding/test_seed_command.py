"""``flask seed``: what it loads, what it says, and how it ends."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from opinion.articles.models import Article
from opinion.database import db
from opinion.upkeep.migrating import downgrade
from tests import make
from tests.seeding.reading import LONG
from tests.seeding.running import LETTER, number_of_comments, run, titles


def test_a_folder_is_loaded_and_summed_up(app: Flask, folder: Path) -> None:
    result = run(app, folder)

    assert result.exit_code == 0
    assert titles() == ["A letter", "A page", "Why the sample bridge must stay open"]
    assert f"added      {folder / 'a.txt'}" in result.output
    assert result.output.endswith("3 added, 0 updated, 0 unchanged, 0 failed, 1 file passed over\n")
    assert number_of_comments() == 0


def test_loading_again_changes_nothing(app: Flask, folder: Path) -> None:
    run(app, folder)

    result = run(app, folder)

    assert "0 added, 0 updated, 3 unchanged, 0 failed" in result.output
    assert len(titles()) == 3


def test_one_file_alone_is_the_same_article_as_in_its_folder(app: Flask, folder: Path) -> None:
    run(app, folder)

    result = run(app, folder / "b.md")

    assert result.output.endswith("0 added, 0 updated, 1 unchanged, 0 failed\n")


def test_a_changed_file_is_updated_and_no_comment_touched(app: Flask, folder: Path) -> None:
    run(app, folder)
    letter = db.session.scalars(select(Article).where(Article.title == "A letter")).one()
    make.comment(letter, "I agree.")
    (folder / "b.md").write_text(LETTER.replace("A letter", "Another letter"), "utf-8")

    result = run(app, folder)

    assert "0 added, 1 updated, 2 unchanged" in result.output
    changed = db.session.scalars(select(Article).where(Article.title == "Another letter")).one()
    assert (changed.id, changed.slug, changed.comment_count) == (letter.id, "b", 1)


def test_a_bad_file_is_named_and_the_others_are_loaded(app: Flask, folder: Path) -> None:
    (folder / "b.md").write_bytes("---\ntitle: A letter\n---\nGröße\n".encode("cp1252"))

    result = run(app, folder)

    assert result.exit_code == 1
    assert f"failed     {folder / 'b.md'}:4: not UTF-8: byte 0xf6" in result.output
    assert "2 added, 0 updated, 0 unchanged, 1 failed" in result.output
    assert titles() == ["A page", "Why the sample bridge must stay open"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (f"---\ntitle: {'x' * 301}\n---\n{LONG}", "the headline has 301 characters"),
        (f"---\ntitle: A\n---\n{'<b>x</b>' * 5_001}", "more than 5,000 tags"),
        (f"---\ntitle: A\n---\n{'<div>' * 200}", "more than 100 boxes"),
    ],
)
def test_a_file_that_no_article_can_be_made_of_is_named_as_well(
    app: Flask, folder: Path, text: str, problem: str
) -> None:
    (folder / "b.md").write_text(text, "utf-8")

    for arguments in (["--dry-run"], []):
        result = run(app, *arguments, folder)
        assert result.exit_code == 1
        assert f"failed     {folder / 'b.md'}: {problem}" in result.output


def test_a_path_that_is_not_there_is_named_and_the_others_are_loaded(
    app: Flask, folder: Path
) -> None:
    result = run(app, folder / "nowhere", folder / "b.md")

    assert result.exit_code == 1
    assert f"failed     {folder / 'nowhere'}: no such file" in result.output
    assert titles() == ["A letter"]


def test_a_path_without_a_name_is_not_the_folder_one_is_in(app: Flask) -> None:
    result = run(app, "")

    assert result.exit_code == 2
    assert "a PATH is empty" in result.output


def test_a_folder_without_articles_says_so(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "notes.pdf").write_bytes(b"%PDF")

    result = run(app, tmp_path)

    assert result.exit_code == 0
    assert result.output.startswith("nothing to load: no .htm, .html")


def test_without_tables_it_says_what_to_do(app: Flask, folder: Path) -> None:
    downgrade("base")

    result = run(app, folder)

    assert result.exit_code == 1
    assert "run `flask db upgrade` first" in result.output


def test_two_folders_with_files_of_one_name_make_two_articles(app: Flask, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "letter.md").write_text(f"# Letter {name}\n\n{LONG}", "utf-8")

    first = run(app, tmp_path / "one", tmp_path / "two")
    again = run(app, tmp_path / "one", tmp_path / "two")

    assert titles() == ["Letter one", "Letter two"]
    assert "2 added" in first.output
    assert "2 unchanged" in again.output
