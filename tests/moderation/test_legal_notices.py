"""Notices that name a law: a receipt, a page that says what becomes of it, a decision."""

from typing import Any

import pytest
from flask import Flask

from opinion.comments.models import Status
from opinion.moderation.deciding import Verdict
from opinion.moderation.models import Rule
from tests import make
from tests.comments.owners import take_back, written
from tests.comments.reactors import now_of, reader, report, reports_of
from tests.moderation.ruling import notices, rule
from tests.pages import Page, problems

LAW: dict[str, Any] = {"law": "§ 185 StGB", "note": "It calls me a thief.\nI am none."}


@pytest.mark.usefixtures("each_database")
def test_who_names_a_law_gets_a_receipt_and_then_the_decision(app: Flask) -> None:
    comment, browser = make.comment(make.article("Bread")), reader(app)

    answer = report(browser, comment, "illegal", **LAW)
    address = answer.headers["Location"]
    before = browser.get(address)
    rule(comment, Verdict(Status.REMOVED, Rule.ILLEGAL, law="§ 185 StGB", words="Between us"))
    after = Page(reader(app, 9).get(address).text)

    assert (answer.status_code, address[:9]) == (303, "/reports/")
    assert Page(before.text).words("h1") == ["Notice 1"]
    assert Page(before.text).words(".said")[0].startswith("We have your notice.")
    assert "It calls me a thief." in before.text
    assert before.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in before.headers
    assert not problems(before.text)
    assert after.words(".said") == ["A moderator has looked at the comment, and removed it."]
    assert "It was found to be against the law." in after.words("dd")
    assert "Between us" not in after.html
    [notice] = notices()
    assert (notice.law, notice.decision_id) == ("§ 185 StGB", 1)
    assert [each.reason for each in reports_of(comment)] == ["illegal"]


def test_letting_it_stand_is_told_too_and_a_change_of_mind(app: Flask) -> None:
    comment, browser = make.comment(make.article()), reader(app)
    address = report(browser, comment, "illegal", **LAW).headers["Location"]

    rule(comment, Verdict(Status.PUBLISHED))
    stands = Page(browser.get(address).text).words(".said")
    rule(comment, Verdict(Status.REMOVED, Rule.ILLEGAL))
    gone = Page(browser.get(address).text).words(".said")

    assert stands == ["A moderator has looked at the comment, and lets it stand."]
    assert gone == ["A moderator has looked at the comment, and removed it."]


def test_who_reported_before_may_still_name_a_law_and_no_more_than_five(app: Flask) -> None:
    comment, browser = make.comment(make.article()), reader(app)
    report(browser, comment, "insult")
    thanks = Page(browser.get(f"/comments/{comment.id}/reports").text)
    [way] = thanks.values("main a[href*=law]", "href")
    form = Page(browser.get(way).text)

    first = report(browser, comment, "illegal", **LAW)
    again = report(browser, comment, "illegal", **LAW)
    codes = [
        report(browser, comment, "illegal", law="Other", note=f"Because {number}").status_code
        for number in range(5)
    ]

    assert form.has("details.law[open]")
    assert first.headers["Location"] == again.headers["Location"]
    assert codes == [303] * 4 + [429]
    assert (len(notices()), len(reports_of(comment))) == (5, 1)


@pytest.mark.parametrize("htmx", [True, False], ids=["htmx", "plain"])
@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"note": "Because"}, "Please write which law you mean."),
        ({"law": "BGB"}, "Please write why it is against the law."),
        ({"law": "x" * 201, "note": "Because"}, "Too long: it has 201 characters"),
    ],
)
def test_what_a_notice_lacks_is_said_and_all_is_kept(
    app: Flask, fields: dict[str, Any], said: str, htmx: bool
) -> None:
    comment = make.comment(make.article())

    answer = report(reader(app), comment, "illegal", htmx=htmx, **fields)

    page = Page(answer.text)
    assert answer.status_code == 422
    assert any(each.startswith(said) for each in page.words(".errors a"))
    assert page.words("textarea") == [" ".join(fields.get("note", "").split())]
    assert page.values("input[name=law]", "value") == [fields.get("law", "")]
    assert page.has("details.law[open]")
    assert htmx or not problems(answer.text)
    assert not notices()


def test_with_htmx_the_receipt_stands_in_the_slot(app: Flask) -> None:
    comment = make.comment(make.article())

    answer = report(reader(app), comment, "illegal", htmx=True, **LAW)

    [way] = Page(answer.text).values(".said a", "href")
    assert answer.status_code == 201
    assert reader(app, 3).get(way).status_code == 200


def test_what_readers_have_hidden_can_still_be_against_the_law(app: Flask) -> None:
    comment = make.comment(make.article())
    for network in (1, 2, 3):
        report(reader(app, network), comment)

    report(reader(app, 4), comment, "illegal", **LAW)

    assert now_of(comment).status == Status.HELD
    assert len(notices()) == 1


def test_what_its_writer_deletes_answers_the_notice(app: Flask) -> None:
    make.article(slug="bread")
    writer = reader(app, 7)
    comment = written(writer, "bread")
    address = report(reader(app), comment, "illegal", **LAW).headers["Location"]

    take_back(writer, comment)

    page = Page(reader(app).get(address).text)
    assert page.words(".said") == ["Its writer has deleted the comment."]
    assert notices()[0].why == ""
