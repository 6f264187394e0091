"""Posting over HTTP, as pages do it: whole answers, and with htmx the parts that changed."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from opinion.comments.models import Comment
from opinion.database import db, writing
from tests import make
from tests.comments.sending import how_many, send
from tests.plans import asking

MOST, MOST_OF_REPLY = 13, 18  # statements, beginning and end not counted


def test_without_script_a_comment_leads_to_its_own_place(client: FlaskClient) -> None:
    article = make.article()

    answer = send(client, article.slug)

    assert answer.status_code == 303
    there = client.get(answer.location)
    assert there.status_code == 302
    assert re.fullmatch(rf"/articles/{article.slug}#comment-\d+", there.location)


def test_a_posted_comment_is_read_under_the_article(client: FlaskClient) -> None:
    article = make.article("Bread")

    send(client, article.slug, name="A Baker", text="It *rises*.")

    page = client.get(f"/articles/{article.slug}").text
    assert "A Baker" in page
    assert "<p>It <em>rises</em>.</p>" in page
    assert "1 comment</b> on “" in page


def test_with_htmx_a_comment_brings_only_what_changed(client: FlaskClient) -> None:
    article = make.article()

    answer = send(client, article.slug, htmx=True, text="First!")

    assert answer.status_code == 201
    assert "<html" not in answer.text
    targets = re.findall(r'<hx-partial hx-target="([^"]+)"', answer.text)
    assert targets == ["#posted", "#count", "#meta-count", "#live", "#form-end"]


def test_with_htmx_a_reply_lands_at_the_end_of_its_branch(client: FlaskClient) -> None:
    article = make.article()
    parent = make.comment(article)

    answer = send(client, article.slug, htmx=True, parent=parent.id)

    targets = re.findall(r'<hx-partial hx-target="([^"]+)"', answer.text)
    assert targets[:2] == [f"#replies-{parent.id}", f"#summary-{parent.id}"]
    assert f"#comment-{parent.id} > [data-slot]" in targets
    assert "1 reply" in answer.text


@pytest.mark.usefixtures("each_database")
def test_a_comment_takes_few_statements_however_long_the_talk(app: Flask) -> None:
    article = make.article(section="Town")
    make.many_comments(article, 500)
    parent = make.comment(article, parent=make.comment(article))

    with asking() as for_a_comment:
        assert send(app.test_client(), article.slug, htmx=True).status_code == 201
    with asking() as for_a_reply:
        answer = send(app.test_client(), article.slug, htmx=True, parent=parent.id)

    assert answer.status_code == 201
    assert len(for_a_comment) <= MOST, "a statement more was asked"
    assert len(for_a_reply) <= MOST_OF_REPLY, "a statement more was asked"


def test_a_reply_to_the_deepest_level_stands_beside_its_parent(client: FlaskClient) -> None:
    article = make.article()
    chain = [make.comment(article, name="Level 1")]
    for level in range(2, 13):
        chain.append(make.comment(article, parent=chain[-1], name=f"Level {level}"))

    answer = send(client, article.slug, htmx=True, parent=chain[-1].id)

    reply = db.session.scalars(select(Comment).order_by(Comment.id.desc()).limit(1)).one()
    assert reply.depth == 12
    assert reply.parent_id == chain[-1].id
    assert f'hx-target="#replies-{chain[-2].id}"' in answer.text
    assert "in reply to" in answer.text


def test_the_same_comment_sent_twice_is_stored_once(client: FlaskClient) -> None:
    article = make.article()

    first = send(client, article.slug)
    second = send(client, article.slug)

    assert second.status_code == 303
    assert second.location == first.location
    assert how_many() == 1


def test_a_repetition_without_the_first_ones_cookie_gets_none(app: Flask) -> None:
    article = make.article()
    send(app.test_client(), article.slug)

    answer = send(app.test_client(), article.slug, htmx=True)

    assert answer.status_code == 201
    assert "Set-Cookie" not in answer.headers
    assert "You wrote that already" in answer.text
    assert how_many() == 1


def test_the_same_words_in_another_place_are_another_comment(client: FlaskClient) -> None:
    article = make.article()
    parent = make.comment(article)

    send(client, article.slug)
    send(client, article.slug, parent=parent.id)

    assert how_many() == 3


def test_a_held_comment_is_shown_to_its_writer_alone(
    environment: dict[str, str], request: pytest.FixtureRequest
) -> None:
    environment["OPINION_NEW_COMMENTS"] = "hold"
    app: Flask = request.getfixturevalue("app")
    article = make.article()
    writer, stranger = app.test_client(), app.test_client()

    answer = send(writer, article.slug, text="Wait for it")

    assert "read by a moderator" in stranger.get(f"/articles/{article.slug}").text
    assert "Waiting for a moderator" in writer.get(f"/articles/{article.slug}").text
    assert "Wait for it" not in stranger.get(f"/articles/{article.slug}").text
    assert "0 comments" in writer.get(f"/articles/{article.slug}").text
    assert stranger.get(answer.location).status_code == 404


@pytest.mark.usefixtures("each_database")
@pytest.mark.parametrize("column", ["parent_id", "thread_id"])
def test_the_database_itself_keeps_a_thread_under_one_article(app: Flask, column: str) -> None:
    article, other = make.article(), make.article()
    reply = make.comment(article, parent=make.comment(article))
    elsewhere = make.comment(other)

    with pytest.raises(IntegrityError), writing():
        setattr(db.session.get_one(Comment, reply.id), column, elsewhere.id)
