"""Protected names: nobody comments by the name of staff or of the article's author but they."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.test import TestResponse

from opinion.articles.finding import public_articles
from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.protecting import is_name_taken
from opinion.database import db
from opinion.people.models import Person, Role
from opinion.people.protecting import is_staff_name, staff_names
from tests import make
from tests.comments.sending import how_many, send
from tests.pages import Page, problems
from tests.people.readers import press, signed_in
from tests.people.vouched import author_of
from tests.web.test_reading import counted

FIELD = "#form-end-name"


@pytest.fixture
def article(app: Flask) -> Article:
    """An article by Ann Writer and Second Writer; the site has an editor, Ed Itor."""
    made = make.article(slug="bread", authors=["Ann Writer", "Second Writer"])
    make.person("ed@example.org", "Ed Itor", role=Role.EDITOR)
    make.person("mod@example.org", "", role=Role.MODERATOR)
    return made


def refused(answer: TestResponse, name: str) -> bool:
    """Whether the form came back with the text in it, and says at the name what is wrong."""
    page = Page(answer.text)
    said = page.words("#form-end-name-error")
    assert page.values(FIELD, "value") == [name]
    assert page.texts("textarea")[0].strip() == "I see it otherwise."
    assert page.values(FIELD, "aria-invalid") == ["true"]
    assert "That is the name of the article’s author or of one of the staff" in said[0]
    return answer.status_code == 422 and how_many() == 0


def is_taken(name: str, person: Person | None) -> bool:
    """Whether ``person`` may not use ``name`` under the article, asked as a door does."""
    found = db.session.scalars(public_articles(now()).where(Article.slug == "bread")).one()
    return is_name_taken(name, found, person)


@pytest.mark.usefixtures("article")
@pytest.mark.parametrize(
    "name",
    [
        "Ann Writer",
        "second writer",
        "ED ITOR",
        "Ed\u200b It\u043er",
        "Ann Wr\u0131ter",
        "AnnWriter",
        "Ann Writer (Staff)",
        "Ed Itor, Moderator",
        "3d 1tor",
        "Staff",
        "MODERATOR",
        "Redaktion",
        "Opinion",
        "Editors",
        "Moderator – Opinion",
    ],
)
def test_a_guest_is_asked_for_another_name(client: FlaskClient, name: str) -> None:
    answer = send(client, "bread", name=name)

    assert refused(answer, name)
    assert "sign in" in answer.text
    assert problems(answer.text) == []
    assert "Set-Cookie" not in answer.headers


@pytest.mark.usefixtures("article")
def test_so_it_is_with_htmx_in_replies_and_in_previews(client: FlaskClient) -> None:
    root = make.comment(db.session.get_one(Article, 1))
    for more in ({"htmx": True}, {"parent": root.id}, {"preview": "1"}):
        fields: dict[str, Any] = {"name": "Ann Writer", **more}
        answer = send(client, "bread", **fields)

        assert answer.status_code == 422
        assert "That is the name of the article’s author" in answer.text
    assert how_many() == 1


@pytest.mark.usefixtures("article")
@pytest.mark.parametrize(
    "name", ["Ann", "Writer Ann", "Dr. Ann Writer", "Hann Writer", "Opinionated", "Ed", "✓", "E"]
)
def test_other_names_are_free(client: FlaskClient, name: str) -> None:
    assert send(client, "bread", name=name).status_code == 303


@pytest.mark.usefixtures("each_database", "article")
def test_an_authors_name_is_protected_under_their_own_articles(client: FlaskClient) -> None:
    make.article(slug="other", authors=["Somebody Else"])

    assert send(client, "other", name="Ann Writer").status_code == 303
    assert send(client, "other", name="Ed Itor").status_code == 422


def test_names_too_short_or_of_signs_alone_are_nobodys(client: FlaskClient) -> None:
    make.article(slug="short", authors=["X", "✓✓"])

    assert send(client, "short", name="X").status_code == 303
    assert send(client, "short", name="✓✓", text="Something else").status_code == 303


def test_everybody_may_go_by_their_own_name(article: Article) -> None:
    ann = author_of(article, email="ann@example.org")
    editor = db.session.query(Person).filter_by(email="ed@example.org").one()
    reader = make.person("reader@example.org", "Ann Writer")

    asked = {
        who: [is_taken(name, who) for name in ("ann writer", "Ed Itor")]
        for who in (ann, editor, reader)
    }

    assert asked == {ann: [False, True], editor: [True, False], reader: [True, True]}


def test_of_staff_with_the_same_name_each_may_use_it(article: Article) -> None:
    other = make.person("other@example.org", "Ed Itor", role=Role.ADMIN)
    writer = make.person("ann@example.org", "Ann Writer", role=Role.EDITOR)

    assert not is_taken("Ed Itor", other)
    assert not is_taken("Ann Writer", writer)
    assert is_taken("Ed Itor", None)


def test_who_is_signed_in_is_told_to_ask_the_editors(app: Flask, article: Article) -> None:
    reader = signed_in(app, make.person("reader@example.org", "Ann Writer"))

    answer = send(reader, "bread", name="Ann Writer")

    page = Page(answer.text)
    assert answer.status_code == 422
    assert "ask the editors to say so" in page.words("#form-end-name")[0]
    assert page.values("#form-end-name a", "href") == ["/account"]
    assert page.texts("textarea")[0].strip() == "I see it otherwise."
    assert how_many() == 0


def test_the_name_on_an_account_may_not_be_one_of_staff(article: Article) -> None:
    editor = db.session.query(Person).filter_by(email="ed@example.org").one()
    reader = make.person("reader@example.org", "Pat Reader")

    assert is_staff_name("Ed Itor", reader)
    assert is_staff_name("\u0435d itor", None)
    assert not is_staff_name("Ed Itor", editor)
    assert not is_staff_name("Ann Writer", reader)
    assert not is_staff_name("", None)


@pytest.mark.usefixtures("article")
def test_nor_is_an_account_called_what_staff_are(app: Flask) -> None:
    browser = signed_in(app, make.person("reader@example.org", "Pat Reader"))

    answers = [
        press(browser, "/account/name", name=name) for name in ("Adm1n", "Ed Itor [Redaktion]")
    ]

    assert [answer.status_code for answer in answers] == [422, 422]


def test_who_is_staff_no_more_leaves_their_name_to_all(app: Flask) -> None:
    make.person("ed@example.org", "Ed Itor")

    assert not is_staff_name("Ed Itor", None)


@pytest.mark.usefixtures("sqlite_alone")
def test_staff_are_found_by_one_query_on_an_index(client: FlaskClient, article: Article) -> None:
    with db.engine.connect() as connection:
        query = staff_names().compile(db.engine, compile_kwargs={"literal_binds": True})
        plan = str(connection.execute(text(f"EXPLAIN QUERY PLAN {query}")).all())
    with counted() as asked:
        send(client, "bread", name="Ed Itor (Ed)")
    assert "USING INDEX ix_people_role" in plan
    assert len([each for each in asked if "people.name" in each]) == 1


def test_what_was_written_before_a_name_was_protected_stays(client: FlaskClient) -> None:
    article = make.article(slug="bread")
    comment = make.comment(article, name="Ed Itor", at=now())
    make.person("ed@example.org", "Ed Itor", role=Role.EDITOR)

    page = Page(client.get("/articles/bread").text)
    assert page.words(f"#by-{comment.id}") == ["Ed Itor"]
    assert not page.has(".badge")
