"""Comments about passages that their writers change or take back: quote and counts follow."""

import json

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.models import Comment, Status
from opinion.comments.posting import Submission, Writer, post
from opinion.comments.revising import hold_again
from opinion.comments.withdrawing import erase, withdraw
from opinion.database import db, writing
from opinion.moderation.deciding import Decider, Verdict, decide
from opinion.moderation.models import Rule
from opinion.passages.finding import selector_of
from tests import make
from tests.comments.owners import edit, link_in, newest, shown_link, take_back, targets, written
from tests.comments.sending import how_many, send
from tests.pages import Page
from tests.passages.commenting import BUS, RAKE, counted, decided, read, readable, saved, three


def own(client: FlaskClient, text: str = "Said of it.", block: str = "b2") -> Comment:
    """Post a comment about a part of the second paragraph, and return it."""
    return written(client, "bread", text=text, block=block, quote="quiet, cheap")


def test_an_edited_comment_keeps_its_quote_and_the_panel_says_the_new_text(
    client: FlaskClient,
) -> None:
    saved(BUS, RAKE)
    comment = own(client)

    answer = edit(client, comment, "Said better.", htmx=True)

    parts = Page(answer.text)
    assert parts.words(f"#comment-{comment.id} .comment__quote") == ["quiet, cheap"]
    assert parts.words("#passage-b2 .brief li") == ["Sample Reader Said better."]
    assert targets(answer)[-3:] == ["#b2 > .passage", "#passage-b2", "#live"]
    for address in ("/articles/bread", f"/articles/bread/threads/{comment.id}"):
        assert read(client, address).words(".comment__quote") == ["quiet, cheap"]


@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
def test_the_quote_stands_above_its_forms_too(client: FlaskClient, htmx: bool) -> None:
    saved(BUS, RAKE)
    comment = own(client)

    wrong = edit(client, comment, "x", htmx=htmx)
    pages = [client.get(f"/comments/{comment.id}/{what}") for what in ("edit", "withdrawal")]
    reply = client.get(f"/articles/bread/comments/{comment.id}/reply")

    for answer in (wrong, *pages, reply):
        assert Page(answer.text).words(".comment__quote") == ["quiet, cheap"]


def test_what_was_edited_is_told_from_the_same_about_another_paragraph(client: FlaskClient) -> None:
    saved(BUS, RAKE)
    first = own(client, "Quite so.", block="b1")
    second = own(client, "Not so.")

    assert edit(client, second, "Quite so.").status_code == 303
    for block, said in (("b1", first), ("b2", second)):
        again = send(client, "bread", text="Quite so.", block=block)
        assert again.location.endswith(f"/{said.id}")
    assert how_many() == 2


def test_a_comment_that_waits_again_is_not_counted_until_it_is_published(
    environment: dict[str, str], request: pytest.FixtureRequest
) -> None:
    environment["OPINION_NEW_COMMENTS"] = "hold"
    client = request.getfixturevalue("app").test_client()
    article = saved(BUS, RAKE)
    comment = own(client)
    counts = [counted(article)]
    decided(comment, Status.PUBLISHED)
    counts.append(counted(article))

    answer = edit(client, newest(), "Said better.", htmx=True)

    counts.append(counted(article))
    decided(comment, Status.PUBLISHED)
    counts.append(counted(article))
    assert counts == [{}, {"b2": 1}, {}, {"b2": 1}]
    assert "0 comments</b> about this paragraph" in answer.text


def test_a_withdrawn_comment_leaves_the_paragraph_with_its_replies(client: FlaskClient) -> None:
    article = saved(BUS, RAKE)
    alone, answered = own(client, "Alone."), own(client, "Answered.")
    make.comment(article, "A reply", parent=answered)
    assert counted(article) == {"b2": 3}

    part = take_back(client, alone, htmx=True)
    assert counted(article) == {"b2": 2}
    assert Page(part.text).words("#count-b2") == ["2 comments"]
    assert Page(part.text).words(".brief li") == ["Sample Reader Answered."]
    assert take_back(client, answered).status_code == 303

    assert counted(article) == readable(article) == {"b2": 1}
    page = read(client, "/articles/bread/passages/b2")
    assert page.words(".threads .comment--gone") == ["Deleted by its writer."]
    assert page.words(".brief li") == []


