"""Where comments are found: permalinks, pages that are there and not, and what a page costs."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event

from opinion.database import db
from tests import make
from tests.comments.test_threads import many

pytestmark = pytest.mark.usefixtures("each_database")


def test_a_permalink_lands_on_the_page_that_holds_the_comment(client: FlaskClient) -> None:
    article = make.article()
    threads = many(article, 60)
    replies = [make.comment(article, f"Reply {n}", parent=threads[55]) for n in range(60)]

    for comment in (
        threads[0],
        threads[49],
        threads[50],
        threads[59],
        replies[0],
        replies[4],
        replies[5],
        replies[49],
        replies[50],
        replies[59],
    ):
        there = client.get(f"/articles/{article.slug}/comments/{comment.id}").location
        page, _, anchor = there.partition("#")
        assert f'id="{anchor}"' in client.get(page).text


def test_a_page_costs_the_same_queries_however_long_the_conversation(client: FlaskClient) -> None:
    short, long = make.article(section="Town"), make.article(section="Town")
    many(short, 1)
    for thread in many(long, 70):
        make.many_comments(long, 6, parent=thread)
    asked: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))

    counts = []
    for article in (short, long):
        asked.clear()
        assert client.get(f"/articles/{article.slug}").status_code == 200
        counts.append(len([statement for statement in asked if statement.startswith("SELECT")]))

    assert max(counts) <= 9
    assert counts[1] - counts[0] <= 1


@pytest.mark.parametrize(
    "query", ["after=0", "after=x", "after=99999999999", "sort=best", "before=-1"]
)
def test_a_page_that_is_not_there_is_not_found(client: FlaskClient, query: str) -> None:
    article = make.article()

    assert client.get(f"/articles/{article.slug}?{query}").status_code == 404
