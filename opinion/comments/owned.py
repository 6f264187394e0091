"""What the conversation answers to a writer about their own comments."""

from collections.abc import Callable

from flask import Response, make_response, redirect, render_template, url_for
from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.badges import load_writers
from opinion.comments.branches import alone
from opinion.comments.finding import former_texts_of
from opinion.comments.forms import EditForm, WithdrawalForm
from opinion.comments.models import Comment
from opinion.comments.places import passage_over, root_of, topmost_gone
from opinion.comments.revising import (
    ChangedMeanwhileError,
    NotRevisedError,
    TooOftenError,
)
from opinion.comments.threads import page_about
from opinion.comments.writers import current_viewer
from opinion.database import BusyError, db
from opinion.moderation.sanction_words import barred_words
from opinion.moderation.sanctions import Sanction
from opinion.permissions import may_comment
from opinion.screening.ladder import StoppedError
from opinion.screening.reasons import Reason, Why
from opinion.screening.wording import what_to_change
from opinion.web.answers import wants_parts

FORBIDDEN, CONFLICT, UNFIT, BUSY = 403, 409, 422, 503
BUSY_WAIT = "5"  # seconds


def edit_page(
    comment: Comment, form: EditForm, *, status: int = 200, problem: str = "", preview: str = ""
) -> Response:
    """Answer with the comment and, in its place for forms, the form to change it."""
    form.seen.data = str(former_texts_of(comment.id).versions)
    shown = {"problem": problem, "preview": preview, "is_locked": status == FORBIDDEN}
    return _around(comment, status, edit_form=form, **shown)


def edit_refused(number: int, form: EditForm, why: Exception) -> Response:
    """Answer an edit that could not be made: the form, the text still in it, and the reason."""
    comment = fresh(number)
    if isinstance(why, BusyError):
        sentence = gettext(
            "Too much is being written just now. Your text is still here: please send it again "
            "in a few seconds."
        )
        response = edit_page(comment, form, status=BUSY, problem=sentence)
        response.headers["Retry-After"] = BUSY_WAIT
        return response
    if isinstance(why, StoppedError):
        return _stopped(comment, form, why.verdict.reason)
    if isinstance(why, ChangedMeanwhileError):
        sentence = gettext(
            "Your comment was changed meanwhile, in another window perhaps. If you save once more, "
            "this text takes the place of that one."
        )
        return edit_page(comment, form, status=CONFLICT, problem=sentence)
    if isinstance(why, TooOftenError):
        sentence = gettext("You changed this comment so often that it stays as it is now.")
        return edit_page(comment, form, status=FORBIDDEN, problem=sentence)
    if isinstance(why, NotRevisedError):
        sentence = gettext("You wrote the same in another comment, in the same place.")
        return edit_page(comment, form, status=CONFLICT, problem=sentence)
    return edit_page(comment, form, status=FORBIDDEN, problem=too_late())


def _stopped(comment: Comment, form: EditForm, reason: Reason) -> Response:
    """Answer what the ladder said of an edit: words to change, or that nothing is taken."""
    if reason["why"] != Why.BARRED:
        return edit_page(comment, form, status=UNFIT, problem=what_to_change(reason))
    sentence = barred_words(db.session.get_one(Sanction, reason["number"]))
    kept = gettext("Your text is still here, to copy.")
    sentence = f"{sentence} {kept}"
    return edit_page(comment, form, status=FORBIDDEN, problem=sentence)


def withdrawal_page(
    comment: Comment, what: str, *, status: int = 200, problem: str = ""
) -> Response:
    """Answer with the comment and the question whether to take it, or its name, back."""
    form = WithdrawalForm(formdata=None, what=what)
    return _around(comment, status, withdrawal_form=form, problem=problem)


def locked(comment: Comment) -> Response:
    """Answer that nothing, or not this, can be done with the comment any more."""
    page = render_template("comments/locked.html", comment=comment, article=article_of(comment))
    return make_response(page, FORBIDDEN)


def revised(number: int, location: Callable[[Comment], str]) -> Response:
    """Answer a change of a comment's text or name: it stands changed in its place."""
    comment = fresh(number)
    return _changed("comments/revised.html", comment, location)


def withdrawn(number: int, location: Callable[[Comment], str]) -> Response:
    """Answer a deletion: what is left in the place, be it nothing but the news."""
    comment = fresh(number)
    return _changed("comments/withdrawn.html", comment, location, gone=topmost_gone(comment))


def too_late() -> str:
    """Say why a comment can't be edited."""
    return gettext(
        "This comment can’t be edited any more: somebody has replied, or the time for it is over. "
        "Your text is still here, to copy."
    )


def fresh(number: int) -> Comment:
    """Load a comment, and what it replies to, as they are now."""
    return db.session.scalars(
        select(Comment).where(Comment.id == number).options(joinedload(Comment.parent))
    ).one()


def article_of(comment: Comment) -> Article:
    """Return the article that a comment stands under, with what its badge depends on."""
    article = db.session.get_one(Article, comment.article_id)
    load_writers([(comment, article)])
    return article


def _around(comment: Comment, status: int, **shown: object) -> Response:
    name = "comments/reopened.html" if wants_parts() else "comments/own.html"
    article = article_of(comment)
    shown["is_open"] = wants_parts() and may_comment(article, now())
    page = render_template(name, article=article, comment=comment, branch=alone(comment), **shown)
    response = make_response(page, status)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _changed(
    template: str, comment: Comment, location: Callable[[Comment], str], **shown: object
) -> Response:
    if not wants_parts():
        return make_response(redirect(location(comment), 303))
    article = article_of(comment)
    root = root_of(comment)
    passage = passage_over(root, article)
    page = None
    if passage and comment is root:
        page = page_about(article, passage.block, current_viewer())
    parts = render_template(
        template,
        article=article,
        comment=comment,
        branch=alone(comment, is_new=True),
        root=root,
        passage=passage,
        page=page,
        is_open=may_comment(article, now()),
        **shown,
    )
    return make_response(parts, 201)


def permalink_or_article(comment: Comment, article: Article) -> str:
    """Return the way to where the comment stands, or stood."""
    if comment.is_live or comment.is_held or comment.reply_count:
        return url_for("comments.show", slug=article.slug, number=comment.id)
    return url_for("articles.show", slug=article.slug, _anchor="comments")
