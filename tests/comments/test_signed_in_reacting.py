"""Somebody who is signed in agrees and reports as themselves, wherever they are, and once."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from opinion.comments.models import Status
from opinion.comments.reactions import Vote
from opinion.database import db
from opinion.people.models import Person
from tests import make
from tests.comments.owners import written
from tests.comments.reactors import counts_are_right, now_of, reader, report, reports_of, vote
from tests.comments.sending import send
from tests.pages import Page
from tests.people.readers import signed_in


def signed_in_at(app: Flask, person: Person, network: int) -> FlaskClient:
    """Return a browser where ``person`` is signed in, in the network with this number."""
    browser = signed_in(app, person)
    browser.environ_base["REMOTE_ADDR"] = f"10.1.{network}.9"
    return browser


@pytest.mark.usefixtures("each_database")
def test_people_of_one_network_vote_each_for_themselves_and_once_everywhere(app: Flask) -> None:
    comment = make.comment(make.article())
    pat, other = make.person(), make.person("other@example.org")
    browsers = signed_in_at(app, pat, 1), signed_in_at(app, other, 1), signed_in_at(app, pat, 9)

    for each in browsers:
        assert vote(each, comment).status_code == 303

    assert now_of(comment).agree_count == 2


@pytest.mark.usefixtures("each_database")
@pytest.mark.parametrize("guest_first", [True, False])
def test_signing_in_gives_no_second_vote(app: Flask, guest_first: bool) -> None:
    article = make.article()
    comment = make.comment(article)
    browsers = [reader(app, 1), signed_in_at(app, make.person(), 1)]
    if not guest_first:
        browsers.reverse()

    for each in (*browsers, reader(app, 2)):
        vote(each, comment)

    assert now_of(comment).agree_count == 2
    assert counts_are_right(article)
    vote(browsers[1], comment, withdraw="1")
    assert now_of(comment).agree_count == (1 if guest_first else 2)
    assert counts_are_right(article)


def test_a_guest_is_told_that_they_cannot_take_back_what_somebody_signed_in_said(
    app: Flask,
) -> None:
    comment = make.comment(make.article())
    pat, guest = signed_in_at(app, make.person(), 1), reader(app, 1)
    vote(pat, comment)

    answer = vote(guest, comment, htmx=True, withdraw="1")
    page = Page(guest.get(f"/comments/{comment.id}/votes").text)

    assert 'aria-pressed="true"' in answer.text
    assert "Only they can take it back." in page.words(".standing p")[1]
    assert not page.has(".standing button")
    assert Page(pat.get(f"/comments/{comment.id}/votes").text).words(".standing button") == [
        "Take back"
    ]


def test_one_takes_back_ones_own_vote_before_that_of_a_guest_nearby(app: Flask) -> None:
    article, pat = make.article(), make.person()
    comment = make.comment(article)
    vote(signed_in_at(app, pat, 1), comment)
    vote(reader(app, 2), comment)

    vote(signed_in_at(app, pat, 2), comment, withdraw="1")

    assert db.session.scalars(select(Vote.person_id)).all() == [None]
    assert counts_are_right(article)


@pytest.mark.usefixtures("each_database")
def test_one_network_is_one_reporter_however_many_accounts_it_has(app: Flask) -> None:
    comment = make.comment(make.article())
    accounts = [make.person(f"{name}@example.org") for name in "ab"]
    report(signed_in_at(app, accounts[0], 1), comment)
    report(signed_in_at(app, accounts[1], 1), comment)
    report(reader(app, 1), comment)
    report(reader(app, 2), comment)
    assert len(reports_of(comment)) == 3  # the guest of the first network had said so
    assert now_of(comment).is_live

    report(signed_in_at(app, make.person("c@example.org"), 3), comment)

    assert now_of(comment).status == Status.HELD


@pytest.mark.parametrize("signs", ["in", "out"])
def test_who_reported_a_comment_cannot_reply_to_it_by_signing_in_or_out(
    app: Flask, signs: str
) -> None:
    article = make.article()
    comment = make.comment(article)
    pat = signed_in_at(app, make.person(), 1)
    first, then = (reader(app, 1), pat) if signs == "in" else (pat, reader(app, 1))

    report(first, comment)

    assert send(then, article.slug, parent=str(comment.id)).status_code == 403
    assert send(reader(app, 2), article.slug, parent=str(comment.id)).status_code == 303


def test_who_reported_a_comment_cannot_reply_to_it_from_elsewhere(app: Flask) -> None:
    article, pat = make.article(), make.person()
    comment = make.comment(article)

    report(signed_in_at(app, pat, 1), comment)

    assert send(signed_in_at(app, pat, 9), article.slug, parent=str(comment.id)).status_code == 403
    other = signed_in_at(app, make.person("other@example.org"), 1)
    assert send(other, article.slug, parent=str(comment.id)).status_code == 303


def test_what_one_wrote_as_a_guest_in_this_browser_is_ones_own_signed_in(app: Flask) -> None:
    article, person = make.article(), make.person()
    browser = signed_in_at(app, person, 1)
    session = browser.get_cookie("opinion-session")
    assert session
    browser.delete_cookie("opinion-session")
    own = written(browser, article.slug)
    browser.set_cookie("opinion-session", session.value)

    assert vote(browser, own).status_code == report(browser, own).status_code == 403
    page = Page(browser.get(f"/articles/{article.slug}").text)
    assert not page.has(f"#comment-{own.id} [data-report]")
    assert not page.has(f"#comment-{own.id} button[aria-pressed]")


def test_what_one_wrote_signed_in_takes_no_vote_from_there_signed_out(app: Flask) -> None:
    article = make.article()
    own = written(signed_in_at(app, make.person(), 1), article.slug)

    assert vote(reader(app, 1), own).status_code == 403
    assert vote(reader(app, 2), own).status_code == 303
    assert vote(signed_in_at(app, make.person("b@example.org"), 1), own).status_code == 303


def test_who_is_signed_in_sees_what_they_agree_with_and_nobody_else_does(app: Flask) -> None:
    article = make.article()
    one, other = make.comment(article), make.comment(article)
    pat = signed_in_at(app, make.person(), 1)
    vote(pat, one)

    def pressed(browser: FlaskClient) -> list[str]:
        page = Page(browser.get(f"/articles/{article.slug}").text)
        return page.values("#threads button[aria-pressed]", "aria-pressed")

    assert pressed(pat) == ["true", "false"]
    assert pressed(signed_in_at(app, make.person("b@example.org"), 1)) == ["false", "false"]
    assert pressed(reader(app, 1)) == ["false", "false"]
    vote(pat, one, withdraw="1")
    assert pressed(pat) == ["false", "false"]
    assert now_of(other).agree_count == 0
