"""Moderators on an article's page: what nobody else sees there, and the tools beneath it."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from opinion.articles.models import Article
from opinion.comments.models import Comment, Status
from opinion.database import db, writing
from opinion.moderation.models import Rule
from tests import make
from tests.comments.reactors import now_of
from tests.moderation.queueing import at_work, decide, held
from tests.pages import Page, problems
from tests.people.readers import OURS, signed_in
from tests.web.test_reading import counted

ARTICLE = "/articles/bread"
MOST = 14  # queries
HIDDEN = ("You fool", "Buy this", "It waits", "A rude reply")


@pytest.fixture
def mia(app: Flask) -> FlaskClient:
    """The browser of a moderator."""
    return at_work(app)


@pytest.fixture
def talk(app: Flask) -> list[Comment]:
    """Comments under an article, in their order: four of six are hidden, none has replies left."""
    article = make.article(slug="bread")
    first = make.comment(article, "Fine")
    rude = make.comment(article, "A rude reply", parent=first, name="Ann Rude")
    removed, spam = make.comment(article, "You fool"), make.comment(article, "Buy this")
    waiting, last = held(article, "It waits"), make.comment(article, "Last")
    make.decided(rude, Status.REMOVED, Rule.INSULT)
    make.decided(removed, Status.REMOVED, Rule.HATE)
    make.decided(spam, Status.SPAM)
    return [first, rude, removed, spam, waiting, last]


@pytest.mark.usefixtures("each_database")
@pytest.mark.parametrize("sort", ["oldest", "newest", "agreed"])
def test_they_see_what_is_hidden_in_its_place(
    mia: FlaskClient, talk: list[Comment], sort: str
) -> None:
    answer = mia.get(f"{ARTICLE}?sort={sort}")

    page = Page(answer.text)
    first, rude, *others = talk
    roots = [first, *others] if sort == "oldest" else [*reversed(others), first]
    order = [each for root in roots for each in ((root, rude) if root is first else (root,))]
    assert page.values(".threads .comment", "id") == [f"comment-{each.id}" for each in order]
    assert problems(answer.text) == []
    assert answer.headers["Cache-Control"].startswith("private")


def test_it_is_marked_by_state_and_reason_and_closed(mia: FlaskClient, talk: list[Comment]) -> None:
    page = Page(mia.get(ARTICLE).text)

    _, rude, removed, spam, waiting, last = (f"#comment-{each.id}" for each in talk)
    assert page.words(f"{rude} > p")[0] == "Removed by a moderator: insult."
    assert page.words(f"{removed} > p")[0] == "Removed by a moderator: incitement to hatred."
    assert page.words(f"{spam} > p")[0] == "Removed as spam."
    assert page.words(f"{waiting} > p")[0] == "Waiting for a moderator."
    assert page.words(f"{rude} details summary") == ["For moderators: what Ann Rude wrote"]
    assert page.words(f"{rude} details .comment__text") == ["A rude reply"]
    assert not page.has("details.comment__hidden[open]")
    assert not page.has(f"{last} details")
    for each in (rude, removed, spam, waiting, last):
        assert page.has(f"{each} [data-moderate]")


@pytest.mark.usefixtures("each_database")
def test_nobody_else_sees_it_and_nothing_is_counted(
    app: Flask, mia: FlaskClient, talk: list[Comment]
) -> None:
    guest = app.test_client()
    guest.post(f"{ARTICLE}/comments", data={"name": "Bo", "text": "Me too"}, headers=OURS)
    first, rude = talk[:2]
    addresses = [
        ARTICLE,
        f"{ARTICLE}?sort=newest",
        f"{ARTICLE}/threads/{first.id}",
        "/comments",
        f"/api/v1{ARTICLE}/comments",
        f"{ARTICLE}/comments.atom",
    ]

    for browser in (app.test_client(), guest, signed_in(app, make.person())):
        for address in addresses:
            text = browser.get(address).text
            assert not any(words in text for words in HIDDEN), address
        assert browser.get(f"{ARTICLE}/comments/{rude.id}").status_code == 404
    for address in (f"/api/v1{ARTICLE}/comments", f"{ARTICLE}/comments.atom"):
        assert mia.get(address).text == app.test_client().get(address).text
    theirs, ours = (Page(each.get(ARTICLE).text) for each in (app.test_client(), mia))
    assert theirs.words("#count") == ours.words("#count") == ["2 comments"]  # Bo’s waits


def test_a_thread_and_an_address_of_its_own_lead_there(
    mia: FlaskClient, talk: list[Comment]
) -> None:
    first, rude, removed, *_ = talk

    thread = Page(mia.get(f"{ARTICLE}/threads/{first.id}").text)
    leads = mia.get(f"{ARTICLE}/comments/{removed.id}")

    assert thread.words(f"#comment-{rude.id} details .comment__text") == ["A rude reply"]
    assert leads.location == f"{ARTICLE}#comment-{removed.id}"


def test_a_hidden_comment_takes_no_reply(mia: FlaskClient, talk: list[Comment]) -> None:
    removed = talk[2]
    answer = mia.post(
        f"{ARTICLE}/comments", data={"text": "No!", "parent": removed.id}, headers=OURS
    )

    assert answer.status_code != 303
    assert mia.get(f"{ARTICLE}/comments/{removed.id}/reply").status_code == 403
    assert now_of(removed).children == 0


def test_a_decision_without_script_leads_back_to_the_comment(
    mia: FlaskClient, talk: list[Comment]
) -> None:
    last = talk[-1]

    answer = decide(mia, last, "remove", rule="insult", place="article")

    assert answer.location == f"{ARTICLE}/comments/{last.id}"
    assert mia.get(answer.location).location == f"{ARTICLE}#comment-{last.id}"


def test_what_has_no_text_any_more_is_not_shown(mia: FlaskClient, talk: list[Comment]) -> None:
    spam = now_of(talk[3])
    with writing():
        spam.text = spam.html = ""

    assert not Page(mia.get(ARTICLE).text).has(f"#comment-{spam.id}")


@pytest.mark.usefixtures("each_database")
def test_more_that_is_hidden_takes_no_more_queries(mia: FlaskClient, talk: list[Comment]) -> None:
    with counted() as few:
        mia.get(ARTICLE)
    article = db.session.get_one(Article, talk[0].article_id)
    for number in range(20):
        held(article, f"Also {number}")

    with counted() as many:
        page = Page(mia.get(ARTICLE).text)

    assert len(page.values(".comment--gone", "id")) == 24
    assert len(many) <= len(few) <= MOST
