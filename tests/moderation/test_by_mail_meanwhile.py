"""Links in mails to moderators, where something was decided since: by others, or by themselves."""

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
from tests.pages import Page
from tests.people.readers import press


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


def test_who_presses_on_a_page_that_was_open_meanwhile_is_told_what_was_decided(
    app: Flask, client: FlaskClient
) -> None:
    ann, comment = moderator("ann"), held(make.article())
    open_ = link_for(app, moderator(), comment, "remove")
    loaded = seen(comment)
    confirm(client, link_for(app, ann, comment))

    answer = press(client, open_, seen=loaded, rule="insult")

    assert (answer.status_code, state_of(comment)) == (409, "published")
    [said] = Page(answer.text).words("[role=alert]")
    assert said == "Nothing was changed: meanwhile this was decided: Published, by Ann."


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
