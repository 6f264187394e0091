"""Two servers with one database: the very next answer of each shows what has changed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import update

from opinion.articles.models import Article
from opinion.comments.models import Comment
from opinion.database import db, writing
from tests import make
from tests.kept_pages.asked import PAGE
from tests.moderation.ruling import remove
from tests.servers import BIN, fetch, posted, running, said_until, unused_port

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("each_database")]
Change = Callable[[int], None]  # by one who is at a server's port, or by the test itself


@contextmanager
def served(app: Flask, environment: dict[str, str]) -> Iterator[int]:
    """Let another process serve the site meanwhile; yield its port."""
    command = [str(BIN / "flask"), "serve", "--port", str(unused_port())]
    with running(command, Path(app.root_path).parent, environment) as server:
        said = said_until(server, "http://")
        yield int(said.rpartition("127.0.0.1:")[2].partition("/")[0])


@pytest.fixture
def ports(app: Flask, environment: dict[str, str]) -> Iterator[tuple[int, int]]:
    """Where two processes serve the site."""
    make.comment(make.article("Bread", slug="bread"), "The first word.")
    with served(app, environment) as one, served(app, environment) as other:
        assert one != other
        yield one, other


def a_comment_is_posted(port: int) -> None:
    assert posted(port, f"{PAGE}/comments", name="Reader", text="The second word.") == 303


def a_comment_is_removed(port: int) -> None:
    assert remove(db.session.get_one(Comment, 1))


def the_headline_changes(port: int) -> None:
    with writing() as session:
        session.execute(update(Article).values(title="Cake"))


def an_article_is_published(port: int) -> None:
    make.article("Circuses")


CHANGES: tuple[tuple[Change, str, str, bool], ...] = (
    (a_comment_is_posted, PAGE, "The second word.", True),
    (a_comment_is_removed, PAGE, "The first word.", False),
    (the_headline_changes, PAGE, "Cake", True),
    (an_article_is_published, "/", "Circuses", True),
)


def test_the_next_answer_of_each_shows_it(ports: tuple[int, int]) -> None:
    for number, (change, address, words, is_there) in enumerate(CHANGES):
        for port in ports * 3:  # made, found to be true, and at hand
            assert (words in fetch(port, address)[1]) is not is_there, change

        change(ports[number % 2])

        for port in ports:
            assert (words in fetch(port, address)[1]) is is_there, change
