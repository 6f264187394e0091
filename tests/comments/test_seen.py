"""What is seen of a comment: all that its HTML is made from, and nothing that is for others."""

from datetime import timedelta

import pytest
from flask import Flask

from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.badges import load_writers
from opinion.comments.branches import Branch
from opinion.comments.finding import STRANGER, Viewer
from opinion.comments.models import Comment, Status
from opinion.comments.threads import Sort, threads_of
from opinion.comments.views.seen import Seen, lines_of, seen_in
from opinion.database import db
from opinion.moderation.models import Rule
from opinion.people.models import Person
from opinion.people.signing_in import act_as
from tests import make
from tests.moderation.ruling import moderator
from tests.people.readers import signed_in
from tests.people.vouched import written_by
from tests.plans import asking


@pytest.fixture
def bread(app: Flask) -> Article:
    return make.article(slug="bread")


@pytest.fixture
def gone(bread: Article) -> Comment:
    """A comment that was removed, with a reply to it."""
    comment = make.comment(bread, "A word that nobody may read.", name="Ann One")
    make.comment(bread, "What was that?", parent=comment, name="Ben Two")
    make.decided(comment, Status.REMOVED, Rule.INSULT)
    return comment


def seen(article: Article, viewer: Viewer = STRANGER) -> tuple[Seen, ...]:
    branches = threads_of(article, Sort.OLDEST, viewer).branches
    load_writers((branch.comment, article) for branch in branches)
    return seen_in(branches, article)


@pytest.mark.usefixtures("gone")
def test_a_stranger_sees_nothing_of_what_was_removed(app: Flask, bread: Article) -> None:
    with app.test_request_context():
        [thread] = seen(bread)

    assert "Ann One" not in repr(thread)
    assert "nobody may read" not in repr(thread)
    assert thread.rule == Rule.INSULT
    assert [reply.parent_name for reply in thread.replies] == ["a removed comment"]


@pytest.mark.usefixtures("gone")
def test_staff_see_what_is_hidden_apart_from_the_rest(app: Flask, bread: Article) -> None:
    cookie = signed_in(app, moderator()).get_cookie("opinion-session")
    assert cookie

    with app.test_request_context(headers={"Cookie": f"opinion-session={cookie.value}"}):
        [thread] = seen(bread)

    assert not thread.is_readable
    assert thread.html == ""
    assert thread.hidden
    assert (thread.hidden.name, thread.hidden.reasons) == ("Ann One", ())
    assert "nobody may read" in thread.hidden.html


def test_a_stranger_may_do_with_all_comments_the_same(app: Flask, bread: Article) -> None:
    make.comment(bread, "One.")
    make.comment(bread, "Two.")

    with app.test_request_context():
        one, two = seen(bread)

    assert one.dealings is two.dealings
    assert one.dealings.votes
    assert not one.dealings.rights


def test_a_writer_may_change_their_own_comment_and_not_vote_on_it(
    app: Flask, bread: Article
) -> None:
    person: Person = make.person()
    written_by(person, bread)
    make.comment(bread, "By somebody else.")

    with app.test_request_context():
        act_as(person.writer)
        own, other = seen(bread, Viewer(person.writer))

    assert (own.dealings.is_own, own.dealings.rights.edit, own.dealings.votes) == (
        True,
        True,
        False,
    )
    assert (other.dealings.is_own, bool(other.dealings.rights), other.dealings.votes) == (
        False,
        False,
        True,
    )


def test_a_score_is_seen_once_it_is_shown(app: Flask, bread: Article) -> None:
    old = make.comment(bread, "Old.", at=now() - timedelta(days=1))
    young = make.comment(bread, "Young.")
    for each in (old, young):
        db.session.get_one(Comment, each.id).agree_count = 3

    with app.test_request_context():
        branches = [Branch(db.session.get_one(Comment, each.id)) for each in (old, young)]
        assert [each.score for each in seen_in(branches, bread)] == [3, 0]


def test_what_replies_answer_is_not_asked_for_where_it_is_on_the_page(
    app: Flask, bread: Article
) -> None:
    root = make.comment(bread, "A thread.", name="Ann One")
    reply = make.comment(bread, "A reply.", parent=root, name="Ben Two")
    make.comment(bread, "An answer.", parent=reply)

    with app.test_request_context(), asking() as asked:
        [thread] = seen(bread)

    assert thread.replies[0].parent_name == "Ann One"
    assert thread.replies[0].replies[0].parent_name == "Ben Two"
    assert len([each for each in asked if "FROM comments" in each.statement]) == 2


def test_an_outline_has_a_line_for_each_thread(app: Flask, bread: Article) -> None:
    root = make.comment(bread, "A thread.", name="Ann One")
    make.comment(bread, "A reply.", parent=root)

    with app.test_request_context():
        [line] = lines_of(seen(bread))

    assert (line.name, line.beginning, line.reply_count) == ("Ann One", "A thread.", 1)
