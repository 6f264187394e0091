"""Comments that are not taken: what is wrong is said, and the text is never lost."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from opinion.clock import now
from opinion.comments.models import Status
from tests import make
from tests.comments.sending import how_many, send


@pytest.mark.parametrize("htmx", [True, False], ids=["htmx", "plain"])
def test_a_rejected_comment_comes_back_with_its_text(client: FlaskClient, htmx: bool) -> None:
    article = make.article()

    answer = send(client, article.slug, htmx=htmx, name="", text="A long thought\nin two lines")

    assert answer.status_code == 422
    assert "A long thought\nin two lines</textarea>" in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert how_many() == 0


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": " \u200b\u202e "}, "Please write a name"),
        ({"name": "x" * 81}, "81 characters"),
        ({"email": "not an address"}, "not an e-mail address"),
        ({"text": "ab"}, "at least 3 characters"),
        ({"text": "x" * 5001}, "5,001 characters"),
    ],
)
def test_what_is_wrong_is_said(client: FlaskClient, fields: dict[str, Any], said: str) -> None:
    article = make.article()

    answer = send(client, article.slug, **fields)

    assert answer.status_code == 422
    assert said in answer.text


def test_a_line_break_counts_as_one_character(client: FlaskClient) -> None:
    article = make.article()

    answer = send(client, article.slug, text="a\r\n" * 2498 + "bcde")

    assert answer.status_code == 303


def test_a_closed_article_keeps_the_text_and_says_so(client: FlaskClient) -> None:
    article = make.article(comments_close_at=now())

    answer = send(client, article.slug, text="Too late?")

    assert answer.status_code == 403
    assert "Too late?</textarea>" in answer.text
    assert how_many() == 0


def test_a_lost_parent_keeps_the_text(client: FlaskClient) -> None:
    article = make.article()
    gone = make.comment(article, status=Status.REMOVED)

    for parent in (gone.id, 4711, "99999999999999999999", "x"):
        answer = send(client, article.slug, parent=parent, text="Still here")
        assert answer.status_code == 403
        assert "Still here</textarea>" in answer.text
        assert "<form" not in answer.text, "nothing is sent again to where it does not belong"


def test_a_reply_whose_parent_went_is_answered_where_its_form_stands(client: FlaskClient) -> None:
    article = make.article()
    gone = make.comment(article, status=Status.REMOVED)

    answer = send(client, article.slug, htmx=True, parent=gone.id, text="Still here")

    assert answer.status_code == 403
    assert f'<hx-partial hx-target="#form-{gone.id}"' in answer.text
    assert "form-end" not in answer.text


def test_a_preview_stores_nothing_and_keeps_the_form(client: FlaskClient) -> None:
    article = make.article()

    answer = send(client, article.slug, text="**Bold** claim", preview="1")

    assert answer.status_code == 200
    assert "<strong>Bold</strong>" in answer.text
    assert "**Bold** claim</textarea>" in answer.text
    assert how_many() == 0
