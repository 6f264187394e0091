"""Who is told what: once each, not about themselves, only what may be read; many as a digest."""

from datetime import timedelta

import pytest
from flask import Flask

from opinion.articles.finding import article_to_change
from opinion.clock import now
from opinion.comments.models import Comment, Status
from opinion.database import db, writing
from opinion.moderation.deciding import Decider, Verdict, decide
from opinion.moderation.models import Rule
from opinion.notices.models import Scope
from opinion.notices.telling import tell_private_link
from tests import make
from tests.notices.asking import text_of
from tests.notices.mailing import READER, deliver, follower, later, states, waiting
from tests.notices.server import MailServer

MINUTES = timedelta(minutes=1)


def decided(comment: Comment, status: Status) -> None:
    with writing():
        found = db.session.get_one(Comment, comment.id)
        article = db.session.scalars(article_to_change(comment.article_id)).one()
        decide(found, article, Verdict(status, Rule.OTHER), by=Decider())


def signed(comment: Comment, email: str, guest: str | None = None) -> Comment:
    """Give a stored comment its writer's address."""
    with writing():
        found = db.session.get_one(Comment, comment.id)
        found.email, found.writer = email, guest
    return found


@pytest.mark.usefixtures("each_database")
def test_who_follows_in_many_ways_is_told_once_in_the_closest(app: Flask, smtp: MailServer) -> None:
    article = make.article("Bread")
    root = make.comment(article)
    follower(article)
    follower(article, comment=root, scope=Scope.THREAD)
    follower(article, comment=root, scope=Scope.REPLIES)

    make.comment(article, parent=root, name="Bea")
    deliver(app)

    assert [str(each["Subject"]) for each in smtp.received] == ["Bea replied to you on “Bread”"]


def test_a_thread_brings_all_below_it_and_nothing_beside(app: Flask) -> None:
    article = make.article()
    root, other = make.comment(article), make.comment(article)
    follower(article, comment=root, scope=Scope.THREAD)

    reply = make.comment(article, parent=root)
    make.comment(article, parent=reply)
    make.comment(article, parent=other)

    assert waiting() == 2


def test_nobody_is_told_of_their_own_words(app: Flask) -> None:
    article = make.article()
    follower(article, "ann@example.org")
    follower(article, "bea@example.org", guest="key")
    for email, guest in (("Ann@Example.org", None), ("", "key")):
        decided(signed(make.comment(article, status=Status.HELD), email, guest), Status.PUBLISHED)

    assert waiting() == 2, "each of the other's"


def test_a_held_comment_is_told_once_it_is_published(app: Flask, smtp: MailServer) -> None:
    article = make.article()
    follower(article)
    comment = make.comment(article, status=Status.HELD)
    assert waiting() == 0

    for status in (Status.PUBLISHED, Status.REMOVED, Status.PUBLISHED):
        decided(comment, status)
    deliver(app)

    assert len(smtp.received) == 1


@pytest.mark.parametrize("status", [Status.REMOVED, Status.SPAM, Status.HELD])
def test_what_is_gone_before_the_mail_goes_is_not_told(
    app: Flask, smtp: MailServer, status: Status
) -> None:
    article = make.article()
    follower(article)
    comment = make.comment(article)

    decided(comment, status)
    deliver(app)

    assert not smtp.received
    assert states() == ["dropped"]


@pytest.mark.parametrize(
    ("status", "subject"),
    [
        (Status.PUBLISHED, "Your comment on “Bread” is published"),
        (Status.REMOVED, "Your comment on “Bread” was removed"),
        (Status.SPAM, None),
    ],
)
def test_a_writer_is_told_what_became_of_a_held_comment(
    app: Flask, smtp: MailServer, status: Status, subject: str | None
) -> None:
    article = make.article("Bread")
    comment = signed(make.comment(article, status=Status.HELD), READER)
    follower(article, comment=comment, scope=Scope.REPLIES)

    decided(comment, status)
    deliver(app)

    assert [str(each["Subject"]) for each in smtp.received] == ([subject] if subject else [])


def test_three_are_mails_and_more_in_an_hour_a_digest(app: Flask, smtp: MailServer) -> None:
    article = make.article()
    follower(article)
    for number in range(3):
        make.comment(article, f"Number {number}")
        deliver(app)
    assert len(smtp.received) == 3

    for number in range(3, 6):
        make.comment(article, f"Number {number}")
        deliver(app)
    assert (len(smtp.received), waiting()) == (3, 3)
    later(61 * MINUTES)
    deliver(app)

    digest = smtp.received[3]
    assert str(digest["Subject"]) == "3 new comments on Opinion"
    assert all(f"Number {number}" in text_of(digest) for number in range(3, 6))
    assert (len(smtp.received), waiting()) == (4, 0)


def test_many_at_once_are_a_digest_at_once(app: Flask, smtp: MailServer) -> None:
    article = make.article()
    follower(article)
    follower(article, "other@example.org")
    for _ in range(5):
        make.comment(article)

    deliver(app)

    assert [str(each["Subject"]) for each in smtp.received] == ["5 new comments on Opinion"] * 2


def test_old_news_is_dropped(app: Flask, smtp: MailServer) -> None:
    article = make.article()
    follower(article)
    make.comment(article)
    later(timedelta(days=4))

    deliver(app)

    assert (smtp.received, waiting()) == ([], 0)


def test_a_private_link_goes_to_the_writer_alone_and_is_wiped(app: Flask, smtp: MailServer) -> None:
    article = make.article("Bread")
    comments = [signed(make.comment(article), READER) for _ in range(7)]
    with writing():
        done = [
            tell_private_link(
                each, f"token-{each.id}", language="en", address_hash="x" * 22, at=now()
            )
            for each in comments
        ]
    assert done == [True] * 5 + [False] * 2

    deliver(app)

    assert f"http://localhost/manage/token-{comments[0].id}" in text_of(smtp.received[0])
    assert "List-Unsubscribe" not in smtp.received[0]
    assert not db.session.scalar(db.text("SELECT count(*) FROM notices WHERE secret != ''"))
