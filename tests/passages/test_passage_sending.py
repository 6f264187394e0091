"""Comments about passages, sent over HTTP: whole answers, and with htmx the parts that changed."""

import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.comments.sending import how_many, send
from tests.pages import Page, problems
from tests.passages.commenting import BUS, RAKE, about, place, read, saved


def test_a_comment_is_sent_without_script(client: FlaskClient) -> None:
    saved(BUS, RAKE)

    answer = send(client, "bread", block="b2", quote="  quiet,\r\n cheap ", text="Said of it.")

    assert answer.status_code == 303
    page = read(client, client.get(answer.location).location.partition("#")[0])
    assert page.words(".comment__quote") == ["quiet, cheap"]


def test_with_htmx_a_comment_brings_all_that_changed(client: FlaskClient) -> None:
    saved(BUS, RAKE)

    answer = send(client, "bread", htmx=True, block="b2", text="Said of it.")

    targets = re.findall(r'<hx-partial hx-target="([^"]+)"', answer.text)
    assert answer.status_code == 201
    assert targets == [
        *("#posted", "#count", "#meta-count", "#live"),
        *("#b2 > .passage", "#passage-b2", "#form-b2"),
    ]
    assert "1 comment</b> about this paragraph" in answer.text
    assert answer.text.count("autofocus") == 1


def test_with_htmx_a_reply_to_it_changes_the_paragraphs_counts(client: FlaskClient) -> None:
    comment = about(saved(BUS, RAKE), "b2")

    answer = send(client, "bread", htmx=True, parent=comment.id, block="b1")

    targets = re.findall(r'<hx-partial hx-target="([^"]+)"', answer.text)
    assert targets[-2:] == ["#b2 > .passage", "#count-b2"]
    assert place(comment) == "b2"


def test_what_is_wrong_brings_the_same_form_back(client: FlaskClient) -> None:
    saved(BUS, RAKE)
    wrong: dict[str, Any] = {"block": "b2", "quote": "quiet", "name": "", "text": "Kept words"}

    part = send(client, "bread", htmx=True, **wrong)
    whole = send(client, "bread", **wrong)
    shown = send(client, "bread", **{**wrong, "name": "Ann", "preview": "1"})

    assert part.status_code == whole.status_code == 422
    assert re.findall(r'hx-target="(#[^"]+)"', part.text) == ["#form-b2"]
    assert problems(whole.text) == []
    for answer in (whole, shown):
        page = Page(answer.text)
        assert page.words(".passage-text") == [RAKE]
        assert page.words("#form-b2-text") == ["Kept words"]
        assert page.values("#form-b2 [name=quote]", "value") == ["quiet"]
        assert page.words("#form-b2 .comment__quote") == ["quiet"]


@pytest.mark.parametrize("htmx", [True, False], ids=["htmx", "plain"])
@pytest.mark.parametrize("block", ["b2", ""], ids=["paragraph", "end"])
def test_a_thought_brings_the_form_back_to_where_it_was(
    client: FlaskClient, block: str, htmx: bool
) -> None:
    saved(BUS, RAKE)
    loud: dict[str, Any] = {"text": "THIS IS WHAT I HAVE TO SAY, AND LOUD!", "language": "fr"}
    loud |= {"block": block, "quote": "quiet" if block else "", "remember": "1"}

    asked = send(client, "bread", htmx=htmx, **loud)

    page = Page(asked.text)
    form = f"#form-{block or 'end'}"
    assert (asked.status_code, how_many()) == (200, 0)
    assert re.findall(r'hx-target="(#[^"]+)"', asked.text)[:1] == ([form] if htmx else [])
    assert page.values(f"{form} [name=block]", "value") == ([block] if block else [])
    assert page.words(f"{form} [name=anyway]") == ["Post anyway"]
    assert page.values(f"{form} option[selected]", "value") == ["fr"]
    assert page.has(f"{form} [name=remember][checked]")
    assert page.has(".passage-text") == (bool(block) and not htmx)
    assert send(client, "bread", htmx=htmx, anyway="1", **loud).status_code == 303 - 102 * htmx
    assert read(client, "/articles/bread").words(".comment__quote") == (["quiet"] if block else [])
    assert read(client, "/articles/bread/passages/b1").values("#form-b1-name", "value") == [
        "Sample Reader"
    ]


def test_a_paragraph_that_went_meanwhile_is_said_to_be_gone(client: FlaskClient) -> None:
    saved(BUS, RAKE)
    saved(BUS)

    part = send(client, "bread", htmx=True, block="b2", text="Kept words")
    whole = send(client, "bread", block="b2", text="Kept words")

    assert (part.status_code, whole.status_code, how_many()) == (422, 422, 0)
    assert 'hx-target="#form-b2"' in part.text
    assert "no longer in the article" in part.text
    page = Page(whole.text)
    assert page.words("#form-b2-text") == ["Kept words"]
    assert page.values("#form-b2 [name=block]", "value") == [""]
    shown = send(client, "bread", block="b2", text="Kept words", preview="1")
    assert "no longer in the article" in shown.text


@pytest.mark.parametrize("block", ["s1", "b0", "../x", "b1'--", "b99999999999999999999", "\0"])
def test_a_name_that_no_block_can_have_is_no_passage(client: FlaskClient, block: str) -> None:
    saved(BUS)

    assert send(client, "bread", block=block).status_code == 303
    assert read(client, "/articles/bread").words(".comment__quote") == []


def test_the_same_words_about_two_paragraphs_are_two_comments(client: FlaskClient) -> None:
    saved(BUS, RAKE)

    for block in ("b1", "b2", "b2"):
        assert send(client, "bread", block=block, text="Quite so.").status_code == 303

    assert how_many() == 2
    again = send(client, "bread", htmx=True, block="b2", text="Quite so.")
    assert "You wrote that already" in again.text
    assert 'hx-target="#form-b2"' in again.text
