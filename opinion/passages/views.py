"""The door to a passage: what is said about one paragraph of an article."""

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from opinion.articles.finding import public_articles, with_body
from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.threads import NoSuchPlaceError, page_about
from opinion.comments.writers import current_asker, current_viewer
from opinion.database import db
from opinion.kept_pages.declaring import Shows, kept
from opinion.languages import speak
from opinion.passages.finding import passage_of
from opinion.permissions import may_comment
from opinion.text import excerpt
from opinion.web.arguments import place_asked

BRIEF = 140  # characters
blueprint = Blueprint("passages", __name__, url_prefix="/articles/<slug>/passages")


@blueprint.app_template_filter()
def brief(text: str) -> str:
    """Return the beginning of a text, in one line."""
    return excerpt(text, BRIEF)


@blueprint.get("/<block>")
@kept(Shows.ARTICLE)
def show(slug: str, block: str) -> ResponseReturnValue:
    """Show a paragraph, the threads about it, and the form; or those about earlier versions."""
    article: Article = db.first_or_404(
        with_body(public_articles(now()).where(Article.slug == slug))
    )
    speak(article.language)
    passage = passage_of(article, block)
    if passage is None:
        abort(404)
    after, before = place_asked("after"), place_asked("before")
    try:
        page = page_about(article, block, current_viewer(), after=after, before=before)
    except NoSuchPlaceError:
        abort(404)
    return render_template(
        "passages/passage.html",
        article=article,
        passage=passage,
        page=page,
        quoted=passage.quote,
        form=current_asker().fresh_form(block=block),
        is_open=may_comment(article, now()),
    )
