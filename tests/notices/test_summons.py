"""Mail to the staff about what waits: who is told of what, and what the mail says."""

from datetime import timedelta

import pytest
from flask import Flask

from opinion.clock import now
from opinion.comments.models import Comment, Status
from opinion.database import db, writing
from opinion.moderation.deciding import Verdict
from opinion.people.models import Role
from opinion.screening.reasons import Why, reason
from tests import make
from tests.comments.reactors import reader, report
from tests.moderation.mailed import MIA, confirm, ways_in
from tests.moderation.queueing import held, reported, state_of
from tests.moderation.ruling import moderator, rule, undone
from tests.moderation.test_legal_notices import LAW
from tests.notices.asking import html_of, text_of
from tests.notices.mailing import deliver, follower, later, states, waiting
from tests.notices.server import MailServer
from tests.pages import problems
from tests.people.readers import comment_by


def recipients(smtp: MailServer) -> list[str]:
    return sorted(str(each["To"]) for each in smtp.received)


@pytest.mark.usefixtures("each_database")
def test_all_of_the_staff_are_told_of_what_is_held_and_nobody_else(
    app: Flask, smtp: MailServer
) -> None:
    make.person("reader@example.org")
    for role in Role:
        make.person(f"{role}@example.org", role=role)

    held(make.article())
    deliver(app)

    assert recipients(smtp) == ["admin@example.org", "editor@example.org", "moderator@example.org"]


def test_it_says_what_waits_and_why_and_its_links_decide(app: Flask, smtp: MailServer) -> None:
    moderator()
    comment = held(make.article("Bread"), "Look at http://evil.test/x now.\n\n" + "word " * 300)
    with writing():
        loaded = db.session.get_one(Comment, comment.id)
        loaded.held_for = [reason(Why.FIRST, approved=0)]
    deliver(app)

    [mail] = smtp.received
    text, ways = text_of(mail), ways_in(smtp)
    assert mail["Subject"] == "A comment on “Bread” waits for a moderator"
    assert "Sample Reader wrote on “Bread”" in text
    assert "- No comment by its writer was approved so far." in text
    assert "> Look at […] now." in text
    assert 500 < text.count("word ") * 5 < 620
    assert "evil" not in text + html_of(mail)
    assert list(ways) == ["Approve", "Remove", "Spam"]
    assert f"See it in the queue: http://localhost/moderation/comments/{comment.id}" in text
    assert all(way in html_of(mail) for way in ways.values())
    assert not problems(html_of(mail))
    assert confirm(app.test_client(), ways["Spam"]).status_code == 303
    assert state_of(comment) == "spam"


def test_a_report_and_a_law_are_told_in_their_readers_words(app: Flask, smtp: MailServer) -> None:
    moderator()
    article = make.article()
    reported(make.comment(article), note="Rude at www.evil.test")
    report(reader(app), make.comment(article), "illegal", **LAW)
    deliver(app)

    first, second = (text_of(each) for each in smtp.received)
    assert "- Reported: insult" in first
    assert "- Rude at […]" in first
    assert "Let it stand" in first
    assert f"- Against the law, somebody says: {LAW['law']}" in second
    assert second.count("It calls me a thief. I am none.") == 1
    assert "- Reported:" not in second


def test_a_wait_is_told_once_and_the_next_one_again(app: Flask, smtp: MailServer) -> None:
    moderator()
    comment = make.comment(make.article())
    for by in "abcd":
        reported(comment, by)
    assert waiting() == 1

    rule(comment, Verdict(Status.PUBLISHED))
    reported(comment, "e")

    assert waiting() == 2
    deliver(app)
    assert len(smtp.received) == 1  # the first wait is over, and nothing is said twice


def test_who_wrote_it_or_held_it_is_not_told(app: Flask) -> None:
    mia, bo = moderator(), moderator("bo")
    reported(comment_by(mia, make.article()))
    assert waiting() == 1  # to the other

    comment = make.comment(make.article())
    rule(comment, Verdict(Status.HELD), by=bo)

    assert waiting() == 2
    removed = make.comment(make.article())
    rule(removed, Verdict(Status.REMOVED, law="§ 185 StGB"), by=bo)
    undone(removed, by=bo)
    assert waiting() == 2


def test_what_was_decided_before_the_mail_left_is_left_out(app: Flask, smtp: MailServer) -> None:
    moderator()
    article = make.article()
    gone = held(article, "Decided")
    rule(gone, Verdict(Status.PUBLISHED))
    deliver(app)
    assert (smtp.received, states()) == ([], ["dropped"])


def test_five_come_at_once_and_the_rest_in_an_hours_digest(app: Flask, smtp: MailServer) -> None:
    moderator()
    article = make.article()
    for number in range(5):
        held(article, f"At once {number}")
        deliver(app)
    assert len(smtp.received) == 5

    more = [held(article, f"Later {number}") for number in range(24)]
    deliver(app)
    assert len(smtp.received) == 5
    make.decided(more[0], Status.PUBLISHED)
    later(timedelta(hours=1, minutes=1))
    deliver(app)

    [digest] = smtp.received[5:]
    text = text_of(digest)
    assert digest["Subject"] == "23 comments wait for a moderator on Opinion"
    assert "Later 0" not in text
    assert text.count("\nApprove: ") == 20
    assert "And 3 more comments." in text
    assert "Queue: http://localhost/moderation" in text.splitlines()
    assert not problems(html_of(digest))


def test_more_than_five_at_once_come_as_one(app: Flask, smtp: MailServer) -> None:
    moderator()
    article = make.article()
    for number in range(6):
        held(article, f"Number {number}")
    deliver(app)

    assert [str(each["Subject"]) for each in smtp.received] == [
        "6 comments wait for a moderator on Opinion"
    ]


def test_what_is_followed_has_digests_of_its_own(app: Flask, smtp: MailServer) -> None:
    moderator()
    article = make.article()
    follower(article, MIA)
    for number in range(3):
        make.comment(article, f"News {number}")
        held(article, f"Waits {number}")
    deliver(app)

    assert len(smtp.received) == 6


def test_it_speaks_the_language_of_the_site(
    environment: dict[str, str], request: pytest.FixtureRequest, smtp: MailServer
) -> None:
    environment["OPINION_LANGUAGE"] = "de"
    app = request.getfixturevalue("app")
    moderator()
    held(make.article("Brot", language="en"))
    deliver(app)

    [mail] = smtp.received
    assert mail["Subject"] == "Ein Kommentar zu „Brot“ wartet auf die Moderation"
    assert list(ways_in(smtp)) == ["Freigeben", "Entfernen", "Spam"]
    assert 'lang="de"' in html_of(mail)
    page = app.test_client().get(ways_in(smtp)["Freigeben"])
    assert "Diesen Kommentar freigeben?" in page.text


def test_old_news_is_no_news(app: Flask, smtp: MailServer) -> None:
    moderator()
    comment = make.comment(make.article(), at=now() - timedelta(days=9), status=Status.HELD)
    deliver(app)

    assert (smtp.received, state_of(comment)) == ([], "held")
