"""All comments and each one, who looks at what, objections, and tools under an article."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from opinion.comments.models import Status
from opinion.database import db
from opinion.moderation.models import Rule
from tests import make
from tests.databases import only_read
from tests.moderation.queueing import at_work, decide, held, seen, state_of, swap
from tests.moderation.ruling import moderator, object_to, objections, remove, statement_of
from tests.pages import Page, problems
from tests.people.readers import press, signed_in
from tests.rows import PAGES_OF_STAFF

COMMENTS = "/moderation/comments"


@pytest.fixture
def mia(app: Flask) -> FlaskClient:
    """The browser of a moderator."""
    return at_work(app)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "1 2 3 4"),
        ("status=held", "3"),
        ("article=bread&text=", "1 2 3"),
        ("text=ÜBEL", "2"),
        ("text=100%25", "4"),
        ("person=ann", "1"),
        ("person=%233", "3"),
        ("person=nobody@example.org", ""),
        ("reason=insult", "2"),
        ("reason=first", ""),
        ("status=gone&article=%00", ""),
        ("before=3", "1 2"),
    ],
)
@pytest.mark.usefixtures("each_database")
def test_comments_are_searched(mia: FlaskClient, query: str, found: str) -> None:
    bread = make.article(slug="bread")
    make.comment(bread, "Fine by me", name="Ann One")
    make.decided(make.comment(bread, "That is übel"), Status.REMOVED, Rule.INSULT)
    held(bread, "Waiting", writer="w")
    make.comment(make.article(), "Right, 100%")

    answer = mia.get(f"{COMMENTS}?{query}")

    assert answer.status_code == 200
    assert problems(answer.text) == []
    assert Page(answer.text).values(".item", "data-item") == found.split()[::-1]


def test_a_page_tells_all_about_a_comment(mia: FlaskClient) -> None:
    article = make.article("Bread")
    parent = make.comment(article, "The parent")
    comment = make.comment(article, "The removed text", parent=parent)
    remove(comment, words="Argue instead.")

    page = mia.get(f"{COMMENTS}/{comment.id}")
    around = mia.get(f"{COMMENTS}/{comment.id}/around")

    assert problems(page.text) == problems(around.text) == []
    assert "The removed text" in page.text
    assert Page(page.text).words(".trail li")[0].startswith("Removed, by a moderator")
    assert [*Page(around.text).words(".around li p:last-child")] == [
        "The parent",
        "The removed text",
    ]
    assert mia.get(f"{COMMENTS}/999").status_code == 404


@pytest.mark.usefixtures("each_database")
def test_who_looks_at_a_comment_is_told_to_others(app: Flask, mia: FlaskClient) -> None:
    comment, bo = held(make.article()), at_work(app, "bo")
    page = f"{COMMENTS}/{comment.id}"

    answer = press(mia, f"{page}/claim")
    press(bo, f"{page}/claim")

    assert answer.location == page
    assert Page(bo.get(page).text).words(".item__looking") == ["Mia is looking at this."]
    assert Page(mia.get(page).text).words(".item__looking") == [""]
    told = bo.get("/moderation/claims").get_json()
    assert told["looking"] == {str(comment.id): "Mia is looking at this."}
    assert bo.get(f"/moderation/claims?known={told['mark']}").status_code == 204
    assert press(mia, f"{COMMENTS}/999/claim").status_code == 404
    decide(bo, comment, "publish")
    assert bo.get("/moderation/claims").get_json()["looking"] == {}


def test_somebody_else_answers_an_objection(app: Flask) -> None:
    mia, bo = moderator(), moderator("bo")
    comment = make.comment(make.article(), "Not bad at all")
    object_to(app.test_client(), statement_of(app.test_client(), remove(comment, mia)), "Not so!")
    [objection] = objections()
    path = f"/moderation/objections/{objection.id}/answer"
    theirs, others = signed_in(app, mia), signed_in(app, bo)

    own = press(theirs, path, verdict="upheld", words="It stands")
    unfit = press(others, path, verdict="perhaps", words="It stands")
    wordless = press(others, path, verdict="reversed", words=" ")

    assert (own.status_code, unfit.status_code, wordless.status_code) == (409, 422, 422)
    assert state_of(comment) == "removed"
    assert "It stands" in unfit.text
    assert problems(unfit.text) == []
    assert Page(others.get("/moderation/objections").text).words("blockquote") == ["Not so!"]
    said = {"words": "You are right", "seen": seen(comment)}
    assert press(others, path, verdict="reversed", **said).status_code == 303
    assert state_of(comment) == "published"
    assert objections()[0].words == "You are right"
    assert press(others, path, verdict="upheld").status_code == 409


def test_moderators_have_tools_under_an_article(
    app: Flask, client: FlaskClient, mia: FlaskClient
) -> None:
    article = make.article(slug="bread")
    comment = make.comment(article)
    address = f"{COMMENTS}/{comment.id}?place=article"

    page = mia.get("/articles/bread")

    assert problems(page.text) == []
    assert Page(page.text).values("[data-moderate]", "href") == [address]
    assert "oderat" not in client.get("/articles/bread").text.replace("a moderator", "")
    reader = signed_in(app, make.person())
    assert not Page(reader.get("/articles/bread").text).has("[data-moderate]")
    assert Page(mia.get(address).text).has('.decide [name="place"][value="article"]')
    sent = {"verdict": "remove", "rule": "insult", "seen": seen(comment), "place": "article"}
    answer = swap(mia, f"{COMMENTS}/{comment.id}/decisions", **sent)
    assert (answer.status_code, state_of(comment)) == (201, "removed")
    assert "Removed by a moderator: insult." in answer.text
    assert "#count" in Page(answer.text).values("hx-partial", "hx-target")
    plain = decide(mia, comment, "publish", place="article")
    assert plain.location == f"/articles/bread/comments/{comment.id}"
    db.session.rollback()


def test_staff_who_read_write_nothing(mia: FlaskClient) -> None:
    held(make.article())

    with only_read():
        answers = {address: mia.get(address).status_code for address in PAGES_OF_STAFF}

    of_others = {
        each
        for each in PAGES_OF_STAFF
        if each.startswith(("/moderation/staff", "/moderation/words"))
    }
    assert {address for address, status in answers.items() if status == 403} == of_others
    assert {address for address, status in answers.items() if status == 404} == {
        "/moderation/sanctions/1/lifting"
    }
