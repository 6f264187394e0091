"""One decision from the queue: its line, the way back, what is wrong, and two at once."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests import make
from tests.moderation.queueing import QUEUE, at_work, decide, held, seen, state_of, swap
from tests.moderation.ruling import decisions, trail
from tests.pages import Page
from tests.people.readers import press


@pytest.fixture
def mia(app: Flask) -> FlaskClient:
    """The browser of a moderator."""
    return at_work(app)


@pytest.mark.parametrize(
    ("verdict", "fields", "state"),
    [
        ("publish", {}, "published"),
        ("remove", {"rule": "insult", "words": "Argue instead."}, "removed"),
        ("spam", {}, "spam"),
    ],
)
@pytest.mark.usefixtures("each_database")
def test_a_decision_leaves_a_line_with_a_way_back(
    mia: FlaskClient, verdict: str, fields: dict[str, str], state: str
) -> None:
    article = make.article()
    comment, following = held(article), held(article, "The next one")
    back = {"onward": QUEUE, "following": str(following.id)}

    answer = decide(mia, comment, verdict, **fields, **back)

    last = decisions()[-1]
    assert (answer.status_code, state_of(comment)) == (303, state)
    assert answer.location == f"{QUEUE}?decided={last.id}&at={following.id}#done"
    assert (last.decided_by, last.words) == ("moderator", fields.get("words", ""))
    page = Page(mia.get(answer.location).text)
    assert page.values("#items > li > *", "id") == [f"item-{comment.id}", f"item-{following.id}"]
    [undo] = page.values("#done form", "action")
    answer = press(mia, undo, onward=QUEUE)
    assert answer.location == f"{QUEUE}#item-{comment.id}"
    assert state_of(comment) == "held"
    assert decisions()[-1].undoes == last.id
    assert f"item-{comment.id}" in Page(mia.get(QUEUE).text).values(".item", "id")


@pytest.mark.usefixtures("each_database")
def test_htmx_gets_the_line_the_count_and_a_word(mia: FlaskClient) -> None:
    comment = held(make.article())
    held(make.article())
    path = f"/moderation/comments/{comment.id}/decisions"

    answer = swap(mia, path, verdict="publish", seen=seen(comment), onward=QUEUE)

    assert answer.status_code == 201
    assert Page(answer.text).values("hx-partial", "hx-target") == [
        f"#item-{comment.id}",
        "#live",
        "[data-count]",
    ]
    assert "Published. 1 comment waits." in answer.text
    [undo] = Page(answer.text).values("form", "hx-post")
    answer = swap(mia, undo, onward=QUEUE)
    assert (answer.status_code, state_of(comment)) == (201, "held")
    assert Page(answer.text).has(f'.item[data-item="{comment.id}"]')


@pytest.mark.usefixtures("each_database")
def test_two_who_decide_the_same_come_to_one_decision(app: Flask, mia: FlaskClient) -> None:
    comment, other = held(make.article()), at_work(app, "bo")
    loaded = seen(comment)
    decide(other, comment, "publish")
    path = f"/moderation/comments/{comment.id}/decisions"

    plain = press(mia, path, verdict="spam", seen=loaded)
    parts = swap(mia, path, verdict="spam", seen=loaded, onward=QUEUE)

    assert (plain.status_code, parts.status_code) == (409, 409)
    for answer in (plain, parts):
        assert "meanwhile this was decided: Published, by Bo." in answer.text
    assert trail(comment) == [
        (None, "held", "screening"),
        ("held", "published", "moderator"),
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"verdict": "remove", "note": "Typed"},
        {"verdict": "banish", "note": "Typed"},
        {"verdict": "remove", "rule": "taste", "note": "Typed"},
        {"verdict": "remove", "rule": "insult", "note": "Typed", "words": "w" * 2_001},
        {"verdict": "remove", "rule": "insult", "note": "Typed", "law": "l" * 201},
        {"note": "Typed", "seen": "none"},
    ],
)
def test_what_is_not_understood_comes_back_as_typed(
    mia: FlaskClient, fields: dict[str, str]
) -> None:
    comment = held(make.article())
    path = f"/moderation/comments/{comment.id}/decisions"

    for answer in (press(mia, path, **fields), swap(mia, path, **fields)):
        assert answer.status_code == 422
        assert "Typed" in Page(answer.text).words("textarea")
        assert Page(answer.text).has("[data-problem]")
    assert state_of(comment) == "held"
