"""Reads the conversation as a program does, says what it got, and changes what there is to get."""

from typing import Any

from flask.testing import FlaskClient

from opinion.comments.models import Comment
from opinion.database import db, writing

API = "/api/v1/articles"
Value = dict[str, Any]


def got(client: FlaskClient, address: str) -> Value:
    """Return the data at ``address``, below the articles' or whole."""
    below = address if address.startswith(("/", "http")) else f"{API}/{address}"
    answer = client.get(below.removeprefix("http://localhost"))
    assert answer.status_code == 200, answer.text
    value: Value = answer.get_json()
    return value


def numbers(page: Value) -> list[int]:
    """Return which comments are on a page, in order."""
    return [comment["id"] for comment in page["comments"]]


def walked(client: FlaskClient, address: str) -> list[Value]:
    """Return all comments from ``address`` on, following every ``more`` and ``next``."""
    found: list[Value] = []
    waiting = [address]
    while waiting:
        page = got(client, waiting.pop())
        found += page["comments"]
        waiting += [rest["url"] for rest in page["more"]]
        waiting += [page["next"]] if page["next"] else []
    return found


def changed(comment: Comment, **fields: object) -> None:
    """Let ``comment`` be otherwise in the database."""
    with writing():
        loaded = db.session.get_one(Comment, comment.id)
        for name, value in fields.items():
            setattr(loaded, name, value)
