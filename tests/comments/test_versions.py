"""Former versions: which are kept, who may read them, and what is marked as edited."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from opinion.comments.models import Revision, Status
from opinion.database import db
from tests import make
from tests.comments.owners import aged, edit, newest, written


def test_the_mark_shows_after_two_minutes_and_leads_to_what_was_written(
    app: Flask, client: FlaskClient
) -> None:
    article = make.article()
    comment = written(client, article.slug, text="Frist")
    page, before = f"/articles/{article.slug}", f"/comments/{comment.id}/revisions"

    edit(client, comment, "First")
    early = client.get(page).text
    aged(comment, minutes=3)
    edit(client, comment, "Foremost", seen=1)

    assert before not in early
    assert before in client.get(page).text
    history = app.test_client().get(page + before)
    assert history.status_code == 200
    assert "noindex" in history.text
    assert [history.text.index(word) for word in ("Frist", "First", "Foremost")] == sorted(
        history.text.index(word) for word in ("Frist", "First", "Foremost")
    )


def test_nobody_had_read_what_was_changed_while_it_waited(
    environment: dict[str, str], request: pytest.FixtureRequest
) -> None:
    environment["OPINION_NEW_COMMENTS"] = "hold"
    client = request.getfixturevalue("client")
    article = make.article()
    comment = written(client, article.slug, text="A rude word")

    edit(client, comment, "A kind word")
    make.decided(comment, Status.PUBLISHED)

    assert newest().text == "A kind word"
    assert newest().edited_at is None
    page = f"/articles/{article.slug}/comments/{comment.id}/revisions"
    assert client.get(page).status_code == 404
    assert db.session.scalars(select(Revision.was_public)).all() == [False]


def test_where_comments_are_held_a_changed_one_waits_again(
    environment: dict[str, str], request: pytest.FixtureRequest
) -> None:
    environment["OPINION_NEW_COMMENTS"] = "hold"
    client = request.getfixturevalue("client")
    article = make.article()
    comment = written(client, article.slug)
    make.decided(comment, Status.PUBLISHED)

    edit(client, comment, "Something else")

    page = client.get(f"/articles/{article.slug}").text
    assert newest().is_held
    assert "0 comments</b>" in page
    assert "Waiting for a moderator. Only you" in page


def test_after_twenty_versions_it_stays(client: FlaskClient) -> None:
    comment = written(client, make.article().slug)

    codes = [edit(client, comment, f"Version {n}", seen=n).status_code for n in range(21)]

    assert codes == [303] * 20 + [403]
