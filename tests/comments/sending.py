"""Sends comments as the form under an article does."""

from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from opinion.comments.models import Comment
from opinion.database import db

HTMX = {"HX-Request": "true"}


def send(client: FlaskClient, slug: str, *, htmx: bool = False, **fields: object) -> TestResponse:
    data = {"name": "Sample Reader", "text": "I see it otherwise.", **fields}
    headers = {"Origin": "http://localhost", **(HTMX if htmx else {})}
    return client.post(f"/articles/{slug}/comments", data=data, headers=headers)


def how_many() -> int:
    return db.session.scalar(select(func.count()).select_from(Comment)) or 0
