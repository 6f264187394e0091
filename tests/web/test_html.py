"""The HTML of every kind of page, in three languages: valid, every id once, nothing lost."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import html5lib
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from opinion.articles.drafts import Credit, Signature
from opinion.articles.models import Article, Correction, Image, Part
from opinion.clock import now
from opinion.comments.models import Comment, Status
from opinion.text import clean_body, clean_name
from tests import make
from tests.articles.drafting import draft, published
from tests.comments.sending import send
from tests.databases import written_by_another
from tests.hostile import HOSTILE
from tests.pages import problems

BODY = (
    "<p>One <a href='https://x.test/'>link</a>.</p><h2>Two</h2><ul><li>Three</li></ul>"
    "<blockquote class='pull'><p>One.</p></blockquote><table><tr><td>Four</td></tr></table>"
)
LANGUAGES = pytest.mark.parametrize("language", ["en", "de", "ar"])


def full(language: str) -> Article:
    """Publish an article that has all that one can have."""
    return published(
        draft(
            "All of it & <more>",
            html=BODY,
            section="Town & Country",
            standfirst="It “matters”.",
            language=language,
            published_at=now() - timedelta(days=2),
            updated_at=now() - timedelta(days=1),
            signatures=(Signature("Ann <One>", "MEP"), Signature("Pat", part=Part.POSTER)),
            credit=Credit("The Gazette", "https://x.test/?a=1&b=2"),
            image=Image(src="/media/x.png", alt="", width=3, height=2, caption="C", credit="D"),
            corrections=(Correction(at="2024-02-01", text="A name."),),
            licence="https://x.test/by",
            tags=("A",),
        )
    )


def talked_about(article: Article) -> list[Comment]:
    """Put threads under an article: deep, long, removed, and hostile."""
    thread = make.comment(article, "First", name="<b>Ann</b>")
    deepest = thread
    for level in range(13):
        deepest = make.comment(article, f"Level {level}", parent=deepest)
    gone = make.comment(article, "Gone", status=Status.REMOVED)
    make.comment(article, "Below", parent=gone)
    for name, text in HOSTILE:
        make.comment(article, clean_body(text), name=clean_name(name))
    return [thread, deepest]


def pages(client: FlaskClient, article: Article, thread: Comment) -> Iterator[tuple[str, str]]:
    """Yield every kind of page that a GET answers, with its name."""
    there = f"/articles/{article.slug}"
    shut = make.article(language=article.language, comments_close_at=now() - timedelta(days=1))
    make.comment(shut)
    bare = make.article(language=article.language, authors=())
    addresses = {
        "front": "/",
        "section": "/sections/town-country",
        "author": "/authors/ann-one",
        "article": there,
        "newest first": f"{there}?sort=newest",
        "thread": f"{there}/threads/{thread.id}",
        "latest comments": "/comments",
        "reply": f"{there}/comments/{thread.id}/reply",
        "closed": f"/articles/{shut.slug}",
        "no comments": f"/articles/{bare.slug}",
        "not found": "/nowhere",
        "not found in its language": f"{there}/comments/4711",
        "not to be answered": f"/articles/{shut.slug}/comments/{thread.id + 40}/reply",
    }
    for kind, address in addresses.items():
        yield kind, client.get(address).text
    yield "another host", client.get("/", headers={"Host": "evil.test"}).text
    yield "wrong method", client.delete(there).text
    yield "foreign", client.post(f"{there}/comments", headers={"Origin": "http://evil.test"}).text
    yield "too long", client.post(f"{there}/comments", data={"text": "x" * 300_000}).text


def answers(app: Flask, client: FlaskClient, slug: str, htmx: bool) -> dict[str, TestResponse]:
    """Return every kind of answer to a post, by its name."""
    first = client.get(f"/articles/{slug}").text.partition('id="comment-')[2].partition('"')[0]
    settings = app.config["SETTINGS"]
    found = {
        "refused": send(client, slug, htmx=htmx, name="", email="x", text="<b>"),
        "refused reply": send(client, slug, htmx=htmx, name="", parent=first),
        "preview": send(client, slug, htmx=htmx, text="**Bold** [a](https://x.test)", preview="1"),
        "lost parent": send(client, slug, htmx=htmx, parent="4711"),
        "published": send(client, slug, htmx=htmx, text="Published"),
        "reply": send(client, slug, htmx=htmx, text="A reply", parent=first),
        "twice": send(client, slug, htmx=htmx, text="Published"),
        "reply twice": send(client, slug, htmx=htmx, text="A reply", parent=first),
    }
    app.config["SETTINGS"] = replace(settings, new_comments="hold")
    found["held"] = send(client, slug, htmx=htmx, text="Held")
    found["held, read"] = client.get(f"/articles/{slug}")
    app.config["SETTINGS"] = replace(settings, flood=True)
    found["too fast"] = [send(client, slug, htmx=htmx, text=f"Fast {n}") for n in range(4)][-1]
    app.config["SETTINGS"] = settings
    with written_by_another(app):
        found["busy"] = send(client, slug, htmx=htmx, text="Busy")
    return found


@LANGUAGES
def test_every_page_is_valid(client: FlaskClient, language: str) -> None:
    article = full(language)
    thread, _ = talked_about(article)

    found = {
        f"{kind}: {problem}"
        for kind, page in pages(client, article, thread)
        for problem in problems(page)
    }

    assert not found


def test_the_pages_of_an_empty_site_are_valid(client: FlaskClient) -> None:
    found = problems(client.get("/").text) + problems(client.get("/nowhere").text)

    assert not found


@LANGUAGES
@pytest.mark.usefixtures("impatient")
def test_every_page_that_answers_a_post_is_valid(app: Flask, language: str) -> None:
    article = full(language)
    talked_about(article)

    found = answers(app, app.test_client(), article.slug, htmx=False)

    statuses = [answer.status_code for answer in found.values()]
    assert statuses == [422, 422, 200, 403, 303, 303, 303, 303, 303, 200, 429, 503]
    for kind, answer in found.items():
        assert answer.status_code == 303 or not problems(answer.text), kind


@LANGUAGES
@pytest.mark.usefixtures("impatient")
def test_every_part_that_answers_a_post_is_valid(app: Flask, language: str) -> None:
    article = full(language)
    talked_about(article)

    found = answers(app, app.test_client(), article.slug, htmx=True)

    statuses = [answer.status_code for answer in found.values()]
    assert statuses == [422, 422, 200, 403, 201, 201, 201, 201, 201, 200, 429, 503]
    del found["held, read"]
    for answer in found.values():
        html5lib.HTMLParser(strict=True).parseFragment(answer.text, container="div")
