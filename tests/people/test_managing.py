"""What a private link does: it lists, exports and erases what one guest wrote, and nothing else."""

import json
import re

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from opinion.comments.models import Comment, Revision, Status
from opinion.database import db
from opinion.people.models import ManageLink
from tests import make
from tests.comments.owners import (
    ORIGIN,
    aged,
    edit,
    link_in,
    newest,
    shown_link,
    take_back,
    written,
)
from tests.comments.sending import send


def test_its_page_names_what_may_be_done_now(app: Flask, client: FlaskClient) -> None:
    article = make.article()
    comment = written(client, article.slug)
    link, elsewhere = shown_link(client, article.slug), app.test_client()
    fresh = elsewhere.get(link).text
    make.comment(article, parent=comment)
    answered = elsewhere.get(link).text
    aged(comment, days=15)
    old = elsewhere.get(link).text

    for page, names in ((fresh, "ED"), (answered, "D"), (old, "R")):
        assert (">Edit</a>" in page) == ("E" in names)
        assert (">Delete</a>" in page) == ("D" in names)
        assert (">Remove my name</a>" in page) == ("R" in names)


def test_its_page_lists_fifty_at_a_time_and_what_waits_too(app: Flask, client: FlaskClient) -> None:
    article = make.article()
    link = link_in(send(client, article.slug, htmx=True, text="The very first"))
    for number in range(50):
        written(client, article.slug, text=f"Number {number}")
    make.decided(newest(), Status.HELD)
    elsewhere = app.test_client()

    page = elsewhere.get(link).text
    older = re.search(r'rel="next" href="([^"]+)"', page)

    assert page.count("<article") == 50
    assert "Number 49" in page
    assert "Waiting for a moderator." in page
    assert older
    assert "The very first" in elsewhere.get(older[1]).text


def test_the_export_holds_all_and_no_hash(app: Flask, client: FlaskClient) -> None:
    article = make.article("Bread")
    comment = written(client, article.slug, text="Frist", email="a@example.org")
    link = shown_link(client, article.slug)
    edit(client, comment, "First")
    removed = written(client, article.slug, text="Removed later")
    make.decided(removed, Status.REMOVED)

    answer = app.test_client().get(f"{link}/export.json")

    assert answer.mimetype == "application/json"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    first, second = json.loads(answer.text)["comments"]
    assert (first["name"], first["email"], first["text"]) == (
        "Sample Reader",
        "a@example.org",
        "First",
    )
    assert [version["text"] for version in first["former_versions"]] == ["Frist"]
    assert (second["text"], second["state"]) == ("Removed later", "removed")
    stored = db.session.get_one(Comment, comment.id)
    assert not re.search(f"{stored.network}|{stored.writer}|{stored.fingerprint}", answer.text)


def test_erasing_asks_first_and_does_nothing_on_get(app: Flask, client: FlaskClient) -> None:
    link = link_in(send(client, make.article().slug, htmx=True))

    page = app.test_client().get(f"{link}/erasure")

    assert "Erase all that is stored about you?" in page.text
    assert newest().is_live


def test_erasing_leaves_nothing_of_a_guest(app: Flask, client: FlaskClient) -> None:
    one, other = make.article(), make.article()
    answered = written(client, one.slug, text="Answered", email="a@example.org")
    link, elsewhere = shown_link(client, one.slug), app.test_client()
    edit(client, answered, "Answered and changed")
    make.comment(one, "A reply", parent=answered, name="Somebody")
    removed = written(client, other.slug, text="Removed")
    make.comment(other, "To the removed one", parent=removed, name="Somebody")
    written(client, other.slug, text="Alone")
    make.decided(removed, Status.REMOVED)

    answer = elsewhere.post(f"{link}/erasure", headers=ORIGIN)

    assert "Everything is erased" in answer.text
    db.session.expire_all()
    left = db.session.scalars(select(Comment).where(Comment.name != "Somebody")).all()
    assert len(left) == 3
    for each in left:
        assert (each.text, each.html, each.name, each.email) == ("", "", "", "")
        assert (each.writer, each.network, each.fingerprint) == (None, None, None)
    for table in (Revision, ManageLink):
        assert db.session.scalar(select(func.count()).select_from(table)) == 0
    assert "Deleted by its writer." in elsewhere.get(f"/articles/{one.slug}").text
    assert "Removed by a moderator." in elsewhere.get(f"/articles/{other.slug}").text
    assert [
        elsewhere.get(f"/articles/{each.slug}").text.count("1 comment</b>") for each in (one, other)
    ] == [1, 1]
    assert elsewhere.get(link).status_code == 404


def test_the_first_browser_goes_on_after_erasing_elsewhere(app: Flask, client: FlaskClient) -> None:
    article = make.article()
    comment = written(client, article.slug)
    link = shown_link(client, article.slug)
    app.test_client().post(f"{link}/erasure", headers=ORIGIN)

    assert client.get(f"/articles/{article.slug}").status_code == 200
    assert client.get(f"/comments/{comment.id}/edit").status_code == 404
    assert edit(client, comment, "Still here?").status_code == 404
    assert take_back(client, comment).status_code == 404
    assert link_in(send(client, article.slug, htmx=True))  # a new start


def test_erasing_in_ones_own_browser_takes_the_cookie_too(client: FlaskClient) -> None:
    link = link_in(send(client, make.article().slug, htmx=True))

    answer = client.post(f"{link}/erasure", headers=ORIGIN)

    assert "opinion-guest=;" in answer.headers["Set-Cookie"]
    assert client.get_cookie("opinion-guest") is None
