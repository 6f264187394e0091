"""A run that does not get to its end: what was told is there, the rest comes with the next one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from opinion.articles.models import Article, Byline
from opinion.database import db
from tests.databases import written_by_another
from tests.seeding.running import LETTER, run, titles

ROOT = Path(__file__).resolve().parents[2]
MANY = 300


def test_a_run_that_is_killed_leaves_whole_articles_and_the_next_one_adds_the_others(
    app: Flask, environment: dict[str, str], tmp_path: Path
) -> None:
    for number in range(MANY):
        text = LETTER.replace("A letter", f"Letter {number:03}")
        (tmp_path / f"letter-{number:03}.md").write_text(text, "utf-8")

    with subprocess.Popen(  # noqa: S603, our own command
        [sys.executable, "-m", "flask", "seed", str(tmp_path)],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, **environment},
        text=True,
    ) as process:
        assert process.stdout is not None
        told = [process.stdout.readline() for _ in range(5)]
        process.kill()

    loaded = len(titles())
    assert all(line.startswith("added") for line in told)
    assert len(told) <= loaded < MANY
    assert db.session.scalar(select(func.count()).select_from(Byline)) == loaded
    assert f"{MANY - loaded} added, 0 updated, {loaded} unchanged" in run(app, tmp_path).output
    assert db.session.scalar(select(func.count(Article.id))) == MANY


@pytest.mark.usefixtures("impatient")
def test_a_database_that_is_kept_from_us_ends_the_run_in_words(app: Flask, folder: Path) -> None:
    with written_by_another(app):
        result = run(app, folder)

    assert result.exit_code == 1
    assert "the database is being written to: run it again" in result.output
    assert "0 added, 0 updated, 0 unchanged" in result.output
    assert titles() == []
