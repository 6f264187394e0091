"""What a guest does with what they wrote: by the browser's cookie, or by their private link."""

import re
from datetime import timedelta
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from opinion.clock import now
from opinion.comments.models import Comment
from opinion.database import db, writing
from tests.comments.sending import HTMX, send

ORIGIN = {"Origin": "http://localhost"}
LINK = re.compile(r'href="http://localhost(/manage/[\w-]+)"')


def written(client: FlaskClient, slug: str, **fields: Any) -> Comment:
    """Post a comment with ``client``, and return it."""
    assert send(client, slug, **fields).status_code == 303
    return newest()


def newest() -> Comment:
    db.session.expire_all()
    return db.session.scalars(select(Comment).order_by(Comment.id.desc()).limit(1)).one()


def link_in(answer: TestResponse) -> str:
    """Return the address of the private link that an answer shows; empty where it shows none."""
    found = LINK.search(answer.text)
    return found[1] if found else ""


def shown_link(client: FlaskClient, slug: str) -> str:
    """Return the private link that the page shows after a first comment."""
    return link_in(client.get(f"/articles/{slug}"))


def edit(
    client: FlaskClient, comment: Comment, text: str, *, below: str = "", seen: int = 0, **more: Any
) -> TestResponse:
    """Send the edit form: by the cookie, or below a private link."""
    headers = ORIGIN | (HTMX if more.pop("htmx", False) else {})
    data = {"text": text, "seen": str(seen), **more}
    return client.post(f"{below}/comments/{comment.id}/edit", data=data, headers=headers)


def take_back(
    client: FlaskClient,
    comment: Comment,
    what: str = "comment",
    *,
    below: str = "",
    htmx: bool = False,
) -> TestResponse:
    """Send the form that deletes a comment, or takes the name off it."""
    headers = ORIGIN | (HTMX if htmx else {})
    address = f"{below}/comments/{comment.id}/withdrawal"
    return client.post(address, data={"what": what}, headers=headers)


def targets(answer: TestResponse) -> list[str]:
    """Return which parts of the page an answer to htmx replaces."""
    return re.findall(r'<hx-partial hx-target="([^"]+)"', answer.text)


def aged(comment: Comment, **span: int) -> None:
    """Let ``comment`` have been posted earlier."""
    with writing():
        db.session.get_one(Comment, comment.id).posted_at = now() - timedelta(**span)
