"""What every test may ask for: a site with an empty database, and a way to ask it for pages."""

import os
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import configuration
from hypothesis import settings as hypothesis_settings
from jinja2 import FileSystemBytecodeCache
from werkzeug.test import TestResponse

from opinion import create_app, database
from opinion.config import read_settings
from opinion.database import db
from opinion.upkeep.migrating import present, upgrade
from tests.borrowing import Borrowed
from tests.databases import at_the_end, postgresql, told
from tests.reuse import keep_compiled_addresses, keep_written_statements

configuration.set_hypothesis_home_dir(".cache/hypothesis")
hypothesis_settings.register_profile("house", max_examples=60, database=None, deadline=None)
hypothesis_settings.load_profile("house")
keep_compiled_addresses()
keep_written_statements()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the site of every test, not only of those about databases, have a certain one."""
    parser.addoption("--database", choices=("sqlite", "postgresql"), default="sqlite")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    terminalreporter.write_line(told())


def pytest_unconfigure() -> None:
    at_the_end.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Try what waits for a browser or a process three times before it fails; the report says so."""
    for item in items:
        if item.get_closest_marker("slow") or "browser" in item.path.parts:
            item.add_marker(pytest.mark.flaky(reruns=2))


class Visitor(FlaskClient):
    """Asks for pages as over a network: each in a context, and a session, of its own.

    An answer is over when it is looked at, as with a server: what is done afterwards is done.
    """

    def open(self, *args: Any, **options: Any) -> TestResponse:
        with self.application.app_context():
            answer = super().open(*args, **{"buffered": True, **options})
        db.session.rollback()  # what the test looks at next is what the request left
        return answer


@pytest.fixture(autouse=True)
def no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("OPINION_")]:
        monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def unsynced(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let SQLite not wait for the disk, since nothing here cuts the power, unless ``synced``."""
    if "synced" not in request.fixturenames:
        pragmas = (*database.PRAGMAS, "synchronous = OFF")
        monkeypatch.setattr(database, "PRAGMAS", pragmas)


@pytest.fixture
def synced() -> None:
    """Have SQLite wait for the disk, as on a site: the test is about that."""


@pytest.fixture
def environment(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[dict[str, str]]:
    """The settings of the site under test; a test changes them before it asks for ``app``."""
    settings = {
        "OPINION_INSTANCE": str(tmp_path / "instance"),
        "OPINION_FLOOD": "off",
        "OPINION_KEPT_ON_DISK": "0",
    }
    of_its_own = {"each_database", "sqlite_alone"} & set(request.fixturenames)
    if of_its_own or request.config.getoption("database") == "sqlite":
        yield settings
        return
    with request.getfixturevalue("borrowed").lent() as address:
        yield {**settings, "OPINION_DATABASE_URL": address}


@pytest.fixture(scope="session")
def borrowed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Borrowed]:
    """The PostgreSQL database, with the tables made, that the tests have one after the other."""
    folder = str(tmp_path_factory.mktemp("made"))
    with postgresql() as address:
        settings = {"OPINION_INSTANCE": folder, "OPINION_DATABASE_URL": address}
        site = create_app(read_settings(settings))
        with site.app_context():
            upgrade()
            db.engine.dispose()
        it = Borrowed(template=address.rpartition("/")[2])
        yield it
        it.drop()


@pytest.fixture(params=["sqlite", "postgresql"])
def each_database(request: pytest.FixtureRequest, environment: dict[str, str]) -> Iterator[str]:
    """Run the test once on each database; say it is skipped where there is no server."""
    if request.param == "sqlite":
        yield "sqlite"
        return
    with request.getfixturevalue("borrowed").lent() as address:
        environment["OPINION_DATABASE_URL"] = address
        yield "postgresql"


@pytest.fixture
def sqlite_alone() -> None:
    """Have the site on SQLite in any case: the test is about that."""


@pytest.fixture
def room_for_all(environment: dict[str, str]) -> None:
    """Let all who write at once have a place in the queue, so that none is sent away."""
    environment["OPINION_THREADS"] = "16"


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let writers wait for a quarter of a second instead of five."""
    monkeypatch.setattr(database, "WAIT", 0.25)
    monkeypatch.setattr(database, "SLOT_WAIT", 0.25)
    monkeypatch.setattr(database, "PRAGMAS", ("busy_timeout = 250", *database.PRAGMAS[1:]))


@pytest.fixture(scope="session")
def made_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the tables made, to copy: migrating takes its time."""
    site = create_app(read_settings({"OPINION_INSTANCE": str(tmp_path_factory.mktemp("made"))}))
    with site.app_context():
        upgrade()
        db.engine.dispose()
    return Path(site.config["SETTINGS"].instance / "opinion.db")


@pytest.fixture
def app(environment: dict[str, str], made_tables: Path) -> Iterator[Flask]:
    settings = read_settings(environment)
    if not settings.database_url:
        copyfile(made_tables, settings.instance / "opinion.db")
    site = create_app(settings)
    site.test_client_class = Visitor
    site.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(made_tables.parent))
    with site.app_context():
        if settings.database_url and present() is None:
            upgrade()
        yield site
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
