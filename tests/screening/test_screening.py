"""Screening over HTTP: who is held, what is sent back, what the form promises, what is said why."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from opinion.articles.models import Article, Section
from opinion.clock import now
from opinion.comments.models import Comment, Status
from opinion.database import db, writing
from tests import make
from tests.comments.owners import aged, edit, newest
from tests.comments.sending import how_many, send
from tests.pages import Page
from tests.people.readers import signed_in
from tests.screening.climbing import known_guest, listed, promise, sent, staffed, whys


@pytest.mark.usefixtures("each_database")
def test_without_staff_nobody_is_held_for_being_new(client: FlaskClient) -> None:
    article = make.article()

    assert promise(client, article) == "appears at once"
    assert whys(sent(client, article)) == []
    assert whys(sent(client, article, "See http://a.example http://b.example")) == ["links"]


@pytest.mark.usefixtures("each_database")
def test_with_staff_a_first_comment_waits_until_one_was_approved(app: Flask) -> None:
    staffed()
    article = make.article(section="Town")
    guest, stranger = app.test_client(), app.test_client()
    assert promise(guest, article) == "first comment is"
    first = sent(guest, article)
    assert whys(first) == ["first"]
    assert whys(sent(guest, article, "Another one.")) == ["first"]

    make.decided(first, Status.PUBLISHED)

    assert promise(guest, article) == "appears at once"
    assert whys(sent(guest, article, "A third one.")) == []
    assert promise(stranger, article) == "first comment is"


def test_who_is_signed_in_is_known_by_their_account(app: Flask) -> None:
    staffed()
    article = make.article()
    person = make.person()
    known_guest(signed_in(app, person), article)

    assert whys(sent(signed_in(app, person), article)) == []


def test_what_has_stood_for_a_day_speaks_for_its_writer_for_half_a_year(app: Flask) -> None:
    article = make.article()
    client = app.test_client()
    comment = sent(client, article)
    staffed()
    assert promise(client, article) == "first comment is"

    for days, words in ((2, "appears at once"), (179, "appears at once"), (181, "first comment")):
        with writing():
            stored = db.session.get_one(Comment, comment.id)
            stored.posted_at = stored.published_at = now() - timedelta(days=days)
        assert promise(client, article).startswith(words)


def test_staff_are_not_screened(app: Flask) -> None:
    listed("casino", is_rejected=True)
    article = make.article(moderation="hold")
    editor = signed_in(app, staffed())

    assert promise(editor, article) == "appears at once"
    assert whys(sent(editor, article, "A casino?", name="Ed Itor")) == []


def test_a_rejected_word_brings_the_form_back_with_what_to_change(client: FlaskClient) -> None:
    listed("free money", is_rejected=True)
    article = make.article()

    answer = send(client, article.slug, text="FREE money for all")
    in_name = send(client, article.slug, name="Free Money")

    assert (answer.status_code, in_name.status_code, how_many()) == (422, 422, 0)
    assert "no comment with “free money” in it" in " ".join(Page(answer.text).words(".errors p"))
    assert "FREE money for all</textarea>" in answer.text
    assert whys(sent(client, article, "Freedom, and money")) == []


def test_a_word_that_is_held_waits_and_its_writer_is_told_in_general(client: FlaskClient) -> None:
    listed("casino")
    listed("bonus", days=-1)
    article = make.article()

    comment = sent(client, article, "A casino bonus")

    assert comment.held_for == [{"why": "words", "phrases": ["casino"]}]
    state = Page(client.get(f"/articles/{article.slug}").text).words(".comment__state")[0]
    assert "It has words that a moderator looks at first." in state
    assert "casino" not in state


def test_a_bad_record_is_held(client: FlaskClient) -> None:
    article = make.article()
    comments = [sent(client, article, f"Text {number}") for number in range(5)]
    for comment in comments[:2]:
        make.decided(comment, Status.SPAM)

    held = sent(client, article, "One more")
    aged(comments[0], days=31)

    assert held.held_for == [{"why": "history", "rejected": 2, "decided": 5}]
    assert whys(sent(client, article, "And one more")) == []


@pytest.mark.parametrize(
    ("section", "article", "reasons", "words"),
    [
        (None, None, ["first"], "first comment is"),
        ("open", None, [], "appears at once"),
        ("strict", None, ["first"], "first comments are"),
        ("hold", None, ["first", "pre-moderation"], "Your comment is read"),
        ("hold", "open", [], "appears at once"),
        (None, "hold", ["first", "pre-moderation"], "Your comment is read"),
    ],
)
def test_sections_and_articles_have_their_own_way(
    client: FlaskClient, section: str | None, article: str | None, reasons: list[str], words: str
) -> None:
    staffed()
    made = make.article(section="Town", moderation=article)
    with writing():
        db.session.query(Section).one().moderation = section

    assert promise(client, made) == words
    assert whys(sent(client, made)) == reasons


@pytest.mark.parametrize("preset", ["open", "strict"])
def test_a_preset_sets_the_whole_site(
    environment: dict[str, str], request: pytest.FixtureRequest, preset: str
) -> None:
    environment["OPINION_PRESET"] = preset
    client: FlaskClient = request.getfixturevalue("client")
    staffed()

    held = whys(sent(client, make.article(), "See http://a.example"))

    assert held == ([] if preset == "open" else ["links", "first"])


def test_a_change_climbs_too(client: FlaskClient) -> None:
    listed("casino")
    listed("filth", is_rejected=True)
    comment = sent(client, make.article())

    refused = edit(client, comment, "All filth")
    assert refused.status_code == 422
    assert "“filth”" in refused.text
    assert "All filth</textarea>" in refused.text
    assert edit(client, comment, "A casino").status_code == 303

    assert whys(newest()) == ["words"]
    assert edit(client, comment, "http://a.example http://b.example", seen=1).status_code == 303
    assert whys(newest()) == ["words", "links"]


def test_what_was_approved_does_not_vouch_for_what_it_is_changed_to(client: FlaskClient) -> None:
    staffed()
    article: Article = make.article()
    comment = sent(client, article)
    make.decided(comment, Status.PUBLISHED)

    page = client.get(f"/comments/{comment.id}/edit").text
    edit(client, comment, "Something else")

    assert "read by a moderator again" in page
    assert whys(newest()) == ["first"]


def test_what_is_wiped_keeps_no_reason(client: FlaskClient) -> None:
    listed("casino")
    comment = sent(client, make.article(), "casino")

    client.post(
        f"/comments/{comment.id}/withdrawal",
        data={"what": "comment"},
        headers={"Origin": "http://localhost"},
    )

    assert newest().held_for is None
