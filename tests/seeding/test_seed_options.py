"""``flask seed`` with its options, without a path, and on a terminal."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from opinion.articles.models import Article
from opinion.database import db
from tests.seeding.reading import LONG
from tests.seeding.running import TALK, number_of_comments, run, titles
from tests.seeding.test_images import png

ROOT = Path(__file__).resolve().parents[2]


def test_a_dry_run_says_what_it_guessed_and_changes_nothing(app: Flask, folder: Path) -> None:
    (folder / "a.png").write_bytes(png())
    (folder / "d.md").write_text(f"# A picture\n\n![](a.png)\n\n{LONG}", "utf-8")

    result = run(app, "--dry-run", folder)

    assert titles() == []
    assert not app.config["SETTINGS"].media.exists()
    assert "4 would be added" in result.output
    for guess in (
        "section    Town Comments",
        "headline   Why the sample bridge must stay open",
        "writer     Sample Writer (DR)",
        "poster     Sample Poster",
        "standfirst The council wants to close the footbridge",
        "heading    Who counted the walkers?",
        "heading    A cheaper way",
        "credit     The Sample Gazette",
        "2 lines of page furniture left out",
    ):
        assert guess in result.output


def test_conversations_are_loaded_once_and_only_when_asked_for(app: Flask, folder: Path) -> None:
    first = run(app, "--with-comments", folder)
    again = run(app, "--with-comments", folder)

    assert "0 failed, 1 comment added" in first.output
    assert "0 failed, 0 comments added" in again.output
    assert number_of_comments() == 1


def test_a_dry_run_counts_the_comments_there_would_be(app: Flask, folder: Path) -> None:
    first = run(app, "--dry-run", "--with-comments", folder)
    run(app, "--with-comments", folder)
    again = run(app, "--dry-run", "--with-comments", folder)

    assert "1 comment would be added" in first.output
    assert "0 comments would be added" in again.output


def test_a_malformed_conversation_is_named_and_its_article_loaded(app: Flask, folder: Path) -> None:
    (folder / "b.comments.yaml").write_text(f"{TALK}- {{name: A}}\n", "utf-8")

    result = run(app, "--with-comments", folder)

    assert result.exit_code == 1
    assert f"failed     {folder / 'b.comments.yaml'}:2: “text” must have" in result.output
    assert "3 added, 0 updated, 0 unchanged, 1 failed, 0 comments added" in result.output
    assert number_of_comments() == 0


def test_pictures_are_copied_to_the_sites_own_folder(app: Flask, folder: Path) -> None:
    (folder / "a.png").write_bytes(png())
    (folder / "b.md").write_text(
        f"---\ntitle: A\nimage: a.png\n---\n![It](a.png)\n\n{LONG}", "utf-8"
    )

    run(app, folder / "b.md")

    article = db.session.scalars(select(Article)).one()
    (copy,) = app.config["SETTINGS"].media.iterdir()
    assert article.image is not None
    assert article.image["src"] == f"/media/{copy.name}"
    assert f'src="/media/{copy.name}"' in article.blocks[0]["html"]


def test_without_a_path_the_samples_are_loaded(app: Flask) -> None:
    result = run(app, "--with-comments")

    assert result.exit_code == 0
    assert len(titles()) >= 6
    assert (number_of_comments() or 0) > 0


def test_on_a_terminal_there_is_a_progress_bar(
    app: Flask, environment: dict[str, str], folder: Path
) -> None:
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()

    with subprocess.Popen(  # noqa: S603, our own command
        [sys.executable, "-m", "flask", "seed", str(folder)],
        stdout=theirs,
        cwd=ROOT,
        env={**os.environ, **environment, "TERM": "xterm"},
    ) as process:
        assert process.wait(30) == 0
    os.close(theirs)
    output = os.read(ours, 100_000).decode()
    os.close(ours)

    assert "Loading articles" in output
    assert "100%" in output
    assert "3 added" in output


def test_documents_with_one_name_in_two_folders_are_two_articles(
    app: Flask, tmp_path: Path
) -> None:
    cats, war = tmp_path / "cats", tmp_path / "war"
    cats.mkdir()
    war.mkdir()
    (cats / "post.md").write_text("---\ntitle: Cats are fine\n---\nAbout cats, who sleep.\n")
    (war / "post.md").write_text("---\ntitle: War and peace\n---\nIn those years nobody slept.\n")

    first = run(app, cats)
    second = run(app, war)
    again = run(app, cats)

    assert "1 added" in first.output
    assert "1 added" in second.output
    assert "0 added, 0 updated, 1 unchanged" in again.output


def test_a_dry_run_foresees_that_two_documents_want_one_address(app: Flask, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.md").write_text(
            f"---\ntitle: Title {name}\nslug: one\n---\nText of {name} alone.\n"
        )

    foreseen = run(app, "--dry-run", tmp_path)
    done = run(app, tmp_path)

    assert "the address “one” is that of “Title a”" in foreseen.output
    assert (foreseen.exit_code, done.exit_code) == (1, 1)
    assert "the address “one” is that of “Title a”" in done.output
