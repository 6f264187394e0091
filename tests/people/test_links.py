"""Private links: shown once, to the first comment's writer, and good for nothing else."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from opinion.clock import now
from opinion.database import db, writing
from opinion.people.links import link_of, make_link
from opinion.people.models import ManageLink
from tests import make
from tests.comments.owners import ORIGIN, edit, link_in, shown_link, take_back, written
from tests.comments.sending import send

GARBLED = ["x", "-", "%00", "%ff%fe", "erased", "a" * 2000, "None", "'", "é"]


def how_many_links() -> int:
    return db.session.scalar(select(func.count()).select_from(ManageLink)) or 0


def test_without_script_the_next_page_shows_it_once(client: FlaskClient) -> None:
    article = make.article()
    answer = send(client, article.slug)
    carried = next(each for each in answer.headers.getlist("Set-Cookie") if "link=" in each)

    first = client.get(client.get(answer.location).location)
    second = client.get(f"/articles/{article.slug}")

    assert "Max-Age=300;" in carried
    assert "HttpOnly" in carried
    assert re.search(r"/manage/[\w-]{43}$", link_in(first))
    assert first.headers["Cache-Control"] == "no-store"
    assert "Max-Age=0" in first.headers["Set-Cookie"]
    assert link_in(second) == ""
    assert "Set-Cookie" not in second.headers


def test_with_htmx_the_answer_shows_it(client: FlaskClient) -> None:
    article = make.article()

    answer = send(client, article.slug, htmx=True)

    assert client.get(link_in(answer)).status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert len(answer.headers.getlist("Set-Cookie")) == 1  # the key's
    assert shown_link(client, article.slug) == ""


def test_only_a_guests_first_comment_brings_one(client: FlaskClient) -> None:
    article = make.article()
    first = send(client, article.slug, htmx=True)

    second = send(client, article.slug, htmx=True, text="And another thing")
    repeated = send(client, article.slug, htmx=True)

    assert link_in(first)
    assert link_in(second) == link_in(repeated) == ""
    assert how_many_links() == 1


def test_who_repeats_it_without_the_cookie_gets_none(app: Flask, client: FlaskClient) -> None:
    article = make.article()
    send(client, article.slug)
    other = app.test_client()

    answer = send(other, article.slug)
    parts = send(other, article.slug, htmx=True)

    assert "Set-Cookie" not in answer.headers
    assert link_in(parts) == shown_link(other, article.slug) == ""


def test_the_database_holds_its_hash_alone(client: FlaskClient) -> None:
    article = make.article()
    link = link_in(send(client, article.slug, htmx=True))

    kept = db.session.scalars(select(ManageLink)).one()

    assert len(kept.token) == 64
    assert link.rpartition("/")[2] not in (kept.token, kept.guest, kept.origin)


def test_a_guest_has_one_link(app: Flask) -> None:
    with writing():
        token = make_link("a" * 64, "b" * 64, now())
        assert make_link("a" * 64, "b" * 64, now()) == ""

    assert link_of(token)
    assert link_of("") is None


@pytest.mark.parametrize("token", GARBLED)
@pytest.mark.parametrize("page", ["", "/export.json", "/erasure", "/comments/1/edit"])
def test_a_garbled_link_leads_nowhere(client: FlaskClient, token: str, page: str) -> None:
    written(client, make.article().slug)

    assert client.get(f"/manage/{token}{page}").status_code == 404
    if page not in ("", "/export.json"):
        answer = client.post(f"/manage/{token}{page}", data={"text": "Mine"}, headers=ORIGIN)
        assert answer.status_code == 404


def test_it_does_nothing_with_what_others_wrote(app: Flask, client: FlaskClient) -> None:
    article = make.article()
    other = app.test_client()
    theirs = written(other, article.slug, name="Other", text="Not yours")
    link = link_in(send(client, article.slug, htmx=True))

    assert client.get(f"{link}/comments/{theirs.id}/edit").status_code == 404
    assert edit(client, theirs, "Mine now", below=link).status_code == 404
    assert take_back(client, theirs, below=link).status_code == 404
    assert "Not yours" not in client.get(link).text
    assert "Not yours" not in client.get(f"{link}/export.json").text


def test_its_page_is_kept_by_nobody_and_told_to_nobody(app: Flask, client: FlaskClient) -> None:
    link = link_in(send(client, make.article().slug, htmx=True))

    for page in (link, f"{link}/export.json", f"{link}/erasure", "/manage/garbled"):
        answer = app.test_client().get(page)
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert "Set-Cookie" not in answer.headers
