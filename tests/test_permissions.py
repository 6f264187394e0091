"""Who may do what: every question that permissions answer, for each kind of article and comment."""

import inspect
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from opinion import permissions
from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.models import Comment, Status
from opinion.people.models import Person, Role
from opinion.permissions import (
    may_administer,
    may_comment,
    may_edit_site,
    may_moderate,
    may_read,
    may_reply,
)
from tests import make


def in_an_hour() -> Article:
    return make.article(published_at=now() + timedelta(hours=1))


OPEN: dict[str, Callable[[], Article]] = {
    "public": make.article,
    "closing later": lambda: make.article(comments_close_at=now() + timedelta(hours=1)),
}
SHUT: dict[str, Callable[[], Article]] = {
    "closed": lambda: make.article(comments_close_at=now() - timedelta(hours=1)),
    "draft": lambda: make.article(is_draft=True),
    "scheduled": in_an_hour,
}
STATES = {
    # what may be done with a comment:   read by all, by its writer, replied to
    Status.PUBLISHED: (True, True, True),
    Status.HELD: (False, True, False),
    Status.SPAM: (False, False, False),
    Status.REMOVED: (False, False, False),
    Status.DELETED: (False, False, False),
}


def written(under: Article, status: Status, guest: str | None = "writer") -> Comment:
    """Return a comment as its writer left it; the database does not know the writer."""
    comment = make.comment(under, status=status)
    comment.writer = guest
    return comment


@pytest.mark.parametrize("kind", OPEN)
def test_everybody_may_comment_on_what_is_public_and_open(app: Flask, kind: str) -> None:
    assert may_comment(OPEN[kind](), now())


@pytest.mark.parametrize("kind", SHUT)
def test_nobody_may_comment_or_reply_where_it_is_not(app: Flask, kind: str) -> None:
    article = SHUT[kind]()
    comment = make.comment(article)

    assert not may_comment(article, now())
    assert not may_reply(article, comment, now())


@pytest.mark.parametrize("status", Status)
def test_who_may_read_and_answer_a_comment(app: Flask, status: Status) -> None:
    article = make.article()
    comment = written(article, status)

    for_all, for_its_writer, to_reply = STATES[status]
    assert may_read(comment, None) == for_all
    assert may_read(comment, "somebody else") == for_all
    assert may_read(comment, "writer") == for_its_writer
    assert may_reply(article, comment, now()) == to_reply


def test_a_comment_without_a_writer_is_nobodys(app: Flask) -> None:
    held = written(make.article(), Status.HELD, guest=None)

    assert not may_read(held, None)
    assert not may_read(held, "")
    assert not may_read(held, "None")


def test_a_reply_stands_under_the_article_of_its_parent(app: Flask) -> None:
    one, other = make.article(), make.article()

    assert not may_reply(one, make.comment(other), now())


def test_every_question_is_asked_here() -> None:
    questions = {name for name, _ in inspect.getmembers(permissions, inspect.isfunction)}

    asked = {"may_comment", "may_read", "may_reply"}
    of_its_writer = {"is_own", "may_edit", "may_delete", "may_remove_name"}
    # the latter in tests/comments/test_rights.py
    of_others = {"may_vote", "may_see_score", "may_report"}  # in tests/comments/test_reacting.py
    of_staff = {"may_moderate", "may_edit_site", "may_administer"}
    of_decisions = {"may_undo", "may_object", "may_answer"}  # in tests/moderation
    of_sanctions = {"may_impose", "may_object_to_sanction"}  # in tests/moderation
    everything = asked | of_its_writer | of_others | of_staff | of_decisions | of_sanctions
    assert questions - {"_stands", "_has_rank"} == everything, "ask the new one too"


def test_each_role_may_do_what_those_below_it_may() -> None:
    def rights(role: Role | None) -> list[bool]:
        person = Person(role=role)
        return [may_moderate(person), may_edit_site(person), may_administer(person)]

    assert [rights(role) for role in (None, *Role)] == [
        [False, False, False],
        [True, False, False],
        [True, True, False],
        [True, True, True],
    ]
    assert [may_moderate(None), may_edit_site(None), may_administer(None)] == [False] * 3
