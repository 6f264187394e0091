"""What all doors of the room share: its addresses, and finding what an address names."""

from typing import Any

from flask import Blueprint, abort, url_for
from flask_babel import gettext

from opinion import permissions
from opinion.articles.finding import article_in_short
from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.badges import Badge, badges
from opinion.comments.finding import shown_comments
from opinion.comments.models import Comment, Status
from opinion.comments.writers import current_viewer
from opinion.database import db
from opinion.languages import speak
from opinion.people.signing_in import current_writer
from opinion.permissions import may_read
from opinion.text import excerpt

blueprint = Blueprint("comments", __name__, url_prefix="/articles/<slug>")


@blueprint.app_template_global()
def is_readable(comment: Comment) -> bool:
    """Whether the asker may read the text of ``comment``."""
    return may_read(comment, current_writer())


@blueprint.app_template_filter("excerpt")
def excerpt_of(text: str, limit: int) -> str:
    """Return the beginning of a text, in one line of at most ``limit`` characters."""
    return excerpt(text, limit)


@blueprint.app_template_global()
def is_own(comment: Comment) -> bool:
    """Whether the asker wrote ``comment``."""
    return permissions.is_own(comment, current_writer())


@blueprint.app_template_global()
def name_on(comment: Comment) -> str:
    """Return the name that ``comment`` is shown under: its writer's, while it is to be read."""
    return name_where(comment, is_readable(comment))


def name_where(comment: Comment, is_readable: bool) -> str:
    """Return that name, where it is known already whether the asker may read ``comment``."""
    if is_readable:
        return comment.name or gettext("a former reader")
    is_deleted = comment.status == Status.DELETED
    return gettext("a deleted comment") if is_deleted else gettext("a removed comment")


@blueprint.app_template_global()
def numbered(endpoint: str, **values: Any) -> str:
    """Return the address of ``endpoint`` with ``%d`` for the number, filled in for each comment."""
    before, _, after = url_for(endpoint, number=0, **values).replace("%", "%%").rpartition("0")
    return f"{before}%d{after}"


@blueprint.app_template_global()
def badges_on(comment: Comment, article: Article) -> list[Badge]:
    """Return what stands beside the name on ``comment``, which the asker may read."""
    return badges(comment, article)


def find_article(slug: str) -> Article:
    """Return the article at ``slug``, and speak its language. Answers 404 where there is none."""
    found = db.session.scalars(article_in_short(), {"slug": slug, "at": now()})
    article = found.unique().one_or_none() or abort(404)
    speak(article.language)
    return article


def find_comment(article: Article, number: int) -> Comment:
    """Return a comment that has a place on the asker's page. Answers 404 where there is none."""
    shown = shown_comments(article.id, current_viewer())
    comment: Comment = db.first_or_404(shown.where(Comment.id == number))
    return comment
