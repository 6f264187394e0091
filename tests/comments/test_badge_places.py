"""Where badges stand: wherever the comment does; and what that costs."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from opinion.articles.models import Article
from opinion.comments.answering import posted
from opinion.comments.models import Comment
from opinion.comments.places import thread_of
from opinion.comments.writers import Asker
from opinion.database import db, writing
from opinion.people.guests import new_guest
from opinion.people.models import Role
from tests import make
from tests.comments.owners import aged, edit, take_back, written
from tests.comments.sending import HTMX, send
from tests.pages import Page, problems
from tests.passages.commenting import about
from tests.people.vouched import author_of, voice_of, written_by
from tests.web.test_reading import MOST, counted

MORE = 4  # queries: people and voices, of threads and of replies


def page_of(client: FlaskClient, address: str) -> Page:
    answer = client.get(address)
    assert answer.status_code == 200
    assert problems(answer.text) == []
    return Page(answer.text)


def many(under: Article, people: int) -> Comment:
    """Let so many people, all with badges, talk with each other under an article."""
    voiced = make.person(f"voiced-{under.id}@example.org")
    voice_of(voiced)
    for number in range(people):
        editor = make.person(f"editor-{number}-{under.id}@example.org", role=Role.EDITOR)
        root = written_by(editor, under)
        answer = written_by(voiced, under, parent=root)
        written_by(editor, under, parent=answer)
    return answer


@pytest.mark.usefixtures("each_database")
@pytest.mark.parametrize("people", [1, 30])
def test_badges_take_four_queries_more_however_many(client: FlaskClient, people: int) -> None:
    article = make.article(section="Town")
    written_by(author_of(article), article)
    reply = many(article, people)
    place = f"/articles/{article.slug}"

    for address in (
        place,
        f"{place}/threads/{reply.thread_id}",
        f"{place}/comments/{reply.id}/reply",
        f"/comments/{reply.id}/votes",
        f"/comments/{reply.id}/reports",
        "/agreed",
    ):
        with counted() as asked:
            page_of(client, address)
        assert len(asked) <= MOST + MORE, (address, asked)


def test_guests_alone_take_no_query_for_it(client: FlaskClient) -> None:
    article = make.article(slug="bread")
    make.many_comments(article, 3, parent=make.comment(article))
    make.many_comments(article, 9)

    for address in ("/articles/bread", "/agreed"):
        with counted() as asked:
            page_of(client, address)
        assert not [each for each in asked if "people.name" in each or "voices" in each]


PLACES = (
    "/articles/bread/threads/{}",
    "/articles/bread/comments/{}/reply",
    "/articles/bread/passages/b1",
    "/comments/{}/votes",
    "/comments/{}/reports",
    "/agreed",
)


@pytest.mark.parametrize("place", PLACES)
def test_badges_stand_wherever_the_comment_stands(client: FlaskClient, place: str) -> None:
    article = make.article(slug="bread")
    author = author_of(article)
    comment = about(article, "b1", "What the author says")
    aged(comment, hours=3)
    with writing():
        stored = db.session.get_one(Comment, comment.id)
        stored.person_id, stored.writer, stored.agree_count = author.id, author.writer, 2

    page = page_of(client, place.format(comment.id))

    assert page.words(f"#comment-{comment.id} .badge") == ["Author"]


def test_badges_stand_in_every_answer_about_ones_own_comment(app: Flask) -> None:
    article = make.article(slug="bread")
    author = author_of(article)
    writer = app.test_client()
    comment = written(writer, "bread", text="What the author says", name="Ann")
    with writing():
        db.session.get_one(Comment, comment.id).person_id = author.id

    own = writer.get(f"/comments/{comment.id}/edit")
    opened = writer.get(f"/comments/{comment.id}/edit", headers=HTMX)
    revised = edit(writer, comment, "Better", htmx=True)
    make.comment(article, parent=comment)
    asked = writer.get(f"/comments/{comment.id}/withdrawal")
    deleted = take_back(writer, comment, htmx=True)

    for each in (own, opened, revised, asked):
        assert Page(each.text).words(f"#comment-{comment.id} .badge") == ["Author"]
    assert "Deleted by its writer." in deleted.text
    assert "badge" not in deleted.text


def test_badges_stand_in_the_answer_to_a_new_comment(app: Flask) -> None:
    article = make.article(slug="bread")
    author = author_of(article)
    comment = written_by(author, article)
    db.session.expire_all()

    with app.test_request_context(headers=HTMX):
        comment = db.session.get_one(Comment, comment.id)
        article = db.session.get_one(Article, article.id)
        answer = posted(comment, article, thread_of(comment), Asker(None, new_guest("here")))

    assert answer.status_code == 201
    assert Page(answer.get_data(as_text=True)).words(".badge") == ["Author"]


def test_a_form_that_comes_back_leaves_the_badge_on_what_it_answers(client: FlaskClient) -> None:
    article = make.article(slug="bread")
    comment = written_by(author_of(article), article)

    answer = send(client, "bread", parent=comment.id, text="")

    assert answer.status_code == 422
    assert Page(answer.text).words(f"#comment-{comment.id} .badge") == ["Author"]
