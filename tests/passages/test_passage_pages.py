"""Passages over HTTP: counters, a paragraph's own page, and comments sent from it."""

import re
from datetime import timedelta

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from opinion.clock import now
from opinion.comments.models import Status
from opinion.database import db
from tests import make
from tests.passages.commenting import BUS, RAKE, TREE, about, decided, read, saved

CHANGED = "The paragraph has been changed since."


def test_every_paragraph_leads_to_its_discussion(client: FlaskClient) -> None:
    article = saved(BUS, RAKE)
    make.comment(article, parent=about(article, "b2"))

    page = read(client, "/articles/bread")

    assert page.words(".passage") == ["Discuss", "2 comments"]
    assert page.values(".passage", "href") == [f"/articles/bread/passages/b{n}" for n in (1, 2)]
    assert page.values(".passage", "aria-label")[1] == "2 comments about this paragraph"
    assert page.values("#marks .marks a", "href") == ["#marks"]


def test_headings_pictures_without_words_and_rules_have_none(client: FlaskClient) -> None:
    html = f'<h2>Roads</h2><p>{BUS}</p><hr><figure><img src="/media/a.png" alt=""></figure>'
    blocks = [
        {"id": f"b{n}", "kind": "heading" if n == 0 else "block", "html": part}
        for n, part in enumerate(re.findall(r"<h2.*?</h2>|<p>.*?</p>|<hr>|<figure>.*", html))
    ]
    make.article(slug="bread", blocks=blocks)  # type: ignore[arg-type]

    assert read(client, "/articles/bread").values(".passage", "href") == [
        "/articles/bread/passages/b1"
    ]
    assert client.get("/articles/bread/passages/b2").status_code == 404


def test_readers_are_told_where_a_paragraph_was_changed_since(client: FlaskClient) -> None:
    article = saved(BUS, RAKE)
    about(article, "b1", "The last bus leaves")
    comment = about(article, "b2")
    for address in ("/articles/bread", "/articles/bread/passages/b2"):
        assert CHANGED not in client.get(address).text
    saved(BUS.replace("half", "most"), RAKE.replace("are quiet", "are not quiet"))

    page = read(client, "/articles/bread")
    discussion = read(client, "/articles/bread/passages/b2")

    assert page.words(".comment__quote") == ["The last bus leaves", f"{RAKE} {CHANGED}"]
    assert discussion.words(f"#comment-{comment.id} .comment__quote") == [f"{RAKE} {CHANGED}"]
    assert discussion.words(".brief li") == [f"Sample Reader About b2. {CHANGED}"]
    assert CHANGED not in client.get("/articles/bread/passages/b1").text
    assert CHANGED in client.get(f"/articles/bread/threads/{comment.id}").text

    saved(BUS, RAKE)
    assert CHANGED not in client.get("/articles/bread").text


def test_a_paragraphs_page_shows_it_and_what_is_said_about_it(client: FlaskClient) -> None:
    article = saved(BUS, RAKE)
    first = about(article, "b2")
    make.comment(article, "A reply", parent=first)
    about(article, "b2", "quiet, cheap")
    make.comment(article, "About the whole")

    page = read(client, "/articles/bread/passages/b2")

    assert page.words(".passage-text") == [RAKE]
    assert page.words("h2") == ["3 comments about this paragraph"]
    assert page.words(".threads .comment__text") == ["About b2.", "A reply", "About quiet, cheap."]
    assert page.words(".comment .comment__quote") == ["quiet, cheap"]
    assert page.values("#form-b2 [name=block]", "value") == ["b2"]


def test_a_passage_comment_stands_in_the_main_list_with_its_quote(client: FlaskClient) -> None:
    comment = about(saved(BUS, RAKE), "b2", "quiet, cheap")

    page = read(client, "/articles/bread")

    assert page.words(f"#comment-{comment.id} .comment__quote") == ["quiet, cheap"]
    assert page.values(f"#comment-{comment.id} .comment__quote a", "href") == ["#b2"]
    assert read(client, f"/articles/bread/threads/{comment.id}").values(
        ".comment__quote a", "href"
    ) == ["/articles/bread#b2"]


def test_what_the_article_no_longer_says_has_a_page(client: FlaskClient) -> None:
    article = saved(BUS, RAKE)
    comment = about(article, "b2")
    assert client.get("/articles/bread/passages/earlier").status_code == 404
    saved(BUS, TREE)

    page = read(client, "/articles/bread")
    earlier = read(client, "/articles/bread/passages/earlier")

    assert page.words("#earlier") == ["1 comment on an earlier version of the text"]
    assert page.values("#earlier a", "href") == ["/articles/bread/passages/earlier"]
    assert page.words(f"#comment-{comment.id} .comment__quote") == [
        f"On an earlier version of this passage: {RAKE}"
    ]
    assert earlier.words(".comment__text") == ["About b2."]
    assert not earlier.has(".reply-form")
    assert client.get("/articles/bread/passages/b2").status_code == 404


def test_a_closed_conversation_is_read_but_not_added_to(client: FlaskClient) -> None:
    closed = now() - timedelta(hours=1)
    article = make.article(slug="bread", comments_close_at=closed)
    assert not read(client, "/articles/bread").has(".passage, .marks, #quoting")

    about(article, "b1")

    assert read(client, "/articles/bread").words(".passage") == ["1 comment"]
    page = read(client, "/articles/bread/passages/b1")
    assert page.words("#form-b1")[0].startswith("Comments closed on")
    assert not page.has(".reply-form")


def test_a_long_discussion_has_pages(client: FlaskClient) -> None:
    article = saved(BUS, RAKE)
    comments = [about(article, "b2") for _ in range(55)]
    make.comment(article, "Elsewhere")

    first = read(client, "/articles/bread/passages/b2")
    second = read(client, first.values("[rel=next]", "href")[0].partition("#")[0])
    back = read(client, second.values("[rel=prev]", "href")[0].partition("#")[0])

    shown = [f"comment-{comment.id}" for comment in comments]
    assert first.values(".comment", "id") == back.values(".comment", "id") == shown[:50]
    assert second.values(".comment", "id") == shown[50:]
    assert client.get("/articles/bread/passages/b2?after=999").status_code == 404


def test_a_removed_comment_is_neither_counted_nor_excerpted(client: FlaskClient) -> None:
    article = saved(BUS)
    comment = about(article, "b1")
    make.comment(article, "A reply", parent=comment)
    decided(comment, Status.REMOVED)

    page = read(client, "/articles/bread/passages/b1")

    assert page.words("h2") == ["1 comment about this paragraph"]
    assert page.words(".brief li") == []
    assert not page.has(".threads .comment__quote")


def test_a_page_costs_the_same_queries_however_much_is_said(app: Flask) -> None:
    article = saved(BUS, RAKE)
    asked: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    counts = []

    for _ in range(2):
        for _ in range(5):
            make.comment(article, parent=about(article, "b2"))
        for address in ("/articles/bread", "/articles/bread/passages/b2"):
            asked.clear()
            assert app.test_client().get(address).status_code == 200
            counts.append(len([each for each in asked if each.startswith("SELECT")]))

    assert counts[:2] == counts[2:]
    assert max(counts) <= 9
