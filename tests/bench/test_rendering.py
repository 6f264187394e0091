"""Rendering: who asks first after a change, alone or with others, is shown what was changed."""

from pathlib import Path

import pytest
from flask import Flask

from bench.asking import once
from bench.filling import Site, fill
from bench.rendering import first_readers, opened
from bench.requesting import request
from bench.serving import site as served

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("bench"),  # all listen from one port on
    pytest.mark.usefixtures("sqlite_alone"),  # what fills a site writes to a file
]
TITLE = "SELECT title FROM articles WHERE slug = 'fifty'"


@pytest.mark.parametrize("readers", [1, 8])
def test_the_article_is_another_for_the_readers_of_each_round(app: Flask, readers: int) -> None:
    folder: Path = app.config["SETTINGS"].instance
    site = Site(folder, comments=200, articles=10)
    fill(site)

    with served(site) as server, opened(site) as connection:
        (before,) = connection.execute(TITLE).fetchone()
        figures = first_readers(server, site, "fifty", readers, 3)
        (after,) = connection.execute(TITLE).fetchone()
        plain = request(server.port, "/articles/fifty", headers={"Accept-Encoding": "identity"})
        _, _, page, _ = once(server.port, plain)

    assert before not in page.decode()
    assert after in page.decode()
    assert figures.rate > 0
    assert figures.microseconds > 0
    assert figures.refused == 0
