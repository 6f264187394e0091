"""Never stale: whatever changes, and whichever process changes it, the next reader sees it."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from flask import Flask

from opinion import create_app
from opinion.clock import now
from opinion.comments.models import Status
from opinion.config import read_settings
from opinion.database import db
from tests import make
from tests.conftest import Visitor
from tests.kept_pages.changes import CHANGES, Pages, Site, pages


@pytest.fixture
def site(app: Flask, environment: dict[str, str]) -> Iterator[Site]:
    long_ago = now() - timedelta(days=1)
    article = make.article("Bread", slug="bread", section="Town")
    root = make.comment(article, "The first word.", at=long_ago)
    reply = make.comment(article, "A reply.", parent=root, at=long_ago)
    waiting = make.comment(article, "It waits.", status=Status.HELD, at=long_ago)
    others = [
        create_app(
            read_settings({**environment, "OPINION_KEPT_PAGES": size, "OPINION_KEPT_ON_DISK": "9"})
        )
        for size in ("16", "0")
    ]
    for other in others:
        other.test_client_class = Visitor
    yield Site(app, others[0], others[1], article, root, reply, waiting)
    for other in others:
        with other.app_context():
            db.session.remove()
            db.engine.dispose()


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
@pytest.mark.usefixtures("each_database")
def test_the_next_reader_sees_it_in_every_process(
    site: Site, change: Callable[[Site], Pages | None]
) -> None:
    first = site.kept()

    before = change(site) or first

    after = site.kept()
    assert after != before
    assert after == pages(site.maker)
