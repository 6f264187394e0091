"""Reporting: a reason, once for each reader and comment; three of them hide it for a while."""

import pytest
from flask import Flask

from opinion.articles.models import Article
from opinion.comments.models import Status
from opinion.database import db
from opinion.people.models import Role
from tests import make
from tests.comments.owners import targets, written
from tests.comments.reactors import now_of, reader, report, reports_of
from tests.databases import written_by_another
from tests.pages import Page, problems
from tests.people.readers import comment_by


def count_of(article: Article) -> int:
    return db.session.get_one(Article, article.id).comment_count


@pytest.mark.usefixtures("each_database")
def test_three_readers_hide_a_comment_until_it_is_reviewed(app: Flask) -> None:
    article = make.article()
    comment = make.comment(article)

    for network in (1, 2, 2, 2):
        report(reader(app, network), comment, "insult", note=" He said\r\nso ")
    assert now_of(comment).is_live
    report(reader(app, 3), comment)

    assert now_of(comment).status == Status.HELD
    assert count_of(article) == 0
    said = [(each.reason, each.note, each.reviewed_at) for each in reports_of(comment)]
    assert said == [("insult", "He said\nso", None)] * 2 + [("spam", "", None)]
    assert len({each.reporter for each in reports_of(comment)}) == 3


@pytest.mark.parametrize("role", [None, *Role])
def test_what_staff_wrote_is_reported_and_never_hidden(app: Flask, role: Role | None) -> None:
    article = make.article()
    comment = comment_by(make.person(role=role), article)

    for network in (1, 2, 3):
        report(reader(app, network), comment)

    assert len(reports_of(comment)) == 3
    assert now_of(comment).is_live == (role is not None)


def test_without_htmx_thanks_have_a_page_and_no_cookie(app: Flask) -> None:
    comment, browser = make.comment(make.article()), reader(app)

    answer = report(browser, comment)
    page = browser.get(answer.headers["Location"])

    assert answer.status_code == 303
    assert Page(page.text).words(".said") == ["Thank you. A moderator will look at this comment."]
    assert not problems(page.text)
    assert page.headers["Cache-Control"] == "private, no-store"
    assert not {"Set-Cookie"} & {*answer.headers.keys(), *page.headers.keys()}


def test_who_reports_again_is_thanked_again_and_nothing_is_kept(app: Flask) -> None:
    comment, browser = make.comment(make.article()), reader(app)
    report(browser, comment)

    again = report(browser, comment, "", htmx=True)

    assert again.status_code == 201
    assert "Thank you." in again.text
    assert [each.reason for each in reports_of(comment)] == ["spam"]


@pytest.mark.parametrize("htmx", [True, False], ids=["htmx", "plain"])
@pytest.mark.parametrize(
    ("reason", "note", "said"),
    [
        ("", "A word", "Please choose a reason."),
        ("boredom", "A word", "Please choose a reason."),
        ("spam", "w" * 501, "Too long: it has 501 characters, and 500 are allowed."),
    ],
)
def test_what_is_wrong_is_said_and_all_is_kept(
    app: Flask, reason: str, note: str, said: str, htmx: bool
) -> None:
    comment, browser = make.comment(make.article()), reader(app)

    answer = report(browser, comment, reason, note=note, htmx=htmx)

    page = Page(answer.text)
    assert answer.status_code == 422
    assert said in page.words(".errors a")
    assert page.words("textarea") == [note]
    assert page.values("input[checked]", "value") == ([reason] if reason == "spam" else [])
    assert not reports_of(comment)
    assert htmx or not problems(answer.text)
    assert not htmx or targets(answer) == [f"#form-report-{comment.id}"]


def test_the_form_stands_at_the_comment(app: Flask) -> None:
    comment = make.comment(make.article(), name="Ann")

    form = reader(app).get(f"/comments/{comment.id}/reports")

    page = Page(form.text)
    assert len(page.values(f"#comment-{comment.id} > [data-slot] input[type=radio]", "value")) == 7
    assert form.headers["Cache-Control"] == "private, no-store"
    assert not page.has(".comment__tools")
    assert not problems(form.text)


def test_with_htmx_thanks_stand_in_the_slot(app: Flask) -> None:
    comment = make.comment(make.article())

    answer = report(reader(app), comment, htmx=True)

    assert answer.status_code == 201
    assert targets(answer) == [
        f"#comment-{comment.id} > .comment__tools > .reply",
        f"#comment-{comment.id} > [data-slot]",
        "#live",
    ]


def test_with_htmx_a_hidden_comment_goes_and_the_counts_follow(app: Flask) -> None:
    article = make.article()
    root = make.comment(article)
    replies = [make.comment(article, parent=root), make.comment(article, parent=root)]
    make.comment(article, parent=replies[1])
    for comment in replies:
        for network in (1, 2):
            report(reader(app, network), comment)

    alone, answered = (report(reader(app, 3), each, htmx=True) for each in replies)

    counts = ["#count", "#meta-count", f"#summary-{root.id}", "#live"]
    for answer, comment in zip((alone, answered), replies, strict=True):
        assert targets(answer) == [f"#comment-{comment.id}", *counts]
        assert "hidden until a moderator has looked at it" in Page(answer.text).words(".said")[0]
    assert "Waiting for a moderator." in answered.text
    assert Page(answered.text).words("#count") == ["2 comments"]


def test_nobody_reports_their_own_or_what_is_not_there(app: Flask) -> None:
    article, writer = make.article(), reader(app)
    own = written(writer, article.slug)
    draft = make.comment(make.article(is_draft=True))

    assert report(writer, own).status_code == 403
    assert writer.get(f"/comments/{own.id}/reports").status_code == 403
    assert not Page(writer.get(f"/articles/{article.slug}").text).has("[data-report]")
    assert report(writer, draft).status_code == 404


@pytest.mark.usefixtures("impatient")
def test_when_the_database_is_busy_the_form_comes_back(app: Flask) -> None:
    comment = make.comment(make.article())

    with written_by_another(app):
        answer = report(reader(app), comment, note="A word")

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert Page(answer.text).words("textarea") == ["A word"]


def test_what_never_could_be_read_is_not_there_to_be_reported(app: Flask) -> None:
    comment = make.comment(make.article(), status=Status.HELD)

    assert report(reader(app, 1), comment).status_code == 404
    assert reports_of(comment) == []
