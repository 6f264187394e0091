"""Writing: one transaction at a time, all of it or nothing, and a clear word where it must wait."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from itertools import cycle
from threading import Barrier

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import DBAPIError, StatementError

from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.models import Comment
from opinion.database import db, writing
from tests import make
from tests.comments.sending import how_many, send
from tests.databases import written_by_another

WORKERS, EACH = 8, 5


@pytest.mark.usefixtures("impatient", "each_database")
@pytest.mark.parametrize("htmx", [True, False], ids=["htmx", "plain"])
def test_while_another_program_writes_the_text_is_kept(client: FlaskClient, htmx: bool) -> None:
    article = make.article()

    with written_by_another(client.application):
        answer = send(client, article.slug, htmx=htmx, text="Not lost", name="A Baker")
        reading = client.get(f"/articles/{article.slug}")
    again = send(client, article.slug, htmx=htmx, text="Not lost", name="A Baker")

    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert "Not lost</textarea>" in answer.text
    assert 'value="A Baker"' in answer.text
    assert reading.status_code == 200
    assert again.status_code == (201 if htmx else 303)
    assert how_many() == 1


@pytest.mark.usefixtures("impatient")
def test_while_tables_are_changed_readers_are_told_to_come_back(
    each_database: str, client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    article = make.article()
    is_postgresql = each_database == "postgresql"  # where such a change lets nobody read

    with db.engine.connect().execution_options(write=True) as another:
        if is_postgresql:
            another.exec_driver_sql("LOCK TABLE articles IN ACCESS EXCLUSIVE MODE")
        reading = client.get(f"/articles/{article.slug}?after=1")
        another.rollback()

    assert reading.status_code == (503 if is_postgresql else 404)
    assert ("Retry-After" in reading.headers) == is_postgresql
    assert ("lock timeout" in caplog.text) == is_postgresql


def post_all(app: Flask, worker: int, start: Barrier, parents: list[int]) -> set[int]:
    """Send comments as one visitor, each of them twice, and return what was answered."""
    client = app.test_client()
    texts = [f"Text {number // 2} of {worker}" for number in range(2 * EACH)]
    name = f"Reader {worker}"
    start.wait()
    with app.app_context():
        return {
            send(client, "bread", name=name, text=text, parent=parent, anyway="1").status_code
            for text, parent in zip(texts, cycle(parents), strict=False)
        }


@pytest.mark.usefixtures("each_database")
def test_of_many_comments_sent_at_once_none_is_lost_and_none_is_there_twice(
    environment: dict[str, str], request: pytest.FixtureRequest
) -> None:
    environment["OPINION_THREADS"] = "12"
    app: Flask = request.getfixturevalue("app")
    article = make.article(slug="bread")
    thread = make.comment(article)
    deeper = make.comment(article, parent=thread)
    parents = [thread.id, thread.id, deeper.id, deeper.id]
    start = Barrier(WORKERS, timeout=20)

    with ThreadPoolExecutor(WORKERS) as pool:
        sent = [pool.submit(post_all, app, worker, start, parents) for worker in range(WORKERS)]
        answered = set().union(*(each.result() for each in sent))

    assert answered == {303}
    assert how_many() == 2 + WORKERS * EACH
    db.session.expire_all()
    assert db.session.scalars(select(Article.comment_count)).one() == how_many()
    assert db.session.get_one(Comment, thread.id).reply_count == how_many() - 1
    paths = db.session.scalars(select(Comment.path).where(Comment.parent_id.is_not(None))).all()
    assert len(paths) == len(set(paths)) == how_many() - 1


def test_two_tabs_that_send_the_same_at_once_make_one_comment(app: Flask) -> None:
    make.article(slug="bread")
    start = Barrier(4, timeout=20)

    def post() -> int:
        start.wait()
        with app.app_context():
            return send(app.test_client(), "bread", text="Only once").status_code

    with ThreadPoolExecutor(4) as pool:
        sent = [pool.submit(post) for _ in range(4)]
        answered = [each.result() for each in sent]

    assert 303 in answered
    assert set(answered) <= {303, 503}
    assert how_many() == 1


def half_done(article: Article) -> None:
    db.session.get_one(Article, article.id).title = "Half done"
    db.session.flush()
    raise ZeroDivisionError


def test_what_fails_leaves_nothing_behind(app: Flask) -> None:
    article = make.article()

    with pytest.raises(ZeroDivisionError), writing():
        half_done(article)

    assert db.session.scalars(select(Article.title)).one() == "An article"


def test_writing_inside_writing_is_a_mistake(app: Flask) -> None:
    with writing(), pytest.raises(RuntimeError), writing():
        pass

    with writing():  # and the mistake is over with it
        pass


def test_another_trouble_than_being_busy_is_not_called_so(app: Flask) -> None:
    with pytest.raises(DBAPIError), writing():
        db.session.execute(text("UPDATE nothing SET x = 1"))


@pytest.mark.usefixtures("each_database")
@pytest.mark.parametrize(
    "moment",
    [
        datetime(2024, 5, 1, 12, 30, 15, 123456, tzinfo=timezone(timedelta(hours=-7))),
        datetime.max.replace(tzinfo=UTC),  # later than any in a zone that is ahead of UTC
    ],
    ids=["usual", "last"],
)
def test_a_moment_is_kept_in_utc_and_comes_back_with_its_zone(app: Flask, moment: datetime) -> None:
    article = make.article(published_at=moment)

    db.session.expire_all()
    kept = db.session.get_one(Article, article.id).published_at
    assert (kept, kept.tzinfo) == (moment, UTC)


@pytest.mark.usefixtures("sqlite_alone")
@pytest.mark.parametrize(
    "by_hand", ["2024-05-01 12:30:15", "2024-05-01T12:30:15+00:00", "2024-05-01 14:30:15.000+02:00"]
)
def test_a_moment_that_was_written_by_hand_is_read_as_utc(app: Flask, by_hand: str) -> None:
    article = make.article()
    with writing():
        db.session.execute(text("UPDATE articles SET published_at = :at"), {"at": by_hand})

    kept = db.session.get_one(Article, article.id, populate_existing=True).published_at
    assert (kept, kept.tzinfo) == (datetime(2024, 5, 1, 12, 30, 15, tzinfo=UTC), UTC)


def test_a_moment_without_a_zone_is_refused(app: Flask) -> None:
    make.article()

    with pytest.raises(StatementError, match="a moment needs its zone"), writing():
        db.session.execute(update(Article).values(updated_at=now().replace(tzinfo=None)))


@pytest.mark.usefixtures("sqlite_alone", "synced")
def test_a_safe_sqlite_is_set_up_safely(app: Flask) -> None:
    def pragma(name: str) -> object:
        return db.session.scalar(text(f"PRAGMA {name}"))

    assert pragma("journal_mode") == "wal"
    assert pragma("synchronous") == 2
    assert pragma("foreign_keys") == 1
    assert pragma("trusted_schema") == 0
    assert db.session.scalar(select(func.count()).select_from(Comment)) == 0
