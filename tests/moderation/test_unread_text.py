"""What a writer changes while a moderator reads is not decided about before it was read."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.models import Comment, Status
from opinion.comments.posting import Writer
from opinion.comments.revising import revise
from opinion.database import db, writing
from opinion.moderation.deciding import Verdict
from tests import make
from tests.comments.reactors import now_of
from tests.moderation.mailed import confirm, link_for
from tests.moderation.queueing import QUEUE, at_work, decide, held, seen, state_of, swap
from tests.moderation.ruling import moderator, object_to, objections, remove, rule, statement_of
from tests.pages import Page
from tests.people.readers import OURS, press

FORMER, NEW = "I only ask.", "Something else entirely"
EDITED = "its writer changed it meanwhile"


@pytest.fixture
def mia(app: Flask) -> FlaskClient:
    """The browser of a moderator."""
    return at_work(app)


def changed(comment: Comment) -> None:
    """Let its writer give a comment another text."""
    with writing():
        loaded = now_of(comment)
        writer = Writer("w" * 64, "n" * 64, "w" * 64)
        article = db.session.get_one(Article, loaded.article_id)
        assert revise(loaded, article, NEW, seen=0, by=writer, at=now())


def waiting() -> Comment:
    return held(make.article(), FORMER, writer="w")


@pytest.mark.usefixtures("each_database")
@pytest.mark.parametrize("verdict", ["publish", "spam"])
def test_in_the_queue_the_new_text_comes_back_to_be_read(mia: FlaskClient, verdict: str) -> None:
    comment = waiting()
    loaded = seen(comment)
    changed(comment)
    path = f"/moderation/comments/{comment.id}/decisions"

    plain = press(mia, path, verdict=verdict, seen=loaded)
    parts = swap(mia, path, verdict=verdict, seen=loaded, onward=QUEUE)

    for answer in (plain, parts):
        assert answer.status_code == 409
        assert EDITED in Page(answer.text).words("[role=alert]")[0]
        assert NEW in Page(answer.text).words(".comment__text")
    assert state_of(comment) == "held"
    [again, *_] = Page(parts.text).values("form input[name=seen]", "value")
    assert swap(mia, path, verdict=verdict, seen=again, onward=QUEUE).status_code == 201


def test_under_an_article_it_is_shown_where_the_tools_are(mia: FlaskClient) -> None:
    comment = waiting()
    sent = {"verdict": "publish", "seen": seen(comment), "place": "article"}
    changed(comment)

    answer = swap(mia, f"/moderation/comments/{comment.id}/decisions", **sent)

    assert (answer.status_code, state_of(comment)) == (409, "held")
    assert Page(answer.text).words(f"#decide-{comment.id} .comment__text") == [NEW]


@pytest.mark.usefixtures("each_database")
def test_of_many_it_is_left_out(mia: FlaskClient) -> None:
    comment, other = waiting(), held(make.article())
    picks = Page(mia.get(QUEUE).text).values("[name=pick]", "value")
    changed(comment)

    answer = mia.post(
        f"{QUEUE}/decisions", data={"pick": picks, "verdict": "publish"}, headers=OURS
    )

    assert (state_of(comment), state_of(other)) == ("held", "published")
    assert "1 comment stays as it is" in Page(mia.get(answer.location).text).words(".said")[0]


def test_a_mail_tells_of_the_former_text_and_its_page_says_so(
    app: Flask, client: FlaskClient
) -> None:
    comment = waiting()
    link = link_for(app, moderator(), comment)
    before, loaded = Page(client.get(link).text), seen(comment)
    changed(comment)

    late = press(client, link, seen=loaded)
    after = Page(client.get(link).text)

    assert (late.status_code, state_of(comment)) == (409, "held")
    assert EDITED in Page(late.text).words("[role=alert]")[0]
    assert not before.has("main [role=status]")
    assert "changed it since you were mailed" in after.words("main [role=status]")[0]
    assert after.words(".comment__text") == [NEW]
    assert confirm(client, link).status_code == 303
    assert state_of(comment) == "published"


def test_what_was_decided_is_not_taken_back_to_show_it(mia: FlaskClient) -> None:
    comment = make.comment(make.article(), FORMER)
    with writing():
        now_of(comment).writer = "w" * 64
    decision = rule(comment, Verdict(Status.HELD))
    way, page = f"/moderation/decisions/{decision}/undo", f"/moderation/comments/{comment.id}"
    before = Page(mia.get(page).text)
    changed(comment)
    after = Page(mia.get(page).text)

    assert before.has(f"form[action='{way}']")
    assert not after.has(f"form[action='{way}']")
    assert press(mia, way).status_code == 409
    assert state_of(comment) == "held"


def test_an_objection_is_not_reversed_to_show_it(app: Flask, mia: FlaskClient) -> None:
    comment = waiting()
    object_to(app.test_client(), statement_of(mia, remove(comment)), "Not so!")
    rule(comment, Verdict(Status.HELD))
    page = Page(mia.get("/moderation/objections").text)
    [loaded] = page.values("input[name=seen]", "value")
    changed(comment)
    [way] = page.values(".item form", "action")

    answer = press(mia, way, verdict="reversed", words="You are right", seen=loaded)

    assert (answer.status_code, state_of(comment)) == (409, "held")
    assert EDITED in answer.text
    assert NEW in answer.text
    assert objections()[0].answered_at is None


def test_a_decision_that_was_not_seen_is_named_first(app: Flask, mia: FlaskClient) -> None:
    comment = waiting()
    loaded = seen(comment)
    changed(comment)
    decide(at_work(app, "bo"), comment, "publish")
    db.session.rollback()

    answer = press(mia, f"/moderation/comments/{comment.id}/decisions", verdict="spam", seen=loaded)

    assert "meanwhile this was decided: Published, by Bo." in answer.text
