"""Keeping: what is kept is made once, and is what Flask alone would answer."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from opinion.articles.models import Article
from opinion.clock import now
from opinion.database import db, writing
from opinion.kept_pages.store import Store
from tests import make
from tests.comments.sending import send
from tests.kept_pages.asked import PAGE, made
from tests.kept_pages.conftest import Wait
from tests.people.readers import signed_in

SHOWN_NOWHERE = {  # to everybody, on a page that is kept
    *("claims", "decisions", "failed_sign_ins", "feed_keys", "followings", "former_slugs"),
    *("identities", "learned_weights", "legal_notices", "lesson_counts", "mails", "manage_links"),
    *("notices", "objections", "passkeys", "passwords", "reports", "revisions", "sanction_acts"),
    *("role_changes", "strictness_changes"),
    *("sanctions", "screened_words", "sessions", "set_up_links", "sign_in_links", "silences"),
    *("versions", "votes", "waiting", "word_changes"),
}


@pytest.fixture
def bread(app: Flask) -> Article:
    article = make.article(slug="bread", section="Town")
    make.comment(article, at=now() - timedelta(days=1))
    return article


@pytest.mark.usefixtures("bread", "each_database")
def test_a_page_is_made_once(app: Flask, client: FlaskClient) -> None:
    with made(app) as asked:
        answers = [client.get(PAGE) for _ in range(5)]

    assert len(asked) == 1
    assert len({answer.data for answer in answers}) == 1
    assert len({tuple(answer.headers) for answer in answers}) == 1


@pytest.mark.usefixtures("bread")
def test_it_is_made_once_for_each_way_of_packing(app: Flask, client: FlaskClient) -> None:
    with made(app) as asked:
        for accepted in ("br, gzip", "gzip", "", "br", "gzip;q=0.5, br;q=0.1", "identity"):
            client.get(PAGE, headers={"Accept-Encoding": accepted})

    assert len(asked) == 3


@pytest.mark.usefixtures("bread")
def test_who_has_it_gets_no_more_than_word_of_that(app: Flask, client: FlaskClient) -> None:
    first = client.get(PAGE)
    mark = first.headers["ETag"]

    with made(app) as asked:
        for said in (mark, f'"other", {mark}', f"W/{mark}", "*"):
            answer = client.get(PAGE, headers={"If-None-Match": said})
            assert (answer.status_code, answer.data) == (304, b"")
            assert answer.headers["ETag"] == mark
            assert answer.headers["Vary"] == first.headers["Vary"]
            assert "Content-Type" not in answer.headers
        assert client.get(PAGE, headers={"If-None-Match": '"other"'}).data == first.data
    assert asked == []


@pytest.mark.usefixtures("bread")
def test_a_head_is_answered_with_headers_alone(app: Flask, client: FlaskClient) -> None:
    whole = client.get(PAGE)

    head = client.head(PAGE)

    assert head.data == b""
    assert head.headers == whole.headers


@pytest.mark.usefixtures("bread")
def test_who_carries_a_cookie_of_ours_gets_a_page_of_their_own(
    app: Flask, client: FlaskClient
) -> None:
    client.get(PAGE)
    reader = signed_in(app, make.person())

    with made(app) as asked:
        own = reader.get(PAGE)

    assert len(asked) == 1
    assert own.headers["Cache-Control"] == "private, no-cache"
    assert "Pat Reader" in own.text
    assert "Pat Reader" not in client.get(PAGE).text


@pytest.mark.usefixtures("bread")
def test_a_page_that_changes_by_itself_is_not_kept_for_longer(
    app: Flask, client: FlaskClient, wait: Wait
) -> None:
    with writing():
        for article in db.session.query(Article):
            article.comments_close_at = now() + timedelta(hours=1)
    open_page = client.get(PAGE).text
    make.article(slug="soon", title="Soon", published_at=now() + timedelta(hours=2))
    front = client.get("/").text

    wait(timedelta(hours=3))

    assert "Comments closed on" not in open_page
    assert "Comments closed on" in client.get(PAGE).text
    assert "Soon" not in front
    assert "Soon" in client.get("/").text


@pytest.mark.usefixtures("bread")
def test_what_is_not_there_and_what_moved_is_not_kept(app: Flask, client: FlaskClient) -> None:
    with made(app) as asked:
        for _ in range(2):
            assert client.get("/articles/cake").status_code == 404
            assert client.get("/articles/bread/comments").status_code == 303

    assert len(asked) == 4


def test_a_site_may_keep_nothing(
    environment: dict[str, str], request: pytest.FixtureRequest
) -> None:
    environment["OPINION_KEPT_PAGES"] = "0"
    app: Flask = request.getfixturevalue("app")
    make.article(slug="bread")

    with made(app) as asked:
        answers = [app.test_client().get(PAGE) for _ in range(2)]

    assert len(asked) == 2
    assert answers[0].data == answers[1].data


def test_the_store_keeps_what_is_used_in_its_room() -> None:
    store: Store[str] = Store(room=40_000)
    for number in range(10):
        store.put(number, "a page", size=10_000)
        store.put(number, "a page", size=10_000)
        store.get(0)

    kept = [number for number in range(10) if store.get(number)]

    assert kept == [0, 7, 8, 9]


@pytest.mark.usefixtures("each_database")
def test_every_table_that_pages_show_raises_versions(app: Flask) -> None:
    """A new table is either said to be shown nowhere, or has its triggers."""
    is_sqlite = db.engine.dialect.name == "sqlite"
    names = "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger'"
    if not is_sqlite:
        names = "SELECT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal"
    raising = list(db.session.scalars(text(names)))

    assert set(raising) == set(db.metadata.tables) - SHOWN_NOWHERE
    assert all(raising.count(table) % 3 == 0 for table in raising)


def test_an_acknowledged_comment_is_on_the_next_page(app: Flask, client: FlaskClient) -> None:
    article = make.article(slug="bread")
    for number in range(20):
        client.get(PAGE)
        send(app.test_client(), article.slug, text=f"Word number {number}.")
        assert f"Word number {number}." in client.get(PAGE).text
