"""Links in mails to moderators: a page that asks once more, a decision, and the way back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from opinion.clock import now
from opinion.comments.models import Status
from opinion.database import writing
from opinion.moderation.claims import claim
from opinion.moderation.deciding import Verdict
from opinion.moderation.views import by_mail
from tests import make
from tests.moderation.mailed import confirm, heading, link_for
from tests.moderation.queueing import held, reported, seen, state_of
from tests.moderation.ruling import decisions, moderator, rule, trail
from tests.pages import Page, problems
from tests.people.readers import press


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


def test_a_link_decides_once(app: Flask, client: FlaskClient) -> None:
    mia, comment = moderator(), held(make.article())
    links = [link_for(app, mia, comment, each) for each in ("publish", "spam")]
    loaded = seen(comment)
    confirm(client, links[0])

    for number in (loaded, seen(comment)):
        again = [press(client, link, seen=number) for link in links]

        assert [each.status_code for each in again] == [409, 409]
        assert [heading(each) for each in again] == ["This is decided"] * 2
    assert len(trail(comment)) == 2


@pytest.mark.usefixtures("room_for_all", "each_database")
def test_two_moderators_with_the_same_mail_come_to_one_decision(app: Flask) -> None:
    comment = held(make.article())
    links = [
        link_for(app, moderator("mia"), comment, "publish"),
        link_for(app, moderator("bo"), comment, "spam"),
    ]
    loaded = seen(comment)

    def pressed(link: str) -> int:
        with app.app_context():
            return press(app.test_client(), link, seen=loaded).status_code

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(pressed, links))

    assert answers == [303, 409]
    assert len(trail(comment)) == 2


def test_the_link_of_who_came_late_says_who_decided_and_leads_to_the_queue(
    app: Flask, client: FlaskClient
) -> None:
    bo, comment = moderator("bo"), held(make.article())
    late = link_for(app, moderator(), comment)
    confirm(client, link_for(app, bo, comment, "spam"))

    page = Page(client.get(late).text)

    assert page.words(".trail li")[0].startswith("Taken for spam (spam), by Bo,")
    assert not page.has("main form")
    assert f"/moderation/comments/{comment.id}" in page.values("main a", "href")
    assert press(client, f"{late}/undo").status_code == 409
    assert state_of(comment) == "spam"


def test_readers_who_hide_the_comment_meanwhile_leave_the_link_good(
    app: Flask, client: FlaskClient
) -> None:
    comment = make.comment(make.article(), "You fool")
    reported(comment, "a")
    link = link_for(app, moderator(), comment, "remove")
    loaded = client.get(link).text
    reported(comment, "b")
    reported(comment, "c", note="Rude")

    late = press(client, link, seen="0", rule="insult")
    answer = confirm(client, link, rule="insult")

    assert "Published" in Page(loaded).words(".item__state")
    assert late.status_code == 409
    assert "Held back, by readers’ reports" in Page(late.text).words("[role=alert]")[0]
    assert "Rude" in late.text
    assert answer.status_code == 303
    assert decisions()[-1].found == "reports"


def test_what_was_reported_may_be_let_stand(app: Flask, client: FlaskClient) -> None:
    comment = make.comment(make.article())
    reported(comment)
    link = link_for(app, moderator(), comment)

    assert heading(client.get(link)) == "Let this comment stand?"
    assert confirm(client, link).status_code == 303
    assert trail(comment) == [("published", "published", "moderator")]
    assert not Page(client.get(link).text).has("main form")


def test_who_else_looks_at_it_is_said(app: Flask, client: FlaskClient) -> None:
    comment = held(make.article())
    link = link_for(app, moderator(), comment)
    bo = moderator("bo")
    with writing():
        claim(comment.id, bo.id, now())

    assert Page(client.get(link).text).words(".item__looking") == ["Bo is looking at this."]


def test_what_was_decided_is_taken_back_for_an_hour(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    mia, comment = moderator(), held(make.article())
    link = link_for(app, mia, comment)
    confirm(client, link)
    [way] = Page(client.get(link).text).values("main form", "action")

    answer = press(client, way)

    assert (answer.status_code, answer.location, state_of(comment)) == (303, link, "held")
    assert decisions()[-1].undoes == decisions()[-2].id
    assert press(client, way).status_code == 409  # what was taken back is not done again by it
    rule(comment, Verdict(Status.SPAM), mia)
    later = now() + timedelta(minutes=61)
    monkeypatch.setattr(by_mail, "now", lambda: later)
    assert not Page(client.get(link).text).has("main form")
    assert press(client, way).status_code == 409
    assert state_of(comment) == "spam"
