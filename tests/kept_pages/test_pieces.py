"""Pieces: what a page shows as before is not rendered again, but for who carries a cookie."""

from collections.abc import Callable, Hashable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from opinion import create_app
from opinion.articles.models import Article
from opinion.clock import now
from opinion.config import read_settings
from opinion.database import writing
from opinion.kept_pages import pieces
from opinion.kept_pages.store import Store
from tests import make
from tests.comments.sending import send

PAGE = "/articles/bread"
OF_ALL_PAGES = {"links", "masthead", "footer"}
OF_ARTICLE = {"about", "scripts", "bylines", "meta", "body", "foot"}
OF_CONVERSATION = {"count", "conversation", "thread", "form"}
ALL = OF_ALL_PAGES | OF_ARTICLE | OF_CONVERSATION


@pytest.fixture
def bread(app: Flask) -> Article:
    article = make.article(slug="bread")
    make.comment(article, "The first word.", at=now() - timedelta(days=1))
    return article


@pytest.fixture
def rendered(app: Flask, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the pieces that are rendered from now on."""
    names: list[str] = []
    known = pieces.piece

    def noting(name: str, *shown: Hashable, caller: Callable[[], str]) -> str:
        def call() -> str:
            names.append(name)
            return caller()

        return known(name, *shown, caller=call)

    monkeypatch.setitem(app.jinja_env.globals, "piece", noting)
    monkeypatch.setitem(app.extensions, "opinion_pieces", Store(1_000_000))
    return names


def test_a_changed_headline_renders_nothing_else_again(
    client: FlaskClient, bread: Article, rendered: list[str]
) -> None:
    client.get(PAGE)
    assert set(rendered) == ALL
    rendered.clear()

    with writing() as session:
        session.get_one(Article, bread.id).title = "Another headline"

    assert b"Another headline" in client.get(PAGE).data
    assert rendered == []


def test_a_new_comment_renders_its_own_thread(
    client: FlaskClient, bread: Article, rendered: list[str]
) -> None:
    client.get(PAGE)
    rendered.clear()

    make.comment(bread, "Another thread.")

    assert b"Another thread." in client.get(PAGE).data
    assert rendered.count("thread") == 2  # the one before it now has one that follows
    assert set(rendered) == {"meta", "count", "conversation", "thread"}  # the form is as before


@pytest.mark.usefixtures("bread")
def test_who_carries_a_cookie_has_what_is_made_for_them(
    client: FlaskClient, rendered: list[str]
) -> None:
    client.get(PAGE)
    rendered.clear()

    send(client, "bread", text="My own word.")
    client.get(PAGE)

    assert set(rendered) == ALL


def test_none_is_kept_while_somebody_writes_templates(
    environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FLASK_DEBUG", "1")

    app = create_app(read_settings(environment))

    assert "opinion_pieces" not in app.extensions
