"""Withdrawing over HTTP: deleting one's own comment, and taking one's name off it."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from opinion.articles.models import Article
from opinion.comments.models import Comment, Revision, Status
from opinion.database import db
from tests import make
from tests.comments.owners import aged, edit, newest, shown_link, take_back, targets, written
from tests.comments.sending import send
from tests.pages import Page


def shown(client: FlaskClient, article: Article) -> str:
    return client.get(f"/articles/{article.slug}").text


def test_without_script_a_page_asks_and_the_comment_vanishes(client: FlaskClient) -> None:
    article = make.article()
    comment = written(client, article.slug, text="Regrettable")

    question = client.get(f"/comments/{comment.id}/withdrawal")
    answer = take_back(client, comment)

    assert "the comment disappears" in question.text
    assert "Regrettable" in shown(client, article) or answer.status_code == 303
    assert answer.location == f"/articles/{article.slug}#comments"
    assert f'id="comment-{comment.id}"' not in shown(client, article)
    assert "0 comments</b>" in shown(client, article)


def test_nothing_is_left_of_a_deleted_comment_but_its_place(client: FlaskClient) -> None:
    comment = written(client, make.article().slug, text="Private matter", email="a@example.org")
    edit(client, comment, "Less private")

    take_back(client, comment)

    left = newest()
    assert left.status == Status.DELETED
    assert (left.text, left.html, left.name, left.email) == ("", "", "", "")
    assert left.fingerprint is None
    assert db.session.scalar(select(func.count()).select_from(Revision)) == 0


def test_a_tombstone_stays_where_others_replied(app: Flask, client: FlaskClient) -> None:
    article = make.article()
    comment = written(client, article.slug)
    make.comment(article, "But why?", parent=comment)

    question = client.get(f"/comments/{comment.id}/withdrawal")
    answer = take_back(client, comment)

    assert "A line says that a comment was here" in question.text
    assert answer.location == f"/articles/{article.slug}/comments/{comment.id}"
    page = shown(app.test_client(), article)
    assert "Deleted by its writer." in page
    assert "1 comment</b>" in page


def test_with_htmx_the_news_takes_the_place_of_the_comment(client: FlaskClient) -> None:
    comment = written(client, make.article().slug)

    answer = take_back(client, comment, htmx=True)

    assert answer.status_code == 201
    assert targets(answer)[:3] == [f"#comment-{comment.id}", "#count", "#meta-count"]
    assert "Your comment is deleted." in answer.text


def test_the_last_reply_takes_its_tombstones_along(app: Flask, client: FlaskClient) -> None:
    article = make.article()
    root = make.comment(article)
    gone = make.comment(article, parent=root)
    reply = written(client, article.slug, parent=gone.id)
    make.decided(gone, Status.REMOVED)

    answer = take_back(client, reply, htmx=True)

    assert targets(answer)[:2] == [f"#comment-{gone.id}", f"#branch-{gone.id}"]
    page = shown(app.test_client(), article)
    assert "Removed by a moderator." not in page
    assert "1 comment</b>" in page


def test_deleting_twice_is_deleting_once(client: FlaskClient) -> None:
    article = make.article()
    comment = written(client, article.slug)

    answers = [take_back(client, comment) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert "0 comments</b>" in shown(client, article)


def test_the_same_may_be_said_again_after_deleting(client: FlaskClient) -> None:
    article = make.article()
    comment = written(client, article.slug)
    take_back(client, comment)

    assert send(client, article.slug).status_code == 303
    assert newest().id != comment.id


def test_after_two_weeks_the_name_goes_and_the_text_stays(app: Flask, client: FlaskClient) -> None:
    article = make.article()
    comment = written(client, article.slug, text="A long time ago", email="a@example.org")
    make.comment(article, "Indeed", parent=comment)
    early = take_back(client, comment, "name")
    aged(comment, days=15)

    question = client.get(f"/comments/{comment.id}/withdrawal")
    late = take_back(client, comment, "comment")
    answer = take_back(client, comment, "name")

    assert (early.status_code, late.status_code, answer.status_code) == (403, 403, 303)
    assert "Remove your name?" in question.text
    assert "You may take your name off it." in late.text
    db.session.expire_all()
    left = db.session.get_one(Comment, comment.id)
    assert (left.name, left.email, left.writer, left.network, left.fingerprint) == (
        "",
        "",
        None,
        None,
        None,
    )
    page = shown(app.test_client(), article)
    assert "A long time ago" in page
    assert page.count("a former reader</bdi>") == 2  # above the text, and where it is replied to
    assert "Sample Reader" in page


def test_a_comment_without_name_can_be_answered(client: FlaskClient) -> None:
    article = make.article()
    comment = written(client, article.slug)
    aged(comment, days=15)

    answer = take_back(client, comment, "name", htmx=True)

    assert answer.status_code == 201
    assert targets(answer)[0] == f"#comment-{comment.id}"
    form = client.get(f"/articles/{article.slug}/comments/{comment.id}/reply").text
    assert "Reply to <bdi>a former reader</bdi>" in form
    assert take_back(client, comment, "name").status_code == 404


@pytest.mark.parametrize("what", ["", "everything", "COMMENT"])
def test_only_what_there_is_is_taken_back(client: FlaskClient, what: str) -> None:
    comment = written(client, make.article().slug)

    assert take_back(client, comment, what).status_code == 403
    assert newest().is_live


def test_what_a_moderator_removed_is_not_deleted(client: FlaskClient) -> None:
    comment = written(client, make.article().slug)
    make.decided(comment, Status.REMOVED)

    assert client.get(f"/comments/{comment.id}/withdrawal").status_code == 403
    assert take_back(client, comment).status_code == 403


def test_a_deleted_comment_is_not_brought_back(client: FlaskClient) -> None:
    article = make.article()
    comment = written(client, article.slug)
    take_back(client, comment)

    make.decided(comment, Status.PUBLISHED)

    assert newest().status == Status.DELETED
    assert "0 comments</b>" in shown(client, article)


def test_by_the_private_link_it_is_deleted_from_elsewhere(app: Flask, client: FlaskClient) -> None:
    article = make.article()
    comment = written(client, article.slug)
    link, elsewhere = shown_link(client, article.slug), app.test_client()

    answer = take_back(elsewhere, comment, below=link)

    assert (answer.status_code, answer.location) == (303, f"{link}?deleted=1")
    page = Page(elsewhere.get(answer.location).text)
    assert page.words("[role=status]") == ["Your comment is deleted."]
    assert not Page(elsewhere.get(link).text).has("[role=status]")
    assert client.get(f"/articles/{article.slug}").status_code == 200
    assert take_back(client, comment).status_code == 303
    assert client.get(f"/comments/{comment.id}/edit").status_code == 403
