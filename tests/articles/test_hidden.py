"""Drafts and scheduled articles: nobody finds, reads, lists, counts or answers them."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from opinion.articles.models import Article, FormerSlug
from opinion.clock import now
from opinion.database import db, writing
from opinion.permissions import may_comment
from tests import make
from tests.articles.drafting import draft, published
from tests.comments.sending import how_many, send

HIDDEN: dict[str, dict[str, Any]] = {
    "draft": {"is_draft": True},
    "scheduled": {"published_at": now() + timedelta(days=1)},
}


@pytest.fixture(params=HIDDEN)
def hidden(request: pytest.FixtureRequest, client: FlaskClient) -> Article:
    """An article that readers may not see, with a comment, a former address and much talk."""
    made = make.article(
        "Secret", slug="secret", section="Hush", authors=["Nobody Knows"], **HIDDEN[request.param]
    )
    make.comment(made, "Whisper")
    with writing():
        db.session.add(FormerSlug(slug="old-secret", article_id=made.id))
    for _ in range(3):
        make.comment(make.article("Open", section="Town"))
    return made


def addresses(article: Article) -> Iterator[str]:
    yield "/articles/secret"
    yield "/articles/old-secret"
    yield "/articles/secret/comments/1"
    yield "/articles/secret/comments/1/reply"
    yield "/articles/secret/threads/1"
    yield "/sections/hush"
    yield "/authors/nobody-knows"


def test_no_address_of_it_answers(client: FlaskClient, hidden: Article) -> None:
    for address in addresses(hidden):
        answer = client.get(address)

        assert answer.status_code == 404, address
        assert "Secret" not in answer.text
        assert "Whisper" not in answer.text


def test_no_list_names_it(client: FlaskClient, hidden: Article) -> None:
    for address in ("/", "/sections/town", "/authors/sample-author", "/nowhere"):
        page = client.get(address).text

        assert "Open" in page
        for secret in ("Secret", "Hush", "Nobody", "Whisper"):
            assert secret not in page, address


def test_nobody_comments_on_it(client: FlaskClient, hidden: Article) -> None:
    before = how_many()

    answers = [send(client, "secret"), send(client, "secret", htmx=True, parent=1)]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert how_many() == before
    assert not may_comment(hidden, now())


def test_it_appears_when_its_time_has_come(client: FlaskClient) -> None:
    make.article("Soon", slug="soon", published_at=now() + timedelta(milliseconds=300))
    early = client.get("/articles/soon").status_code

    while now() < db.session.scalars(select(Article.published_at)).one():
        pass

    assert (early, client.get("/articles/soon").status_code) == (404, 200)


def test_an_old_address_leads_on_for_good(client: FlaskClient) -> None:
    for slug in ("first", "second", "third"):
        published(draft(slug=slug), at=now() - timedelta(days=1))

    for former in ("first", "second"):
        answer = client.get(f"/articles/{former}")

        assert (answer.status_code, answer.location) == (301, "/articles/third")
