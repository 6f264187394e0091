"""Agreeing: one vote for each reader and comment, counted exactly, tied to nobody."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import select

from opinion.clock import now
from opinion.comments.models import Comment, Status
from opinion.comments.reactions import Vote
from opinion.database import db
from tests import make
from tests.comments.owners import aged, targets, written
from tests.comments.reactors import counts_are_right, now_of, reader, vote
from tests.pages import Page, problems


@pytest.mark.usefixtures("each_database")
def test_a_reader_agrees_once_and_takes_it_back(app: Flask) -> None:
    article = make.article()
    comment, browser = make.comment(article), reader(app)

    codes = [vote(browser, comment).status_code for _ in range(2)]
    assert codes == [303, 303]
    assert now_of(comment).agree_count == 1
    assert counts_are_right(article)

    codes = [vote(browser, comment, withdraw="1").status_code for _ in range(2)]
    assert codes == [303, 303]
    assert now_of(comment).agree_count == 0
    assert counts_are_right(article)


def test_readers_of_one_network_are_one(app: Flask) -> None:
    comment = make.comment(make.article())

    for network in (1, 2, 2, 3):
        vote(reader(app, network), comment)

    assert now_of(comment).agree_count == 3


def test_votes_of_one_reader_have_nothing_in_common_but_the_day(app: Flask) -> None:
    article, browser = make.article(), reader(app)
    for _ in range(2):
        vote(browser, make.comment(article))

    one, other = db.session.scalars(select(Vote)).all()

    assert one.voter != other.voter
    assert one.at == other.at == now().replace(hour=0, minute=0, second=0, microsecond=0)


def test_voting_sets_no_cookie_and_changes_no_page_but_for_the_number(app: Flask) -> None:
    article = make.article()
    comment, browser = make.comment(article), reader(app)
    there = f"/articles/{article.slug}"

    answer = vote(browser, comment)
    shown = browser.get(answer.headers["Location"])

    assert "Set-Cookie" not in answer.headers
    assert "Set-Cookie" not in shown.headers
    assert shown.headers["Cache-Control"] == "private, no-store"
    assert 'name="robots" content="noindex"' in shown.text
    assert browser.get(there).data == reader(app, 2).get(there).data


def test_without_htmx_the_vote_leads_to_where_it_can_be_taken_back(app: Flask) -> None:
    comment, browser = make.comment(make.article(), at=now() - timedelta(hours=3)), reader(app)

    way = vote(browser, comment).headers["Location"]
    agreed = browser.get(way)
    vote(browser, comment, withdraw="1")
    taken_back = browser.get(way)

    words = Page(agreed.text).words(".standing p")
    assert words == ["You agree with this comment.", "1 reader agrees"]
    assert Page(agreed.text).words(".standing button") == ["Take back"]
    assert Page(taken_back.text).words(".standing p") == []
    assert Page(taken_back.text).words(".standing button") == ["Agree"]
    assert not problems(agreed.text) + problems(taken_back.text)


def test_with_htmx_the_button_and_the_news_come(app: Flask) -> None:
    comment, browser = make.comment(make.article(), at=now() - timedelta(hours=3)), reader(app)

    pressed = vote(browser, comment, htmx=True)
    released = vote(browser, comment, htmx=True, withdraw="1")

    assert pressed.status_code == 201
    assert targets(pressed) == ["#live"]
    assert Page(pressed.text).words("button") == ["Agree 1"]
    assert 'aria-pressed="true"' in pressed.text
    assert "You agree with this comment." in pressed.text
    assert Page(released.text).words("button") == ["Agree"]
    assert 'aria-pressed="false"' in released.text


@pytest.mark.parametrize(("minutes", "shown"), [(119, "Agree"), (121, "Agree 1")])
def test_the_number_is_hidden_for_the_first_two_hours(app: Flask, minutes: int, shown: str) -> None:
    article = make.article()
    comment, browser = make.comment(article, at=now() - timedelta(minutes=minutes)), reader(app)

    answer = vote(browser, comment, htmx=True)
    page = Page(browser.get(f"/articles/{article.slug}").text)

    assert Page(answer.text).words("button") == [shown]
    assert page.words(".comment__tools button") == [shown]
    assert page.values(".comment__tools button", "aria-pressed") == ["false"]


def test_ones_own_comment_shows_the_number_and_takes_no_vote(app: Flask) -> None:
    article, writer = make.article(), reader(app)
    comment = written(writer, article.slug)
    vote(reader(app, 2), comment)
    aged(comment, hours=3)

    page = Page(writer.get(f"/articles/{article.slug}").text)

    assert vote(writer, comment).status_code == 403
    assert now_of(comment).agree_count == 1
    assert page.words(".comment__tools span") == ["1 reader agrees"]
    assert not page.has(".comment__tools button")
    assert not Page(writer.get(f"/comments/{comment.id}/votes").text).has(".standing button")


@pytest.mark.parametrize("status", [status for status in Status if status != Status.PUBLISHED])
def test_only_what_everybody_reads_is_agreed_with(app: Flask, status: Status) -> None:
    comment = make.comment(make.article(), status=status)

    assert vote(reader(app), comment).status_code == 404
    assert reader(app).get(f"/comments/{comment.id}/votes").status_code == 404


def test_a_closed_conversation_may_still_be_agreed_with_a_draft_not(app: Flask) -> None:
    closed = make.comment(make.article(comments_close_at=now() - timedelta(hours=1)))
    draft = make.comment(make.article(is_draft=True))

    assert vote(reader(app), closed).status_code == 303
    assert vote(reader(app), draft).status_code == 404


def test_the_order_by_agreement_is_offered_with_the_first_vote_that_is_shown(app: Flask) -> None:
    article, browser, early = make.article(), reader(app), now() - timedelta(hours=3)
    second, first = make.comment(article, at=early), make.comment(article, at=early)
    there = f"/articles/{article.slug}"
    before = browser.get(there).text

    vote(browser, second)

    assert "sort=agreed" not in before
    assert "sort=agreed" in browser.get(there).text
    order = Page(browser.get(f"{there}?sort=agreed").text).values("#threads .comment", "id")
    assert order == [f"comment-{second.id}", f"comment-{first.id}"]


def test_votes_that_are_not_shown_change_no_order_and_offer_none(app: Flask) -> None:
    article, browser = make.article(), reader(app)
    voted, newer = make.comment(article), make.comment(article)
    there = f"/articles/{article.slug}"

    vote(browser, voted)

    assert "sort=agreed" not in browser.get(there).text
    order = Page(browser.get(f"{there}?sort=agreed").text).values("#threads .comment", "id")
    assert order == [f"comment-{newer.id}", f"comment-{voted.id}"]
    listed = browser.get(f"/api/v1{there}/comments?sort=agreed").get_json()["comments"]
    assert [each["id"] for each in listed] == [newer.id, voted.id]


@pytest.mark.usefixtures("room_for_all", "each_database")
def test_eight_at_once_are_counted_exactly(app: Flask) -> None:
    article = make.article()
    one, other = make.comment(article).id, make.comment(article).id
    start = Barrier(8, timeout=30)

    def act(number: int) -> set[int]:
        browser = reader(app, number % 6)  # some are the same
        start.wait()
        with app.app_context():
            codes = {vote(browser, one).status_code, vote(browser, other).status_code}
            return codes | {vote(browser, other, withdraw="1").status_code}

    with ThreadPoolExecutor(8) as pool:
        codes = list(pool.map(act, range(8)))

    assert codes == [{303}] * 8
    assert db.session.get_one(Comment, one).agree_count == 6
    assert db.session.get_one(Comment, other).agree_count == 0
    assert counts_are_right(article)
