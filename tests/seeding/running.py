"""Runs ``flask seed``, and looks at what came of it."""

from pathlib import Path

from click.testing import Result
from flask import Flask
from sqlalchemy import func, select

from opinion.articles.models import Article
from opinion.comments.models import Comment
from opinion.database import db
from opinion.seeding.commands import seed
from tests.seeding.reading import LONG

SAVED_PAGE = Path(__file__).with_name("saved_page.txt")
LETTER = f"---\ntitle: A letter\nauthor: Sample Writer\n---\n{LONG}\n"
TALK = "- {name: Reader One, text: I agree., after: 1}\n"


def run(app: Flask, *arguments: str | Path) -> Result:
    """Run ``flask seed`` with ``arguments``."""
    return app.test_cli_runner().invoke(seed, [str(argument) for argument in arguments])


def titles() -> list[str]:
    """Return the headlines of all articles, in order."""
    return list(db.session.scalars(select(Article.title).order_by(Article.title)))


def number_of_comments() -> int | None:
    """Return how many comments there are."""
    return db.session.scalar(select(func.count(Comment.id)))
