"""Copying a site's database into another: every row, proved, or nothing at all."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import Engine, create_engine, inspect, select, text

from opinion import create_app
from opinion.config import read_settings
from opinion.database import Model, db, writing
from opinion.kept_pages.models import Version
from opinion.upkeep import commands, migrating
from opinion.upkeep.copying import CopyError, compare
from tests import make
from tests.comments.sending import how_many, send
from tests.conftest import Visitor
from tests.databases import postgresql
from tests.upkeep.filling import fill

pytestmark = pytest.mark.usefixtures("each_database")
TABLES = [each for each in Model.metadata.sorted_tables if each is not Version.__table__]


@pytest.fixture
def empty(each_database: str, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database of the other kind than the site's."""
    if each_database == "postgresql":
        yield f"sqlite:///{tmp_path / 'copy.db'}"
        return
    with postgresql() as address:
        yield address


@pytest.fixture
def there(empty: str) -> Iterator[Engine]:
    """What lies at that address."""
    engine = create_engine(empty)
    yield engine
    engine.dispose()


def copy(app: Flask, address: str, *options: str, **more: Any) -> Result:
    return app.test_cli_runner().invoke(commands.db, ["copy", address, *options], **more)


def stored(engine: Engine) -> dict[str, set[str]]:
    with engine.connect() as connection:
        return {
            table.name: {repr(dict(row)) for row in connection.execute(select(table)).mappings()}
            for table in TABLES
        }


def test_every_row_of_every_table_is_the_same_in_the_copy(
    app: Flask, empty: str, there: Engine
) -> None:
    with writing() as session:
        fill(session)

    done = copy(app, empty)

    assert done.exit_code == 0, done.output
    ours = stored(db.engine)
    assert all(ours.values())
    assert stored(there) == ours
    for table in TABLES:
        assert f"{table.name}: {len(ours[table.name])} rows, each the same" in done.output


def test_the_copy_is_a_site_that_goes_on(
    app: Flask, empty: str, environment: dict[str, str]
) -> None:
    make.comment(make.article(slug="bread"), "Said before.")

    copy(app, empty)

    site = create_app(read_settings({**environment, "OPINION_DATABASE_URL": empty}))
    site.test_client_class = Visitor
    with site.app_context():
        assert migrating.is_current()
        migrating.check()
        assert "Said before." in site.test_client().get("/articles/bread").text
        assert send(site.test_client(), "bread", text="Said after.").status_code == 303
        assert "Said after." in site.test_client().get("/articles/bread").text
        assert how_many() == 2
        db.session.remove()
        db.engine.dispose()


def test_a_database_that_holds_something_is_left_alone(
    app: Flask, empty: str, there: Engine
) -> None:
    with there.begin() as connection:
        connection.execute(text("CREATE TABLE something (id INTEGER)"))

    done = copy(app, empty)

    assert (done.exit_code, "is not empty" in done.output) == (1, True)
    assert inspect(there).get_table_names() == ["something"]


@pytest.mark.parametrize("each_database", ["sqlite"], indirect=True)
def test_a_row_that_does_not_fit_is_named_and_the_target_stays_empty(
    app: Flask, empty: str, there: Engine
) -> None:
    make.article()
    with writing() as session:
        session.execute(text("UPDATE articles SET minutes = 5000000000"))

    done = copy(app, empty)

    assert done.exit_code == 1
    assert "Error: articles: integer out of range" in done.output
    assert inspect(there).get_table_names() == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE articles SET title = 'Another' WHERE id = 2",
        "UPDATE articles SET id = 20 WHERE id = 2",
        "DELETE FROM articles WHERE id = 2",
    ],
)
def test_a_row_that_differs_is_named(app: Flask, empty: str, there: Engine, change: str) -> None:
    make.article()
    make.article(authors=())
    copy(app, empty)

    with there.begin() as connection:
        connection.execute(text(change))

    articles = Model.metadata.tables["articles"]
    with db.engine.connect() as ours, there.connect() as theirs:
        with pytest.raises(CopyError, match="articles: row 2 is not the same on both sides"):
            compare(articles, ours, theirs)
        assert compare(Model.metadata.tables["authors"], ours, theirs) == 1


@pytest.mark.usefixtures("impatient")
def test_readers_read_and_writers_wait_until_it_is_over(app: Flask, empty: str) -> None:
    make.article(slug="bread")
    client = app.test_client()
    end, begin = os.pipe()

    def command() -> Result:
        with os.fdopen(end, "rb") as enter, app.app_context():
            return copy(app, empty, "--hold", input=enter)

    with ThreadPoolExecutor(1) as pool:
        copying = pool.submit(command)
        with os.fdopen(begin, "wb") as enter:  # whose end is one to waiting, too
            words = (f"Word number {number}." for number in count())
            while send(client, "bread", text=next(words)).status_code != 503:
                assert not copying.done(), copying.result().output
            reading = client.get("/articles/bread")
            enter.write(b"\n")
        done = copying.result()

    assert reading.status_code == 200
    assert (done.exit_code, "until you press Enter" in done.output) == (0, True)
    assert send(client, "bread", text=next(words)).status_code == 303


@pytest.mark.parametrize("each_database", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("somewhere", "is no address of a database"),
        ("mysql://host/name", "must be sqlite or postgresql+psycopg"),
        ("postgresql://host/name", "must be sqlite or postgresql+psycopg"),
        ("postgresql+psycopg://127.0.0.1:1/name", "127.0.0.1:1/name: "),
        ("sqlite:///copy.db", "a backup is the way"),
    ],
)
def test_a_wrong_address_is_refused_in_a_sentence(app: Flask, address: str, problem: str) -> None:
    done = copy(app, address)

    assert done.exit_code == 1
    assert done.output.startswith("Error: ")
    assert problem in done.output


def test_tables_of_an_earlier_version_are_not_copied(app: Flask, empty: str) -> None:
    migrating.downgrade("-1")

    done = copy(app, empty)

    assert (done.exit_code, "flask db upgrade" in done.output) == (1, True)
