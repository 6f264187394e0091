"""What reports lead to: who can't reply any more, what is hidden, what goes."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from flask import Flask

from opinion.articles.models import Article
from opinion.comments.models import Status
from opinion.database import db
from tests import make
from tests.comments.owners import newest, take_back, written
from tests.comments.reactors import now_of, reader, report, reports_of
from tests.comments.sending import how_many, send
from tests.pages import Page, problems
from tests.people.readers import signed_in


def test_who_comes_with_a_report_when_it_is_hidden_is_thanked(app: Flask) -> None:
    article = make.article()
    comment = make.comment(article)
    for network in (1, 2, 3):
        report(reader(app, network), comment)

    late, before = report(reader(app, 4), comment), report(reader(app, 1), comment)

    assert late.headers["Location"] == f"/articles/{article.slug}#comments"
    assert len(reports_of(comment)) == 3
    page = reader(app, 1).get(before.headers["Location"])
    assert "hidden until" in Page(page.text).words(".said")[0]
    assert reader(app, 4).get(f"/comments/{comment.id}/reports").status_code == 404


@pytest.mark.parametrize("htmx", [True, False], ids=["htmx", "plain"])
def test_who_reported_a_comment_cannot_reply_to_it(app: Flask, htmx: bool) -> None:
    article, browser = make.article(), reader(app)
    comment = make.comment(article)
    report(browser, comment)

    answer = send(browser, article.slug, htmx=htmx, parent=comment.id, text="And another thing")
    form = browser.get(f"/articles/{article.slug}/comments/{comment.id}/reply")

    assert answer.status_code == 403
    assert "you cannot reply to it" in Page(answer.text).words(".errors[tabindex]")[0]
    assert Page(answer.text).words("textarea") == ["And another thing"]
    assert form.status_code == 403
    assert "you cannot reply to it" in form.text
    assert not problems(form.text)
    assert how_many() == 1
    assert send(reader(app, 2), article.slug, parent=comment.id).status_code == 303
    assert send(browser, article.slug, parent=newest().id, name="Other").status_code == 303


def test_with_zero_nothing_hides_by_itself(app: Flask) -> None:
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], reports_to_hide=0)
    comment = make.comment(make.article())

    for network in range(5):
        report(reader(app, network), comment)

    assert now_of(comment).is_live


def test_reports_go_with_the_text_they_are_about(app: Flask) -> None:
    article, writer = make.article(), reader(app)
    comment = written(writer, article.slug)
    report(reader(app, 2), comment, note="Look at this")

    take_back(writer, comment)

    assert not reports_of(comment)


@pytest.mark.usefixtures("room_for_all", "each_database")
def test_six_who_report_at_once_hide_it_once(app: Flask) -> None:
    article = make.article()
    comment = make.comment(article)
    make.comment(article)
    number = comment.id
    start = Barrier(6, timeout=30)

    def act(network: int) -> int:
        browser = reader(app, network)
        start.wait()
        with app.app_context():
            return report(browser, number).status_code

    with ThreadPoolExecutor(6) as pool:
        codes = list(pool.map(act, range(6)))

    assert codes == [303] * 6
    assert now_of(comment).status == Status.HELD
    assert len(reports_of(comment)) == 3
    assert db.session.get_one(Article, article.id).comment_count == 1


def test_who_reported_a_comment_signed_in_is_offered_no_reply_to_it(app: Flask) -> None:
    article = make.article()
    reported, other = make.comment(article), make.comment(article)
    browser = signed_in(app, make.person())
    report(browser, reported)

    page = Page(browser.get(f"/articles/{article.slug}").text)

    assert not page.has(f"#comment-{reported.id} .reply")
    assert page.has(f"#comment-{other.id} .reply")
    assert Page(reader(app).get(f"/articles/{article.slug}").text).has(
        f"#comment-{reported.id} .reply"
    )
