"""What makes writing easier: quotes, a remembered name, the language of a comment."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from opinion.comments.models import Comment
from opinion.database import db
from opinion.text import quotation
from tests import make
from tests.comments.sending import send


def newest() -> Comment:
    return db.session.scalars(select(Comment).order_by(Comment.id.desc()).limit(1)).one()


def test_quote_opens_the_form_with_the_comments_words_in_it(client: FlaskClient) -> None:
    article = make.article()
    comment = make.comment(article, "A *first* line\n\nand a last")

    quoted = send(client, article.slug, parent=comment.id, text="", quoting="1")
    below = send(client, article.slug, parent=comment.id, text="I had begun", quoting="1")

    assert quoted.status_code == below.status_code == 200
    assert ">&gt; A *first* line\n&gt;\n&gt; and a last" in quoted.text.replace(">\n&gt;", ">&gt;")
    assert "I had begun\n\n&gt; A *first* line\n&gt;\n&gt; and a last" in below.text
    assert newest() == comment


def test_a_long_comment_is_quoted_in_part() -> None:
    quoted = quotation("word " * 400, 600)

    assert quoted.startswith("> word word")
    assert quoted.endswith("word …\n\n")
    assert len(quoted) < 610


def test_a_name_is_remembered_only_on_request(app: Flask) -> None:
    article = make.article()
    forgetful, mindful = app.test_client(), app.test_client()

    send(forgetful, article.slug, name="Sample Reader", email="reader@example.org")
    send(mindful, article.slug, name="Other Reader", email="other@example.org", remember="1")

    page = f"/articles/{article.slug}"
    mindful.get(page)  # which shows the private link, once
    assert "reader@example.org" not in forgetful.get(page).text
    remembered = mindful.get(page)
    assert 'value="Other Reader"' in remembered.text
    assert 'value="other@example.org"' in remembered.text
    assert "private" in remembered.headers["Cache-Control"]
    assert "Other Reader&#34;" not in forgetful.get(page).text


def test_posting_without_the_tick_forgets_the_name(client: FlaskClient) -> None:
    article = make.article()
    send(client, article.slug, name="Sample Reader", remember="1")

    send(client, article.slug, name="Sample Reader", text="Once more")

    assert 'value="Sample Reader"' not in client.get(f"/articles/{article.slug}").text


def test_a_forgotten_name_leaves_the_guest_who_they_were(client: FlaskClient) -> None:
    article = make.article()
    send(client, article.slug, remember="1")
    first = newest()

    send(client, article.slug, text="Once more")

    assert newest().writer == first.writer


@pytest.mark.parametrize(("chosen", "kept"), [("", "de"), ("fr", "fr"), ("xx", "de"), ("de", "de")])
def test_a_comment_keeps_its_language_by_default_the_articles(
    client: FlaskClient, chosen: str, kept: str
) -> None:
    article = make.article(language="de")

    send(client, article.slug, language=chosen)

    assert newest().language == kept
    page = client.get(f"/articles/{article.slug}").text
    assert ('lang="fr" hx-ignore' in page) == (kept == "fr")


def test_a_returned_form_keeps_every_choice(client: FlaskClient) -> None:
    article = make.article()

    answer = send(client, article.slug, text="", language="fr", remember="1")

    assert '<option value="fr" selected>' in answer.text
    assert 'name="remember" value="1" checked' in answer.text
