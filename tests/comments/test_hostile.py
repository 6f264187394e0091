"""What attackers write, sent as a form sends it: words on every page that shows it, no more."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from opinion.articles.models import Article
from opinion.comments.models import Comment
from opinion.database import db
from opinion.text import COMMENT_TAGS, clean_body, clean_name
from tests import make
from tests.comments.sending import how_many, send
from tests.hostile import HOSTILE
from tests.pages import Page, problems

LIVE = "script, style, iframe, object, embed, base, svg, math, template, form, meta[http-equiv]"
hostile = pytest.mark.parametrize(("name", "text"), HOSTILE, ids=range(len(HOSTILE)))


def shown_on(client: FlaskClient, article: Article, comment: Comment) -> dict[str, TestResponse]:
    """Return every page that shows the comment, or a part of it."""
    there = f"/articles/{article.slug}"
    return {
        "article": client.get(there),
        "newest": client.get(f"{there}?sort=newest"),
        "thread": client.get(f"{there}/threads/{comment.id}"),
        "reply": client.get(f"{there}/comments/{comment.id}/reply"),
        "returned": send(client, article.slug, name="", parent=comment.id),
    }


@hostile
def test_a_hostile_comment_is_shown_as_words(client: FlaskClient, name: str, text: str) -> None:
    article = make.article()
    plain = len(Page(client.get(f"/articles/{article.slug}").text).values(LIVE, "class"))

    assert send(client, article.slug, name=name, text=text).status_code == 303

    comment = db.session.scalars(select(Comment)).one()
    assert (comment.name, comment.text) == (clean_name(name), clean_body(text))
    for kind, answer in shown_on(client, article, comment).items():
        page = Page(answer.text)
        assert not problems(answer.text), kind
        assert len(page.values(LIVE, "class")) <= plain, kind
        assert page.words(f"#by-{comment.id}") == [" ".join(comment.name.split())], kind
        inside = page.tags_below(".comment__text")
        assert {tag for tag, _ in inside} <= COMMENT_TAGS, kind
        assert {key for _, keys in inside for key in keys} <= {"href", "rel"}, kind


@hostile
@pytest.mark.parametrize("htmx", [True, False], ids=["htmx", "plain"])
def test_a_hostile_comment_comes_back_whole_and_harmless(
    client: FlaskClient, name: str, text: str, htmx: bool
) -> None:
    article = make.article()

    refused = send(client, article.slug, htmx=htmx, name=name, text=text, email="x")
    preview = send(client, article.slug, htmx=htmx, name=name, text=text, preview="1")

    assert (refused.status_code, preview.status_code) == (422, 200)
    for answer in (refused, preview):
        page = Page(answer.text)
        assert page.values("input[name=name]", "value") == [clean_name(name)]
        assert page.texts("textarea") == [clean_body(text)]
    assert {tag for tag, _ in Page(preview.text).tags_below(".preview .comment__text")} <= (
        COMMENT_TAGS
    )
    assert how_many() == 0
