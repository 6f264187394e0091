"""The doors to reading: a comment's own address, a thread's own page, what is new."""

from flask import abort, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.arrivals import MOST, appeared_since, is_lively, newest_of
from opinion.comments.finding import shown_comments
from opinion.comments.forms import scored_until
from opinion.comments.models import Comment
from opinion.comments.places import place_of
from opinion.comments.threads import NoSuchPlaceError, Sort, page_before, roots_of, thread_of
from opinion.comments.views.room import blueprint, find_article, find_comment
from opinion.comments.writers import current_viewer
from opinion.database import db
from opinion.kept_pages.declaring import Shows, kept
from opinion.moderation.finding import last_decision
from opinion.people.carrying import keep_to_yourself
from opinion.people.signing_in import current_writer
from opinion.permissions import is_own, may_comment
from opinion.web.arguments import place_asked


@blueprint.get("/comments")
def index(slug: str) -> ResponseReturnValue:
    """Lead to the conversation, which stands under its article."""
    return redirect(url_for("articles.show", slug=slug, _anchor="comments"), 303)


@blueprint.get("/comments/<id:number>")
def show(slug: str, number: int) -> ResponseReturnValue:
    """Lead to the page that holds a comment, and to the comment on it.

    Where it has no place any more, its writer is led to what was decided about it.
    """
    article = find_article(slug)
    way = way_to_statement(article, number)
    if way:
        return keep_to_yourself(make_response(redirect(way, 302)))
    comment = find_comment(article, number)
    place = place_of(comment, article, current_viewer())
    anchor = f"comment-{comment.id}"
    if place.thread:
        page = url_for(
            "comments.thread", slug=slug, number=place.thread, after=place.after, _anchor=anchor
        )
    else:
        page = url_for("articles.show", slug=slug, after=place.after, _anchor=anchor)
    response = redirect(page, 302)
    response.headers["Cache-Control"] = "no-store"
    return response


def way_to_statement(article: Article, number: int) -> str:
    """Return where its writer reads why a comment has no place on their page; empty for others."""
    comment, viewer = db.session.get(Comment, number), current_viewer()
    if comment is None or comment.article_id != article.id or not is_own(comment, viewer.writer):
        return ""
    is_shown = shown_comments(article.id, viewer).where(Comment.id == number)
    if last_decision(number) is None or db.session.scalar(is_shown) is not None:
        return ""
    return url_for("statements.of_own", number=number)


@blueprint.get("/comments/new")
@kept(Shows.ARTICLE)
def new(slug: str) -> ResponseReturnValue:
    """Say how many comments appeared behind the query's ``after``, and lead to the first."""
    article = find_article(slug)
    numbers = appeared_since(article, place_asked("after") or 0, current_writer())
    if not numbers:
        return "", 204
    return render_template(
        "comments/new.html",
        article=article,
        first=numbers[0],
        number=min(len(numbers), MOST),
        is_more=len(numbers) > MOST,
    )


@blueprint.get("/threads/<id:number>")
@kept(Shows.ARTICLE)
def thread(slug: str, number: int) -> ResponseReturnValue:
    """Show one thread, fifty comments a page."""
    article = find_article(slug)
    root = find_comment(article, number)
    if root.thread_id:
        abort(404)
    viewer = current_viewer()
    try:
        after = place_asked("after")
        branch = thread_of(root, viewer, after=after)
    except NoSuchPlaceError:
        abort(404)
    next_root = db.session.scalar(
        roots_of(article, Sort.OLDEST, viewer, root, is_backwards=False).limit(1)
    )
    return render_template(
        "comments/thread.html",
        article=article,
        branch=branch,
        next_root=next_root,
        newest=newest_of(article, scored_until()),
        is_start=after is None,
        previous=page_before(root, viewer, after) if after else None,
        polls=may_comment(article, now()) and is_lively(article, now()),
        is_open=may_comment(article, now()),
    )
