"""What the doors to mail share: their place, and how a link's key is read."""

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from opinion.articles.models import Article
from opinion.comments.forms import settings
from opinion.database import db
from opinion.languages import speak
from opinion.notices.keys import Purpose, key_in
from opinion.notices.models import Following

blueprint = Blueprint("notices", __name__)
PRIVATE = {"Cache-Control": "private, no-store"}


def about(found: Following, template: str, **context: object) -> ResponseReturnValue:
    """Answer with a page about a following, in the language of its mails."""
    speak(found.language)
    article = db.session.scalars(select(Article).where(Article.id == found.article_id)).one()
    page = render_template(template, following=found, article=article, **context)
    return page, PRIVATE


def gone() -> ResponseReturnValue:
    """Answer a link that has had its time (410)."""
    return render_template("notices/expired.html"), 410, PRIVATE


def key_of(token: str, purpose: Purpose) -> str:
    """Return the key in ``token``. Answers 404 where it is none of ours, or for another use."""
    key = key_in(secret(), purpose, token)
    if key is None:
        abort(404)
    return key


def secret() -> str:
    """Return the site's secret."""
    return settings().secret_key
