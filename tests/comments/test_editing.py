"""Editing one's own comment over HTTP: by cookie and by private link."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from opinion.comments.models import Revision
from opinion.database import db
from tests import make
from tests.comments.owners import aged, edit, newest, shown_link, targets, written
from tests.comments.reactors import reader
from tests.comments.sending import how_many, send
from tests.pages import Page


def test_without_script_an_edit_leads_back_to_the_comment(client: FlaskClient) -> None:
    article = make.article()
    comment = written(client, article.slug, text="Frist thought")

    form = client.get(f"/comments/{comment.id}/edit")
    answer = edit(client, comment, "First *thought*")

    assert "Frist thought</textarea>" in form.text
    assert form.headers["Cache-Control"] == "private, no-store"
    assert answer.status_code == 303
    assert answer.location == f"/articles/{article.slug}/comments/{comment.id}"
    page = client.get(f"/articles/{article.slug}").text
    assert "First <em>thought</em>" in page
    assert "Frist" not in page


def test_with_htmx_an_edit_replaces_the_comment(client: FlaskClient) -> None:
    comment = written(client, make.article().slug)

    answer = edit(client, comment, "Changed", htmx=True)

    assert answer.status_code == 201
    assert targets(answer)[0] == f"#comment-{comment.id}"
    assert "Your comment is changed." in answer.text
    assert "<html" not in answer.text


@pytest.mark.parametrize("htmx", [False, True])
def test_what_is_wrong_brings_the_form_back_with_the_text(client: FlaskClient, htmx: bool) -> None:
    comment = written(client, make.article().slug)

    answer = edit(client, comment, "x", htmx=htmx)

    assert answer.status_code == 422
    assert "Too short" in answer.text
    assert "x</textarea>" in answer.text
    assert (targets(answer) == [f"#comment-{comment.id}"]) == htmx


def test_a_preview_changes_nothing(client: FlaskClient) -> None:
    comment = written(client, make.article().slug, text="As it was")

    answer = edit(client, comment, "As it *may* be", preview="1")

    assert answer.status_code == 200
    assert "As it <em>may</em> be" in answer.text
    assert newest().text == "As it was"


def test_the_same_text_again_is_no_change(client: FlaskClient) -> None:
    comment = written(client, make.article().slug, text="As it was")

    answer = edit(client, comment, " As it was\r\n")

    assert answer.status_code == 303
    assert newest().edited_at is None


def test_an_edit_sent_twice_is_one(client: FlaskClient) -> None:
    comment = written(client, make.article().slug)

    answers = [edit(client, comment, "Changed once") for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert db.session.scalars(select(Revision.number)).all() == [1]


def test_of_two_windows_the_second_is_told(client: FlaskClient) -> None:
    comment = written(client, make.article().slug)
    edit(client, comment, "From one window")

    late = edit(client, comment, "From the other")
    again = edit(client, comment, "From the other", seen=1)

    assert late.status_code == 409
    assert "From the other</textarea>" in late.text
    assert 'name="seen" value="1"' in late.text
    assert again.status_code == 303
    assert newest().text == "From the other"


def test_the_edited_text_is_what_a_repetition_repeats(client: FlaskClient) -> None:
    article = make.article()
    comment = written(client, article.slug, text="One")
    edit(client, comment, "Two")

    repeated = send(client, article.slug, text="Two")
    fresh = send(client, article.slug, text="One")
    clash = edit(client, newest(), "Two")

    assert repeated.location.endswith(f"/{comment.id}")
    assert fresh.status_code == 303
    assert how_many() == 2
    assert clash.status_code == 409


def test_a_reply_ends_editing_and_the_text_is_kept(app: Flask, client: FlaskClient) -> None:
    article = make.article()
    comment = written(client, article.slug)
    make.comment(article, parent=comment)

    page = client.get(f"/comments/{comment.id}/edit")
    answer = edit(client, comment, "Never said that")
    parts = edit(client, comment, "Never said that", htmx=True)

    assert [each.status_code for each in (page, answer, parts)] == [403, 403, 403]
    assert "somebody has replied" in answer.text
    assert "Never said that</textarea>" in answer.text
    assert targets(parts) == [f"#comment-{comment.id}"]
    assert f"/comments/{comment.id}/edit" not in client.get(f"/articles/{article.slug}").text


def test_after_a_quarter_of_an_hour_it_is_too_late(client: FlaskClient) -> None:
    comment = written(client, make.article().slug)
    aged(comment, minutes=16)

    assert client.get(f"/comments/{comment.id}/edit").status_code == 403
    assert edit(client, comment, "Too late").status_code == 403


def test_strangers_find_no_form_and_no_link(app: Flask, client: FlaskClient) -> None:
    article = make.article()
    comment = written(client, article.slug)
    stranger, other = app.test_client(), app.test_client()
    written(other, article.slug, name="Other", text="Me too")

    for each in (stranger, other):
        assert each.get(f"/comments/{comment.id}/edit").status_code == 404
        assert edit(each, comment, "Not mine").status_code == 404
        assert f"/comments/{comment.id}/edit" not in each.get(f"/articles/{article.slug}").text


def test_by_the_private_link_it_is_edited_from_elsewhere(app: Flask, client: FlaskClient) -> None:
    article = make.article()
    comment = written(client, article.slug, text="Frist")
    link, elsewhere = shown_link(client, article.slug), app.test_client()

    form = elsewhere.get(f"{link}/comments/{comment.id}/edit")
    answer = edit(elsewhere, comment, "First", below=link)

    assert f'action="{link}/comments/{comment.id}/edit"' in form.text
    assert form.headers["Referrer-Policy"] == "same-origin"
    assert (answer.status_code, answer.location) == (303, link)
    assert send(client, article.slug, text="First").location.endswith(f"/{comment.id}")


def test_with_htmx_edit_goes_from_the_comment_that_one_replies_to(
    client: FlaskClient, app: Flask
) -> None:
    article = make.article()
    comment = written(client, article.slug)
    tools = f"#comment-{comment.id} > .comment__tools"

    answer = send(client, article.slug, htmx=True, parent=comment.id, text="And one more thing")

    assert tools in targets(answer)
    parts = Page(answer.text)
    assert parts.has(f'a[href="/comments/{comment.id}/withdrawal"]')
    assert not parts.has(f'a[href="/comments/{comment.id}/edit"]')
    stranger = send(reader(app), article.slug, htmx=True, parent=comment.id)
    assert tools not in targets(stranger)
