"""What a comment is added to: the article, and the comment that the form says it answers."""

from functools import cache

from flask import abort
from sqlalchemy import Select, bindparam, select
from werkzeug.exceptions import Forbidden

from opinion.articles.finding import article_to_join
from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.finding import WITHOUT_PEOPLE, Viewer, shown_comments
from opinion.comments.forms import ReplyForm
from opinion.comments.models import Comment
from opinion.database import db
from opinion.languages import speak
from opinion.people.signing_in import current_writer
from opinion.web.arguments import number_or_none


def article_to_add_to(slug: str) -> Article:
    """Return the article at ``slug``, locked, and speak its language. Answers 404 without one."""
    found = db.session.scalars(article_to_join(), {"slug": slug, "at": now()})
    article = found.unique().one_or_none() or abort(404)
    speak(article.language)
    return article


def parent_to_answer(article: Article, form: ReplyForm) -> Comment | None:
    """Return the comment that the form answers, in whatever state; None: it answers ``article``.

    Raises:
        Forbidden: there is no such comment under it.
    """
    if not form.parent.data:
        return None
    found = db.session.scalars(_numbered(), {"number": number_or_none(form.parent.data) or 0})
    parent = found.one_or_none()
    if parent is None or parent.article_id != article.id:
        raise Forbidden
    return parent


def parent_shown(article: Article, form: ReplyForm) -> Comment | None:
    """Return the comment that the form answers, None where it answers the article or a lost one."""
    number = number_or_none(form.parent.data)
    shown = shown_comments(article.id, Viewer(current_writer()))
    return db.session.scalar(shown.where(Comment.id == number)) if number else None


@cache
def _numbered() -> Select[tuple[Comment]]:
    """Select the comment ``number``: composed once."""
    return select(Comment).where(Comment.id == bindparam("number")).options(WITHOUT_PEOPLE)
