"""The doors that are open to all: the latest comments as a page, and the feeds of the site."""

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import Select

from opinion.articles import listing
from opinion.articles.finding import article_in_short, present_slug, public_articles
from opinion.articles.models import Article, writers
from opinion.clock import now
from opinion.comments.badges import load_writers
from opinion.comments.finding import STRANGER, shown_comments
from opinion.comments.models import Comment
from opinion.database import db
from opinion.feeds import atom
from opinion.feeds.atom import NEVER, Feed, name_to_all, newest_change
from opinion.feeds.finding import (
    PAGE,
    NoSuchPlaceError,
    Page,
    last_said,
    page_of,
    published,
    thread_page,
)
from opinion.kept_pages.declaring import Shows, kept
from opinion.languages import speak
from opinion.web.arguments import place_asked

blueprint = Blueprint("feeds", __name__)


@blueprint.get("/comments")
@kept(Shows.LISTS)
def latest() -> ResponseReturnValue:
    """Show the latest comments of the whole site, fifty a page."""
    page = asked_page(published(now()))
    load_writers([(each.comment, each.article) for each in page.said])
    return render_template("feeds/latest.html", page=page)


@blueprint.get("/comments.atom")
@kept(Shows.LISTS)
def comments() -> ResponseReturnValue:
    """Hand out the latest comments of the whole site."""
    page = asked_page(published(now()))
    title, there = gettext("Latest comments"), url_for("feeds.latest")
    return answer(Feed("comments", title, there, newest_change(page.said), page.after), page)


@blueprint.get("/articles/<slug>/comments.atom")
@kept(Shows.ARTICLE)
def article(slug: str) -> ResponseReturnValue:
    """Hand out the latest comments under an article."""
    found = find_article(slug)
    page = asked_page(published(now()).where(Comment.article_id == found.id))
    title = gettext("Comments on “%(title)s”", title=found.title)
    there = url_for("articles.show", slug=slug, _anchor="comments")
    updated = newest_change(page.said, default=found.published_at)
    return answer(Feed(f"comments-{found.id}", title, there, updated, page.after), page)


@blueprint.get("/articles/<slug>/threads/<id:number>.atom")
@kept(Shows.ARTICLE)
def thread(slug: str, number: int) -> ResponseReturnValue:
    """Hand out the latest comments of a thread, and at the end the one that it began with."""
    found = find_article(slug)
    root: Comment = db.first_or_404(shown_comments(found.id, STRANGER).where(Comment.id == number))
    if root.thread_id:
        abort(404)
    try:
        page = thread_page(root, found, now(), after=place_asked("after"))
    except NoSuchPlaceError:
        abort(404)
    title = gettext("A thread on “%(title)s”", title=found.title)
    if root.is_live:
        title = gettext("%(name)s on “%(title)s”", name=name_to_all(root), title=found.title)
    there = url_for("comments.thread", slug=slug, number=number)
    updated = newest_change(page.said, default=found.published_at)
    return answer(Feed(f"thread-{number}", title, there, updated, page.after), page)


@blueprint.get("/feed.atom")
@kept(Shows.LISTS)
def articles() -> ResponseReturnValue:
    """Hand out the latest articles."""
    after = place_asked("after")
    page = listing.page_of(public_articles(now()), after=after, size=PAGE)
    if page is None:
        abort(404)
    changed = [each.updated_at or each.published_at for each in page.articles]
    feed = Feed(
        "articles",
        gettext("Articles"),
        url_for("articles.index"),
        max(changed, default=NEVER),
        page.after,
    )
    return atom.answer(
        feed,
        "feeds/articles.xml",
        articles=page.articles,
        last_said=last_said(page.articles),
        writers=writers,
    )


def answer(feed: Feed, page: Page) -> Response:
    """Answer with a feed of comments."""
    return atom.answer(feed, "feeds/comments.xml", page=page)


def asked_page(comments: Select[tuple[Comment, Article]]) -> Page:
    """Return the page that the query asks for. Answers 404 where there is none."""
    try:
        return page_of(comments, after=place_asked("after"))
    except NoSuchPlaceError:
        abort(404)


def find_article(slug: str) -> Article:
    """Return the article at ``slug``, and speak its language. Answers 404 where there is none.

    Who has a former address is led to the present one (301): feeds are asked for over years.
    """
    rows = db.session.scalars(article_in_short(), {"slug": slug, "at": now()})
    found = rows.unique().one_or_none()
    if found is None:
        present = db.session.scalar(present_slug(slug, now()))
        if present is None:
            abort(404)
        there = {**(request.view_args or {}), "slug": present}
        abort(redirect(url_for(request.endpoint or "", **there), 301))
    speak(found.language)
    return found
