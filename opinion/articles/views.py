"""The doors to articles: the front page, an article with its conversation, sections and authors."""

import re
from datetime import timedelta

from flask import (
    Blueprint,
    Flask,
    abort,
    current_app,
    g,
    jsonify,
    redirect,
    render_template,
    request,
    send_from_directory,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import Select, select

from opinion.articles.blocks import is_discussable, is_picture
from opinion.articles.finding import article_in_full, present_slug, public_articles
from opinion.articles.listing import Page, in_section, latest, most_discussed, page_of, written_by
from opinion.articles.models import Article, Author, Section
from opinion.articles.seen import Place, particulars_of, sections_at, seen_in_body
from opinion.articles.structured_data import structured_data
from opinion.clock import now
from opinion.comments.arrivals import is_lively, newest_of
from opinion.comments.forms import scored_until
from opinion.comments.threads import NoSuchPlaceError, Sort, threads_of
from opinion.comments.writers import current_asker, current_viewer
from opinion.database import db
from opinion.kept_pages.declaring import Shows, kept
from opinion.languages import speak
from opinion.permissions import may_comment
from opinion.text import excerpt, stored_html
from opinion.web.arguments import place_asked
from opinion.web.headers import FOREVER
from opinion.web.origin import site_url
from opinion.web.static import static_url

blueprint = Blueprint("articles", __name__)
SUMMARY = 160  # characters of a description
UNREMARKABLE = timedelta(minutes=10)  # an update so soon after publication is not told
MEDIA_NAME = re.compile(r"[0-9a-f]{32}\.(png|jpg|webp|avif)")
MEDIA_KINDS = {"png": "png", "jpg": "jpeg", "webp": "webp", "avif": "avif"}  # not all systems know


def configure(app: Flask) -> None:
    """Hang the doors into ``app``, and give templates what all pages need."""
    app.register_blueprint(blueprint)
    app.jinja_env.globals.update(is_discussable=is_discussable, is_picture=is_picture)
    app.jinja_env.globals.update(html=stored_html, site_url=site_url, sections_shown=sections_shown)
    app.jinja_env.globals.update(latest_articles=lambda: latest(now()), seen_in_body=seen_in_body)
    app.jinja_env.globals["fresh_form"] = lambda: current_asker().fresh_form()


def sections_shown() -> tuple[Place, ...]:
    """Return the sections for the navigation, asked for once a request."""
    if "sections" not in g:
        g.sections = sections_at(now())
    sections: tuple[Place, ...] = g.sections
    return sections


@blueprint.get("/")
@kept(Shows.LISTS)
def index() -> ResponseReturnValue:
    """Show the front page: all articles, newest first."""
    page = listed(public_articles(now()), may_be_empty=True)
    discussed = most_discussed(now()) if page.is_first else []
    return render_template("articles/index.html", discussed=discussed, page=page)


@blueprint.get("/sections/<slug>")
@kept(Shows.LISTS)
def section(slug: str) -> ResponseReturnValue:
    """Show the articles of a section."""
    found = db.first_or_404(select(Section).where(Section.slug == slug))
    description = gettext("Articles in the section “%(name)s”", name=found.name)
    return render_template(
        "articles/list.html",
        heading=found.name,
        description=description,
        section=found,
        page=listed(in_section(found, now())),
    )


@blueprint.get("/authors/<slug>")
@kept(Shows.LISTS)
def author(slug: str) -> ResponseReturnValue:
    """Show the articles of an author."""
    found = db.first_or_404(select(Author).where(Author.slug == slug))
    description = gettext("Articles by %(name)s", name=found.name)
    return render_template(
        "articles/list.html",
        heading=found.name,
        description=description,
        page=listed(written_by(found, now())),
    )


@blueprint.get("/articles/<slug>")
@kept(Shows.ARTICLE)
def show(slug: str) -> ResponseReturnValue:
    """Show an article and a page of its conversation."""
    found = db.session.scalars(article_in_full(), {"slug": slug, "at": now()})
    article = found.unique().one_or_none()
    if article is None:
        return moved(slug)
    speak(article.language)
    until = scored_until()
    try:
        sort = Sort(request.args.get("sort", Sort.OLDEST))
        after, before = place_asked("after"), place_asked("before")
        page = threads_of(
            article, sort, current_viewer(), after=after, before=before, scored_until=until
        )
    except (ValueError, NoSuchPlaceError):
        abort(404)
    address = site_url() + url_for("articles.show", slug=slug)
    is_open = may_comment(article, now())
    updated = article.updated_at
    return render_template(
        "articles/article.html",
        article=article,
        particulars=particulars_of(article),
        section=article.section,
        summary=excerpt(article.standfirst or article.title, SUMMARY),
        address=address,
        data=structured_data(
            article, address, site_url(), current_app.config["SETTINGS"].site_name
        ),
        is_updated=updated is not None and updated - article.published_at > UNREMARKABLE,
        page=page,
        sort=sort,
        is_open=is_open,
        newest=newest_of(article, until),
        polls=is_open and is_lively(article, now()),
    )


@blueprint.get("/media/<name>")
def media(name: str) -> ResponseReturnValue:
    """Hand out a picture that was copied when its article was loaded."""
    found = MEDIA_NAME.fullmatch(name)
    if not found:
        abort(404)
    response = send_from_directory(
        current_app.config["SETTINGS"].media, name, mimetype=f"image/{MEDIA_KINDS[found[1]]}"
    )
    response.headers["Cache-Control"] = FOREVER
    return response


@blueprint.get("/site.webmanifest")
@kept(Shows.NOTHING)
def manifest() -> ResponseReturnValue:
    """Say how the site looks among a device's programs (W3C Web Application Manifest)."""
    sizes = {"icons/icon-192.png": "192x192", "icons/icon-512.png": "512x512"}
    response = jsonify(
        name=current_app.config["SETTINGS"].site_name,
        start_url="/",
        display="browser",
        background_color="#ffffff",
        theme_color="#0b6148",
        icons=[
            {"src": static_url(name), "sizes": size, "type": "image/png"}
            for name, size in sizes.items()
        ],
    )
    response.mimetype = "application/manifest+json"
    return response


def listed(articles: Select[tuple[Article]], *, may_be_empty: bool = False) -> Page:
    """Return the page that the query asks for. Answers 404 where there is none.

    A section or author without a public article is none yet: their name may be a secret.
    """
    after, before = place_asked("after"), place_asked("before")
    page = page_of(articles, after=after, before=before)
    if page is None or not (page.articles or (may_be_empty and not after and not before)):
        abort(404)
    return page


def moved(slug: str) -> ResponseReturnValue:
    """Lead to where an article's former address is now. Answers 404 where it is none."""
    present = db.session.scalar(present_slug(slug, now()))
    if present is None:
        abort(404)
    return redirect(url_for("articles.show", slug=present), 301)
