"""What browser tests may ask for besides: a served site, and a browser that is watched."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, expect

from opinion import create_app
from opinion.config import read_settings
from opinion.database import db
from opinion.upkeep.preparing import prepare
from tests.browser.chromium import found
from tests.browser.site import served
from tests.browser.watching import Watch

PATIENCE = 10_000  # milliseconds that something expected may take
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the Chromium that was found; where there is none, Playwright says so."""
    program = found()
    return {**browser_type_launch_args, **({"executable_path": program} if program else {})}


@pytest.fixture(scope="session")
def made_site(made_tables: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file as the first start leaves it, samples and all, to copy."""
    folder = tmp_path_factory.mktemp("first")
    database = folder / "opinion.db"
    copyfile(made_tables, database)
    app = create_app(read_settings({"OPINION_INSTANCE": str(folder)}))
    with app.app_context():
        prepare()
        db.engine.dispose()
    return database


@pytest.fixture(scope="session")
def instance(made_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site, one for all browser tests of a worker: articles keep them apart."""
    folder = tmp_path_factory.mktemp("site")
    copyfile(made_site, folder / made_site.name)
    return folder


@pytest.fixture
def own_folder(made_site: Path, tmp_path: Path) -> Path:
    """The folder of a site that one test has for itself."""
    copyfile(made_site, tmp_path / made_site.name)
    return tmp_path


@pytest.fixture(scope="session")
def base_url(instance: Path) -> Iterator[str]:
    """The address of the served site, samples and all; pages are asked for below it.

    It is open: some tests appoint staff, and others go on writing as newcomers.
    """
    with served(instance, OPINION_FLOOD="off", OPINION_PRESET="open") as address:
        yield address


@pytest.fixture(scope="session")
def site(base_url: str, instance: Path) -> Iterator[Flask]:
    """The served site's application again, in the test's own process."""
    app = create_app(read_settings({"OPINION_INSTANCE": str(instance)}))
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def app(site: Flask) -> Iterator[Flask]:
    """What ``make`` stores with: the same database as the served site's."""
    with site.app_context():
        yield site
        db.session.remove()


@pytest.fixture
def watch(context: BrowserContext, base_url: str) -> Watch:
    """What is watched in every browser test; a test asks for it to say what it expects."""
    return Watch(context, base_url)


@pytest.fixture(autouse=True)
def nothing_goes_wrong(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test in whose browser something went wrong beside what the test looks at."""
    if "context" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("app")
    watch: Watch = request.getfixturevalue("watch")
    yield
    assert watch.troubles == []
