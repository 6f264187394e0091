"""Over restarts: what one process has made, another hands out while it is true."""

import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from opinion import create_app
from opinion.articles.models import Article
from opinion.clock import now
from opinion.config import read_settings
from opinion.database import db, sqlite, writing
from opinion.kept_pages.models import Version
from tests import make
from tests.conftest import Visitor
from tests.kept_pages.asked import PAGE, made
from tests.kept_pages.conftest import Wait

Start = Callable[..., Flask]


@pytest.fixture
def start(app: Flask, environment: dict[str, str]) -> Iterator[Start]:
    """Start another process on the site of the test, with a shelf."""
    make.article(slug="bread", section="Town")
    started: list[Flask] = []

    def start(**settings: str) -> Flask:
        environment.update({"OPINION_KEPT_ON_DISK": "9", **settings})
        app = create_app(read_settings(environment))
        app.test_client_class = Visitor
        started.append(app)
        return app

    yield start
    for each in started:
        with each.app_context():
            db.session.remove()
            db.engine.dispose()


def test_a_later_start_makes_nothing_that_has_not_changed(start: Start) -> None:
    first = start().test_client().get(PAGE)

    again = start()
    with made(again) as asked:
        answer = again.test_client().get(PAGE)

    assert asked == []
    assert (answer.data, answer.headers) == (first.data, first.headers)


def test_a_change_while_nobody_serves_is_on_the_next_page(start: Start) -> None:
    start().test_client().get(PAGE)
    with writing() as session:
        session.scalars(select(Article)).one().title = "Another headline"

    assert "Another headline" in start().test_client().get(PAGE).text


def test_other_settings_make_other_pages(start: Start) -> None:
    start().test_client().get(PAGE)

    assert (
        "The Daily Test" in start(OPINION_SITE_NAME="The Daily Test").test_client().get(PAGE).text
    )


def test_who_carries_a_cookie_is_not_answered_from_it(start: Start) -> None:
    client = start().test_client()
    client.get(PAGE)
    client.set_cookie("opinion-guest", "anything")

    assert client.get(PAGE).headers["Cache-Control"] == "private, no-cache"


def test_a_page_that_is_over_by_itself_is_not_taken(start: Start, wait: Wait) -> None:
    with writing() as session:
        session.scalars(select(Article)).one().comments_close_at = now() + timedelta(hours=1)
    start().test_client().get(PAGE)

    wait(timedelta(hours=2))

    assert "Comments closed on" in start().test_client().get(PAGE).text


@pytest.mark.usefixtures("sqlite_alone")
def test_a_backup_that_is_put_back_brings_no_page_back(
    start: Start, environment: dict[str, str], tmp_path: Path
) -> None:
    """As many changes as were taken back lead to another version."""
    file, backup = Path(environment["OPINION_INSTANCE"]) / "opinion.db", tmp_path / "backup.db"

    def change(title: str) -> None:
        with writing() as session:
            session.scalars(select(Article)).one().title = title

    with sqlite.connect(file) as site, sqlite.connect(backup) as copy:
        site.backup(copy)
    change("To be forgotten")
    assert "To be forgotten" in start().test_client().get(PAGE).text
    db.session.remove()
    db.engine.dispose()
    for old in file.parent.glob("opinion.db*"):
        old.unlink()
    shutil.copyfile(backup, file)

    change("Said instead")

    assert "Said instead" in start().test_client().get(PAGE).text


@pytest.mark.usefixtures("each_database")
def test_each_change_has_a_version_of_its_own(app: Flask) -> None:
    article = make.article(slug="bread", section="Town")

    def numbers() -> dict[str, int]:
        db.session.rollback()
        return dict(db.session.execute(select(Version.name, Version.number)).tuples().all())

    seen = [numbers()]
    for number in range(5):
        make.comment(article, f"Number {number}.")
        seen.append(numbers())

    of_it = [each[f"article {article.id}"] for each in seen]
    assert len(set(of_it)) == 6
    assert all(abs(number) > 2**32 for number in of_it)