def test_a_withdrawn_reply_is_counted_out_at_the_paragraph(client: FlaskClient) -> None:
    article = saved(BUS, RAKE)
    thread = own(client)
    reply = written(client, "bread", text="A reply", parent=thread.id)

    answer = take_back(client, reply, htmx=True)

    assert counted(article) == {"b2": 1}
    assert targets(answer)[-3:] == ["#b2 > .passage", "#count-b2", "#live"]


def test_the_last_one_about_an_earlier_version_takes_its_line_along(client: FlaskClient) -> None:
    saved(BUS, RAKE)
    comment = own(client)
    article = saved(BUS)
    assert counted(article) == {"earlier": 1}

    answer = take_back(client, comment, htmx=True)

    assert counted(article) == {}
    assert '<hx-partial hx-target="#earlier" hx-swap="delete">' in answer.text
    assert not read(client, "/articles/bread").has("#earlier")


def test_erasure_takes_all_of_a_guest_out_of_the_counts(app: Flask, client: FlaskClient) -> None:
    article = saved(BUS, RAKE)
    own(client)
    link = shown_link(client, "bread")
    own(client, "About the bus.", block="b1")
    thread = own(app.test_client(), "Somebody else's")
    written(client, "bread", text="A reply", parent=thread.id)
    exported = json.loads(client.get(f"{link}/export.json").text)["comments"]

    client.post(f"{link}/erasure", headers={"Origin": "http://localhost"})

    assert [each["about"] for each in exported] == ["quiet, cheap", BUS, None]
    assert counted(article) == readable(article) == {"b2": 1}


def test_the_private_link_is_shown_where_the_comment_was_written(client: FlaskClient) -> None:
    saved(BUS, RAKE)

    answer = send(client, "bread", htmx=True, block="b2")

    assert link_in(answer)
    assert answer.text.count("<aside") == 1
    assert answer.text.index('hx-target="#passage-b2"') < answer.text.index("<aside")
    assert not link_in(client.get("/articles/bread"))


DEEDS = st.tuples(st.sampled_from(["post", "hold", "withdraw", "erase", *Status]), st.integers(0))


@pytest.mark.slow
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(DEEDS, max_size=25))
def test_whatever_writers_do_the_counts_are_those_of_the_rows(
    app: Flask, deeds: list[tuple[str, int]]
) -> None:
    db.session.rollback()
    article = three()
    made: list[int] = []
    for what, number in [("post", 0), ("post", 1), *deeds]:
        with writing():
            here = db.session.get_one(Article, article.id)
            comment = db.session.get_one(Comment, made[number % len(made)]) if made else None
            do(what, here, comment, number, made)
        assert counted(article) == readable(article)


def do(what: str, article: Article, comment: Comment | None, number: int, made: list[int]) -> None:
    """Post a comment, or do something to the one that is given."""
    if what == "post" or comment is None:
        said = Submission("Reader", "Words", passage=selector_of(article, f"b{number % 3 + 1}", ""))
        parent = comment if number % 2 and comment and comment.is_live else None
        by = Writer(str(number % 3) * 64, "network", str(len(made)))
        made.append(post(article, said, at=now(), parent=parent, by=by).id)
    elif what == "erase":
        erase(comment.writer or "")
    elif not comment.text:
        return
    elif what in {"withdraw", Status.DELETED}:
        withdraw(comment, article)
    elif what == "hold":
        hold_again(comment, article, [], now())
    else:
        decide(comment, article, Verdict(Status(what), Rule.OTHER), by=Decider())
