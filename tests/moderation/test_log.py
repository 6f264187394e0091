"""The public log and a year's figures: what was decided, without saying about whom."""

import csv
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import insert

from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.models import Status
from opinion.database import db, writing
from opinion.moderation.commands import report as report_command
from opinion.moderation.deciding import Verdict
from opinion.moderation.models import Decision
from tests import make
from tests.comments.reactors import reader, report
from tests.moderation.ruling import moderator, object_to, remove, rule, statement_of, undone
from tests.moderation.test_legal_notices import LAW
from tests.moderation.test_moderation_commands import run
from tests.pages import Page, problems
from tests.people.readers import signed_in
from tests.web.test_reading import counted

MOST = 6  # queries


@pytest.mark.usefixtures("each_database")
def test_the_log_says_what_and_why_and_nobodys_name(app: Flask) -> None:
    article = make.article("Bread", slug="bread")
    mia = moderator("mia")
    removed = make.comment(article, "You fool", name="Ann Rude")
    remove(removed, mia, words="Dear Ann", note="Again")
    undone(removed, mia)
    rule(make.comment(article, name="Bea Seller"), Verdict(Status.SPAM), mia)
    remove(make.comment(make.article("Secret", is_draft=True)), mia)

    answer = app.test_client().get("/log")

    page = Page(answer.text)
    assert [line.split(maxsplit=1)[0] for line in page.words(".figures tbody th")] == [
        "insult",
        "spam",
    ]
    assert page.words(".figures tbody td:nth-child(3)") == ["2", "1"]
    assert page.words(".figures tbody td:nth-child(4)") == ["1", "0"]
    assert "Taken for spam · By a moderator. Rule: spam." in page.words(".log p")
    assert "Put back · By a moderator. That took back the decision before." in page.words(".log p")
    for hidden in ("Ann", "Bea", "Mia", "mia@", "You fool", "Again", "Secret"):
        assert hidden not in answer.text
    assert page.values(".log a", "href") == ["/articles/bread"] * 3
    assert answer.headers["Cache-Control"].startswith("public")
    assert "Set-Cookie" not in answer.headers
    assert not problems(answer.text)


@pytest.mark.usefixtures("each_database")
def test_the_log_comes_in_pages_and_few_queries(app: Flask) -> None:
    article = make.article()
    comment = make.comment(article)
    fill(article, comment.id, 120)
    client = app.test_client()

    seen: list[str] = []
    address = "/log"
    for _ in range(3):
        with counted() as asked:
            page = Page(client.get(address).text)
        assert len(asked) <= MOST, asked
        seen += page.words(".log li")
        [address] = page.values("nav a[rel=next]", "href") or [""]

    assert (len(seen), address) == (120, "")
    assert client.get("/log?before=x").status_code == 404


def fill(article: Article, comment: int, how_many: int) -> None:
    """Store many decisions about one comment."""
    rows = [
        {
            "key": f"{number:022}",
            "comment_id": comment,
            "article_id": article.id,
            "at": now() - timedelta(minutes=how_many - number),
            "decided_by": "moderator",
            "former": "published",
            "status": "held",
            "law": "",
            "words": "",
            "note": "",
        }
        for number in range(how_many)
    ]
    with writing():
        db.session.execute(insert(Decision), rows)


@pytest.mark.usefixtures("each_database")
def test_a_year_in_figures(app: Flask) -> None:
    article, browser = make.article(), app.test_client()
    wrong = make.comment(article)
    address = statement_of(browser, remove(wrong))
    object_to(browser, address, "No, it isn't.")
    run(app, "answer", 1, "--reversed", "--words", "Sorry.")
    held = make.comment(article)
    for network in (1, 2, 3):
        report(reader(app, network), held, "illegal" if network == 3 else "insult", **LAW)
    rule(held, Verdict(Status.REMOVED, law="§ 185 StGB"))

    year = now().year
    lines = figures(app, year)
    table = run_report(app, "--year", str(year))
    nothing = figures(app, year - 1)

    assert lines["reports received", "insult"] == "2"
    assert lines["notices naming a law", "§ 185 StGB"] == "1"
    assert lines["notices naming a law", "median hours to a decision"] == "0.0"
    assert lines["decided by moderators", "removed"] == "2"
    assert lines["decided by moderators", "published"] == "1"
    assert lines["decided by automated means", "held"] == "1"
    assert lines["taken away, by rule", "illegal"] == "1"
    assert lines["taken away, by rule", "a law was named"] == "1"
    assert lines["taken back", "comments restored"] == "1"
    assert (lines["objections", "received"], lines["objections", "reversed"]) == ("1", "1")
    assert "objections\n    received" in table
    assert set(nothing.values()) == {"0"}


def figures(app: Flask, year: int) -> dict[tuple[str, str], str]:
    """Return the figures of a year, as a spreadsheet reads them."""
    head, *rows = csv.reader(run_report(app, "--year", str(year), "--csv").splitlines())
    assert head == ["section", "what", "number"]
    return {(section, name): number for section, name, number in rows}


def run_report(app: Flask, *words: str) -> str:
    db.session.rollback()
    result = app.test_cli_runner().invoke(report_command, list(words))
    assert result.exit_code == 0, result.output
    return result.output


def test_staff_find_the_ways_to_their_other_pages_on_the_log(app: Flask) -> None:
    answer = signed_in(app, moderator("mia")).get("/log")

    page = Page(answer.text)
    assert page.words(".staff-nav [aria-current]") == ["Public log"]
    assert answer.headers["Cache-Control"].startswith("private")
    assert not problems(answer.text)
    stranger = app.test_client().get("/log")
    assert not Page(stranger.text).has(".staff-nav")
    assert stranger.headers["Cache-Control"].startswith("public")


@pytest.mark.parametrize("address", ["/", "/articles/bread", "/comments", "/session", "/nowhere"])
def test_every_page_leads_to_rules_log_and_privacy(app: Flask, address: str) -> None:
    make.article(slug="bread")

    page = Page(app.test_client().get(address).text)

    assert {"/rules", "/log", "/privacy"} <= set(page.values(".footer a", "href"))
