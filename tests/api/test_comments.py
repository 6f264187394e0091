"""What programs are told of a comment: what a stranger's page shows, and no more."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from opinion.articles.models import Author
from opinion.clock import now
from opinion.comments.models import Status
from opinion.database import db, writing
from opinion.passages.models import EARLIER
from opinion.people.models import NamedVoice
from tests import make
from tests.api.reading import changed, got
from tests.api.talking import anchor
from tests.comments.owners import take_back, written
from tests.hostile import HOSTILE
from tests.people.readers import signed_in

PLACE = {"id", "url", "article", "parent", "thread", "depth", "reply_count", "state"}


def test_one_comment_is_the_same_as_in_a_list(client: FlaskClient) -> None:
    article = make.article(slug="bread")
    root = make.comment(article)
    reply = make.comment(article, parent=root)
    with writing():
        db.session.add(anchor(root, "b1"))

    listed = got(client, "bread/comments")["comments"]

    alone = [got(client, f"bread/comments/{comment.id}") for comment in (root, reply)]
    assert alone == listed


@pytest.mark.parametrize("status", [Status.HELD, Status.SPAM, Status.REMOVED, Status.DELETED])
def test_of_a_comment_that_nobody_may_read_only_its_place_is_told(
    client: FlaskClient, status: Status
) -> None:
    article = make.article(slug="bread")
    gone = make.comment(article, "A secret", name="Somebody")
    make.comment(article, parent=gone)
    alone = make.comment(article, "A secret", name="Somebody else")
    for comment in (gone, alone):
        make.decided(comment, status)

    answer = client.get("/api/v1/articles/bread/comments")
    [told, _] = answer.get_json()["comments"]

    assert (told["id"], told["state"], told["reply_count"]) == (gone.id, status, 1)
    assert {key for key, value in told.items() if value is not None} <= PLACE
    assert "secret" not in answer.text
    assert "Somebody" not in answer.text
    assert client.get(f"/api/v1/articles/bread/comments/{alone.id}").status_code == 404
    assert client.get(f"/api/v1/articles/bread/threads/{alone.id}").status_code == 404


def test_nobody_is_answered_otherwise_for_their_cookies(app: Flask, client: FlaskClient) -> None:
    make.comment(make.article(slug="bread"))
    mine = written(client, "bread", text="Mine")
    make.decided(mine, Status.HELD)
    member = signed_in(app, make.person())

    answers = [
        browser.get("/api/v1/articles/bread/comments")
        for browser in (client, member, app.test_client())
    ]

    assert len({answer.data for answer in answers}) == 1
    for answer in answers:
        assert answer.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
        assert "Cookie" not in answer.vary
        assert "Set-Cookie" not in answer.headers
    assert client.get(f"/api/v1/articles/bread/comments/{mine.id}").status_code == 404


def test_how_many_agree_is_told_when_the_page_tells_it(client: FlaskClient) -> None:
    article = make.article(slug="bread")
    young, old = make.comment(article), make.comment(article, at=now() - timedelta(hours=3))
    for comment in (young, old):
        changed(comment, agree_count=7)

    assert got(client, f"bread/comments/{young.id}")["agree_count"] is None
    assert got(client, f"bread/comments/{old.id}")["agree_count"] == 7


def test_only_an_edit_that_the_page_marks_is_told(client: FlaskClient) -> None:
    article = make.article(slug="bread")
    comment = make.comment(article)
    changed(comment, edited_at=comment.posted_at + timedelta(seconds=90))
    at_once = got(client, f"bread/comments/{comment.id}")
    changed(comment, edited_at=comment.posted_at + timedelta(minutes=3))
    later = got(client, f"bread/comments/{comment.id}")

    assert at_once["edited_at"] is None
    assert later["edited_at"] > later["posted_at"]


def test_a_passage_is_quoted_and_named_while_the_article_has_it(client: FlaskClient) -> None:
    article = make.article(slug="bread")
    there, lost = make.comment(article), make.comment(article)
    with writing():
        db.session.add_all([anchor(there, "b1"), anchor(lost, EARLIER)])

    passages = [comment["passage"] for comment in got(client, "bread/comments")["comments"]]

    assert passages == [
        {"quote": "One paragraph.", "block": "b1"},
        {"quote": "One paragraph.", "block": None},
    ]


def test_a_name_that_was_taken_away_is_null(client: FlaskClient) -> None:
    make.article(slug="bread")
    comment = written(client, "bread", name="Pat Reader")
    changed(comment, posted_at=now() - timedelta(days=400))
    assert take_back(client, comment, "name").status_code == 303

    assert got(client, f"bread/comments/{comment.id}")["author"] == {"name": None, "badges": []}


def test_badges_stand_beside_the_name_of_who_is_signed_in(app: Flask, client: FlaskClient) -> None:
    article = make.article(slug="bread", authors=["Ann Writer"])
    writer = make.person("ann@example.org", "Ann Writer")
    with writing():
        db.session.query(Author).one().person_id = writer.id
        voice = NamedVoice(person_id=writer.id, words="MEP", granted_at=now())
        db.session.add(voice)
    comment = written(signed_in(app, writer), article.slug)

    told = got(client, f"bread/comments/{comment.id}")["author"]
    listed = got(client, "bread/comments")["comments"][0]["author"]

    badges = [{"kind": "author", "words": None}, {"kind": "voice", "words": "MEP"}]
    assert told == listed == {"name": "Ann Writer", "badges": badges}


@pytest.mark.parametrize(("name", "text"), HOSTILE)
def test_wild_words_come_as_the_page_has_them(client: FlaskClient, name: str, text: str) -> None:
    make.article(slug="bread")
    comment = written(client, "bread", name=name, text=text)

    told = got(client, f"bread/comments/{comment.id}")

    assert told["html"] == comment.html
    assert told["author"]["name"] == comment.name


def test_letters_of_every_script_are_sent_as_themselves(client: FlaskClient) -> None:
    make.article("خبز", slug="bread", language="ar")

    answer = client.get("/api/v1/articles/bread/comments")

    assert "خبز".encode() in answer.data
