"""The lists that programs read: in the order of reading, whole, and at a bounded cost."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from opinion.clock import now
from opinion.comments.models import Comment
from opinion.comments.threads import Sort
from opinion.database import db
from tests import make
from tests.api.reading import changed, got, numbers, walked
from tests.web.test_reading import MOST, TALKS, counted

PLACE = {"id", "url", "article", "parent", "thread", "depth", "reply_count", "state"}


def test_a_page_says_which_article_it_is_about(client: FlaskClient) -> None:
    make.comment(make.article("Bread", slug="bread", language="de"))

    page = got(client, "bread/comments")

    assert page["article"] == {
        "slug": "bread",
        "title": "Bread",
        "url": "http://localhost/articles/bread",
        "language": "de",
        "comment_count": 1,
        "is_open": True,
    }


def test_an_article_without_comments_has_an_empty_page(client: FlaskClient) -> None:
    make.article(slug="bread", comments_close_at=now())

    page = got(client, "bread/comments")

    assert page["comments"] == page["more"] == []
    assert (page["count"], page["next"], page["article"]["is_open"]) == (0, None, False)


def test_comments_come_in_the_order_of_reading_and_say_where_they_stand(
    client: FlaskClient,
) -> None:
    article = make.article(slug="bread")
    first, second = make.comment(article), make.comment(article)
    reply = make.comment(article, parent=first)
    deeper = make.comment(article, parent=reply)

    comments = got(client, "bread/comments")["comments"]

    places = [[comment[key] for key in ("id", "parent", "thread", "depth")] for comment in comments]
    assert places == [
        [first.id, None, first.id, 1],
        [reply.id, first.id, first.id, 2],
        [deeper.id, reply.id, first.id, 3],
        [second.id, None, second.id, 1],
    ]
    assert [comment["reply_count"] for comment in comments] == [2, 1, 0, 0]


def test_the_newest_thread_may_come_first(client: FlaskClient) -> None:
    article = make.article(slug="bread")
    first, second = make.comment(article), make.comment(article)
    changed(first, agree_count=3, posted_at=now() - timedelta(hours=3))

    assert numbers(got(client, "bread/comments?sort=newest")) == [second.id, first.id]
    assert numbers(got(client, "bread/comments?sort=agreed")) == [first.id, second.id]


def test_a_page_holds_five_replies_of_a_thread_and_says_where_the_others_are(
    client: FlaskClient,
) -> None:
    article = make.article(slug="bread")
    root = make.comment(article)
    replies = [make.comment(article, f"Reply {n}", parent=root) for n in range(8)]

    page = got(client, "bread/comments")
    [rest] = page["more"]

    assert numbers(page) == [root.id, *(reply.id for reply in replies[:5])]
    assert (rest["thread"], rest["count"]) == (root.id, 3)
    assert numbers(got(client, rest["url"])) == [reply.id for reply in replies[5:]]


@pytest.mark.usefixtures("each_database")
@pytest.mark.parametrize("sort", list(Sort))
def test_who_follows_every_address_gets_each_comment_once(client: FlaskClient, sort: Sort) -> None:
    article = make.article(slug="bread")
    make.many_comments(article, 120)
    for long in (make.comment(article), make.comment(article)):
        make.many_comments(article, 130, parent=long)

    found = [comment["id"] for comment in walked(client, f"bread/comments?sort={sort}")]

    assert sorted(found) == sorted(db.session.scalars(select(Comment.id)))


def test_a_thread_begins_with_its_first_comment_and_goes_on_fifty_at_a_time(
    client: FlaskClient,
) -> None:
    article = make.article(slug="bread")
    root = make.comment(article)
    make.many_comments(article, 60, parent=root)

    first = got(client, f"bread/threads/{root.id}")
    second = got(client, first["next"])

    assert numbers(first)[0] == root.id
    assert (first["count"], second["count"], second["next"]) == (51, 10, None)
    assert numbers(first) + numbers(second) == list(range(root.id, root.id + 61))


@pytest.mark.usefixtures("each_database")
def test_an_answer_takes_eight_queries_at_most(client: FlaskClient) -> None:
    for kind, talk in TALKS.items():
        article = make.article(section="Town", authors=["Ann One", "Bob Two", "Cy Three"])
        talk(article)
        make.comment(article, "The last")
        numbered = select(Comment.id).where(Comment.article_id == article.id)
        root = db.session.scalars(numbered.order_by(Comment.id).limit(1)).one()
        for address in ("comments", "comments?sort=agreed", f"comments/{root}", f"threads/{root}"):
            with counted() as asked:
                answer = client.get(f"/api/v1/articles/{article.slug}/{address}")

            assert answer.status_code == 200
            assert len(asked) <= MOST, (kind, address, asked)


def test_nor_does_it_where_signed_in_people_write(client: FlaskClient) -> None:
    article = make.article(slug="bread", section="Town", authors=["Ann One"])
    writers = [make.person(f"{n}@example.org") for n in range(8)]
    root = make.comment(article)
    for number, writer in enumerate(writers):
        comment = make.comment(article, f"Reply {number}", parent=root if number % 2 else None)
        changed(comment, person_id=writer.id)

    for address in ("comments", f"threads/{root.id}"):
        with counted() as asked:
            got(client, f"bread/{address}")

        assert len(asked) <= MOST + 2, (address, asked)  # two more for badges, however many
