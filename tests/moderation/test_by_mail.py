"""Links in mails to moderators: a page that asks once more, and a decision."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests import make
from tests.moderation.mailed import confirm, heading, link_for
from tests.moderation.queueing import held, seen, state_of
from tests.moderation.ruling import decisions, moderator, trail
from tests.pages import Page, problems
from tests.people.readers import signed_in


@pytest.mark.parametrize(
    ("verdict", "typed", "question", "state"),
    [
        ("publish", {}, "Approve this comment?", "published"),
        ("remove", {"rule": "insult", "words": "Argue."}, "Remove this comment?", "removed"),
        ("spam", {}, "Take this comment for spam?", "spam"),
    ],
)
@pytest.mark.usefixtures("each_database")
def test_a_link_asks_and_its_button_decides_in_the_name_of_who_was_mailed(
    app: Flask, client: FlaskClient, verdict: str, typed: dict[str, str], question: str, state: str
) -> None:
    mia, comment = moderator(), held(make.article("Bread"), "You fool")
    link = link_for(app, mia, comment, verdict)

    asked = client.get(link)
    answer = confirm(client, link, **typed)
    after = client.get(link)

    assert heading(asked) == question
    assert not problems(asked.text)
    assert "You fool" in asked.text
    assert (answer.status_code, answer.location, state_of(comment)) == (303, link, state)
    last = decisions()[-1]
    assert (last.decided_by, last.person_id, last.found) == ("moderator", mia.id, "screening")
    assert last.words == typed.get("words", "")
    assert heading(after) == "This is decided"
    assert "by Mia" in after.text
    assert not problems(after.text)


def test_opening_all_links_changes_nothing(app: Flask, client: FlaskClient) -> None:
    mia, comment = moderator(), held(make.article())
    links = [link_for(app, mia, comment, each) for each in ("publish", "remove", "spam")]

    for link in links:
        assert client.get(link).status_code == 200
        assert client.head(link).status_code == 200
        assert client.get(f"{link}/undo").status_code == 405

    assert trail(comment) == [(None, "held", "screening")]


def test_a_link_opens_nothing_else_and_nobody_keeps_its_page(
    app: Flask, client: FlaskClient
) -> None:
    mia, comment = moderator(), held(make.article())
    link = link_for(app, mia, comment)

    answers = [client.get(link), confirm(client, link), client.get(link)]

    for answer in answers:
        assert "Set-Cookie" not in answer.headers
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert "noindex" in answer.headers["X-Robots-Tag"]
    assert client.get("/moderation").location == "/session?onward=/moderation"


def test_another_sites_page_presses_no_button(app: Flask, client: FlaskClient) -> None:
    comment = held(make.article())
    link = link_for(app, moderator(), comment)

    answer = client.post(link, data={"seen": seen(comment)}, headers={"Origin": "http://evil.test"})

    assert (answer.status_code, state_of(comment)) == (403, "held")


def test_a_link_is_for_its_verdict_alone(app: Flask, client: FlaskClient) -> None:
    comment = held(make.article())

    confirm(client, link_for(app, moderator(), comment), verdict="spam")

    assert state_of(comment) == "published"


def test_nothing_is_removed_without_a_reason(app: Flask, client: FlaskClient) -> None:
    comment = held(make.article())
    link = link_for(app, moderator(), comment, "remove")

    answer = confirm(client, link, note="For the others")

    assert (answer.status_code, state_of(comment)) == (422, "held")
    assert "Please say why" in Page(answer.text).words("[role=alert]")[0]
    assert "For the others" in answer.text
    assert confirm(client, link, rule="nonsense").status_code == 422


def test_a_site_without_a_mail_server_queues_as_ever(app: Flask) -> None:
    mia = moderator()
    comment = held(make.article())
    browser = signed_in(app, mia)

    assert f"item-{comment.id}" in Page(browser.get("/moderation").text).values(".item", "id")
    assert "/account/queue-mail" not in browser.get("/account").text
