"""Meanwhile: what others write and ask while a page is made, or found to be true."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from flask import Flask, request_started, template_rendered
from flask.testing import FlaskClient
from sqlalchemy import update

from opinion.articles.models import Article
from opinion.database import db
from opinion.kept_pages import keeping
from opinion.kept_pages.checking import Checker
from opinion.kept_pages.declaring import Shows, shown_by
from opinion.kept_pages.store import Versions
from tests import make
from tests.kept_pages.asked import PAGE

PATIENCE = 20.0  # seconds


@pytest.fixture
def bread(app: Flask) -> Article:
    return make.article("Bread", slug="bread")


def changed_headline() -> None:
    """Change the article as another program does, on a connection of its own."""
    with db.engine.connect().execution_options(write=True) as connection, connection.begin():
        connection.execute(update(Article).values(title="Bread, again"))


@pytest.mark.usefixtures("bread", "each_database")
@pytest.mark.parametrize("address", [PAGE, "/"])
def test_what_changes_while_a_page_is_made_is_on_the_next(
    app: Flask, client: FlaskClient, address: str
) -> None:
    def change(sender: Flask, **_: object) -> None:
        changed_headline()

    with template_rendered.connected_to(change, app):
        first = client.get(address).text

    assert "Bread, again" not in first
    assert "Bread, again" in client.get(address).text


@pytest.mark.usefixtures("sqlite_alone", "bread")
def test_what_changes_while_a_page_is_found_to_be_true_is_on_the_next(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get(PAGE)
    ask = Checker.versions

    def interrupted(checker: Checker, names: Sequence[str]) -> Versions:
        found = ask(checker, names)
        changed_headline()
        return found

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(Checker, "versions", interrupted)
        first = client.get(PAGE).text

    assert "Bread, again" not in first
    assert "Bread, again" in client.get(PAGE).text


@pytest.mark.usefixtures("bread", "each_database")
def test_who_asks_for_what_is_being_made_waits_for_it(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    asking, making = [], []
    is_being_made, is_asked_again = Event(), Event()

    def looked_up(view: Callable[..., object]) -> Shows | None:
        asking.append(view)
        if len(asking) == 2:
            is_asked_again.set()
        return shown_by(view)

    def hold(sender: Flask) -> None:
        making.append(sender)
        is_being_made.set()
        assert is_asked_again.wait(PATIENCE)

    def ask() -> str:
        with app.app_context():
            return app.test_client().get(PAGE).text

    monkeypatch.setattr(keeping, "shown_by", looked_up)
    with request_started.connected_to(hold, app), ThreadPoolExecutor(2) as threads:
        first = threads.submit(ask)
        assert is_being_made.wait(PATIENCE)
        second = threads.submit(ask)
        answers = {each.result(PATIENCE) for each in (first, second)}

    assert (len(asking), len(making), len(answers)) == (2, 1, 1)
