"""Publishing: how a draft becomes an article, and what a later version of it changes."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from opinion.articles.drafts import Credit, Draft, Signature
from opinion.articles.models import Author, Part
from opinion.articles.publishing import Outcome, foresee
from opinion.comments.models import Comment
from opinion.database import db
from opinion.text import TooNestedError
from tests import make
from tests.articles.drafting import (
    MONDAY,
    TUESDAY,
    WEDNESDAY,
    draft,
    former,
    number_of_articles,
    outcome,
    published,
    signed,
)


@pytest.mark.usefixtures("each_database")
def test_a_draft_becomes_an_article_whole(app: Flask) -> None:
    made = draft(
        section="Town",
        standfirst="It matters.",
        language="de",
        signatures=(
            Signature("Sample Writer", "MEP"),
            Signature("Sample Poster", part=Part.POSTER),
        ),
        credit=Credit("The Gazette", "https://sample.example/", "Sample Writer"),
        former_slugs=("old-bridge",),
        tags=("Walking",),
    )

    article = published(made)

    assert (article.slug, article.title, article.standfirst) == (
        "a-bridge",
        "A bridge",
        "It matters.",
    )
    assert (article.language, article.published_at, article.updated_at) == ("de", MONDAY, None)
    assert article.blocks == [{"id": "b1", "kind": "block", "html": "<p>Text.</p>"}]
    assert signed(article) == [("Sample Writer", "MEP", "writer"), ("Sample Poster", "", "poster")]
    assert (article.credit_publication, article.credit_by) == ("The Gazette", "Sample Writer")
    assert former(article) == {"old-bridge"}
    assert article.tags == ["Walking"]


def test_what_a_sanitiser_would_not_let_through_does_not_come_in(app: Flask) -> None:
    article = published(draft(html="<p onclick='x()'>Text.<script>alert(1)</script></p>"))

    assert [block["html"] for block in article.blocks] == ["<p>Text.</p>"]


def test_the_same_draft_again_changes_nothing(app: Flask) -> None:
    published(draft())

    assert outcome(draft()) is Outcome.UNCHANGED
    assert number_of_articles() == 1


def test_another_version_updates_the_article_and_says_when(app: Flask) -> None:
    first = published(draft())

    article = published(draft(html="<p>Other text.</p>"), at=TUESDAY)

    assert article.id == first.id
    assert (article.published_at, article.updated_at) == (MONDAY, TUESDAY)
    assert number_of_articles() == 1


def test_what_readers_do_not_read_makes_no_update_for_them(app: Flask) -> None:
    published(draft())

    assert outcome(draft(tags=("Walking",))) is Outcome.UPDATED
    assert published(draft(tags=("Walking",))).updated_at is None


def test_a_given_update_is_kept_unless_it_is_before_the_publication(app: Flask) -> None:
    dated = draft(published_at=TUESDAY, updated_at=WEDNESDAY)

    assert published(dated).updated_at == WEDNESDAY
    assert published(replace(dated, updated_at=MONDAY)).updated_at is None


def test_without_a_date_the_first_moment_stays(app: Flask) -> None:
    published(draft())

    assert published(draft("Another bridge"), at=WEDNESDAY).published_at == MONDAY


def test_a_draft_that_nobody_saw_is_published_when_it_stops_being_one(app: Flask) -> None:
    published(draft(is_draft=True))

    article = published(draft("Another bridge"), at=WEDNESDAY)

    assert (article.published_at, article.updated_at) == (WEDNESDAY, None)


def test_bylines_are_replaced_in_their_new_order(app: Flask) -> None:
    one, two = Signature("Sample Writer"), Signature("Other Hand")
    published(draft(signatures=(one, two)))

    article = published(draft(signatures=(two, replace(one, role="MEP"), two)))

    assert [name for name, _, _ in signed(article)] == ["Other Hand", "Sample Writer"]
    assert signed(published(draft())) == []


def test_an_author_is_the_same_whatever_the_accents_and_another_in_another_script(
    app: Flask,
) -> None:
    published(draft(signatures=(Signature("Zoë Muster"), Signature("李明"))))

    published(draft(key="b.md", signatures=(Signature("ZOE MUSTER"), Signature("黎明"))))

    authors = db.session.scalars(select(Author).order_by(Author.id)).all()
    assert [(author.slug, author.name) for author in authors] == [
        ("zoe-muster", "ZOE MUSTER"),
        ("li-ming", "李明"),
        ("li-ming-2", "黎明"),
    ]


def test_no_comment_is_touched(app: Flask) -> None:
    article = published(draft())
    comment = make.comment(article, "I agree.")

    updated = published(draft(html="<p>Other text.</p>"))

    assert updated.comment_count == 1
    assert db.session.get_one(Comment, comment.id).article_id == article.id


def test_a_conversation_does_not_close_before_the_article_appears(app: Flask) -> None:
    closed = datetime(1970, 1, 1, tzinfo=UTC)

    assert published(draft(comments_close_at=closed)).comments_close_at == MONDAY


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"title": ""}, "no headline"),
        ({"title": "x" * 301}, "the headline has 301 characters; 300 is the most"),
        ({"standfirst": "x" * 2001}, "the standfirst has 2,001"),
        ({"section": "x" * 81}, "the section has 81"),
        ({"signatures": (Signature("x" * 121),)}, "the name has 121"),
        ({"signatures": (Signature("A", url="javascript:x"),)}, "must begin with https://"),
        ({"credit": Credit("A", "ftp://sample.example/")}, "must begin with https://"),
        ({"canonical_url": "http://["}, "must begin with https://"),
        ({"slug": "A b"}, "is no address"),
    ],
)
def test_what_an_article_cannot_hold_is_refused_in_words(
    app: Flask, fields: dict[str, Any], problem: str
) -> None:
    with pytest.raises(ValueError, match=problem):
        published(replace(draft(), **fields))

    assert number_of_articles() == 0


def test_html_with_too_many_tags_is_refused(app: Flask) -> None:
    with pytest.raises(TooNestedError):
        published(draft(html="<b>" * 10_001))


def foreseen(made: Draft) -> Outcome:
    return foresee(made, language="en")[1]


def test_what_would_happen_is_foreseen_and_nothing_is_written(app: Flask) -> None:
    assert foreseen(draft()) is Outcome.ADDED
    assert number_of_articles() == 0
    published(draft())

    assert foreseen(draft()) is Outcome.UNCHANGED
    assert foreseen(draft("A road")) is Outcome.UPDATED
    assert foreseen(draft("A road", key="b.md")) is Outcome.ADDED


def test_how_strictly_comments_are_screened_stays_where_the_draft_says_nothing(app: Flask) -> None:
    for said, kept in (("", None), ("hold", "hold"), ("", "hold"), ("inherit", None)):
        assert published(draft(moderation=said)).moderation == kept
