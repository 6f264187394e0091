"""What a writer may do with their own comment: every state, every asker, both sides of a window."""

from datetime import timedelta

import pytest
from flask import Flask

from opinion.clock import now
from opinion.comments.models import Comment, Status
from opinion.permissions import is_own, may_delete, may_edit, may_read, may_remove_name
from tests import make

EDITING, DELETING = timedelta(minutes=15), timedelta(days=14)
SECOND = timedelta(seconds=1)
STRANGERS = [None, "", "None", "somebody else"]
ROWS = {
    # age of a comment that stands:  edit, delete, remove name
    timedelta(): (True, True, False),
    EDITING: (True, True, False),
    EDITING + SECOND: (False, True, False),
    DELETING: (False, True, False),
    DELETING + SECOND: (False, False, True),
    timedelta(days=-365): (True, True, False),  # the clock was set back
}


def rights(comment: Comment, guest: str | None, age: timedelta) -> tuple[bool, bool, bool]:
    at = comment.posted_at + age
    return (
        may_edit(comment, guest, at, EDITING),
        may_delete(comment, guest, at, DELETING),
        may_remove_name(comment, guest, at, DELETING),
    )


def owned(status: Status = Status.PUBLISHED, guest: str | None = "writer") -> Comment:
    """Return a comment as its writer left it; the database does not know the writer."""
    comment = make.comment(make.article(), status=status)
    comment.writer = guest
    return comment


@pytest.mark.parametrize("status", [Status.PUBLISHED, Status.HELD])
@pytest.mark.parametrize("age", ROWS, ids=str)
def test_its_writer_may(app: Flask, status: Status, age: timedelta) -> None:
    assert rights(owned(status), "writer", age) == ROWS[age]


@pytest.mark.parametrize("status", [Status.SPAM, Status.REMOVED, Status.DELETED])
@pytest.mark.parametrize("age", ROWS, ids=str)
def test_what_was_taken_away_is_out_of_its_writers_hands(
    app: Flask, status: Status, age: timedelta
) -> None:
    assert rights(owned(status), "writer", age) == (False, False, False)


@pytest.mark.parametrize("guest", STRANGERS)
@pytest.mark.parametrize("owner", [None, "", "writer"])
def test_nobody_else_may(app: Flask, guest: str | None, owner: str | None) -> None:
    comment = owned(guest=owner)

    assert not is_own(comment, guest)
    for age in ROWS:
        assert rights(comment, guest, age) == (False, False, False)


@pytest.mark.parametrize("owner", [None, ""])
def test_nobodys_comment_is_read_by_no_stranger(app: Flask, owner: str | None) -> None:
    comment = owned(Status.HELD, guest=owner)

    assert not any(may_read(comment, guest) for guest in STRANGERS)


@pytest.mark.parametrize("status", Status)
def test_a_reply_of_any_kind_ends_editing_and_nothing_else(app: Flask, status: Status) -> None:
    article = make.article()
    comment = make.comment(article)
    make.comment(article, parent=comment, status=status)
    comment.writer = "writer"

    assert rights(comment, "writer", timedelta()) == (False, True, False)


def test_a_reply_to_the_deepest_level_ends_editing_too(app: Flask) -> None:
    article = make.article()
    deepest = make.comment(article)
    for _ in range(11):
        deepest = make.comment(article, parent=deepest)

    make.comment(article, parent=deepest)

    assert deepest.depth == 12
    assert deepest.children == 1


def test_a_window_of_nothing_is_closed(app: Flask) -> None:
    comment = owned()

    assert not may_edit(comment, "writer", now() + SECOND, timedelta())
