"""The doors for programs: the comments under an article, one thread, one comment, the description.

They answer for a stranger always and look at no cookie: one answer is everybody's.
"""

from flask import Blueprint, Response, abort, redirect, request, url_for

from opinion.api.asking import BadQuestionError, after_asked, nowhere, sort_asked, take_only
from opinion.api.describing import description
from opinion.api.representing import address_of, comment_value, more_of, page_value
from opinion.articles.finding import bare_articles, present_slug
from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.badges import load_writers
from opinion.comments.branches import alone
from opinion.comments.finding import STRANGER, shown_comments
from opinion.comments.forms import scored_until
from opinion.comments.models import Comment
from opinion.comments.threads import NoSuchPlaceError, Sort, thread_of, threads_of
from opinion.database import db
from opinion.kept_pages.declaring import Shows, kept
from opinion.web.origin import site_url
from opinion.web.programs import DESCRIPTION_KIND, data, problem_details

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")


@blueprint.get("/openapi.json")
@kept(Shows.NOTHING)
def show() -> Response:
    """Say what may be asked here, and how it is answered."""
    take_only()
    return data(description(site_url()), DESCRIPTION_KIND)


@blueprint.get("/articles/<slug>/comments")
@kept(Shows.ARTICLE)
def comments(slug: str) -> Response:
    """List the comments under an article: whole threads, with the first replies of each."""
    take_only("sort", "after")
    sort, after = sort_asked(), after_asked()
    article = find_article(slug)
    try:
        page = threads_of(article, sort, STRANGER, after=after, scored_until=scored_until())
    except NoSuchPlaceError as problem:
        raise nowhere() from problem
    more = [rest for branch in page.branches if (rest := more_of(branch, article))]
    order = {} if sort is Sort.OLDEST else {"sort": sort}
    following = going_on(page.after, **order)
    return listed(page_value(article, page.branches, more, following))


@blueprint.get("/articles/<slug>/threads/<id:number>")
@kept(Shows.ARTICLE)
def thread(slug: str, number: int) -> Response:
    """List one thread: the comment that began it and fifty replies, or the fifty behind one."""
    take_only("after")
    after = after_asked()
    article = find_article(slug)
    root = find_comment(article, number)
    if root.thread_id:
        abort(404)
    try:
        branch = thread_of(root, STRANGER, after=after)
    except NoSuchPlaceError as problem:
        raise nowhere() from problem
    branches = branch.replies if after else [branch]
    return listed(page_value(article, branches, [], going_on(branch.after)))


@blueprint.get("/articles/<slug>/comments/<id:number>")
@kept(Shows.ARTICLE)
def comment(slug: str, number: int) -> Response:
    """Show one comment."""
    take_only()
    article = find_article(slug)
    found = find_comment(article, number)
    load_writers([(found, article)])
    return data(comment_value(alone(found), article))


@blueprint.errorhandler(BadQuestionError)
def refuse(problem: BadQuestionError) -> Response:
    """Say which parameter can't be answered, and why."""
    return problem_details(problem.status, str(problem), parameter=problem.parameter)


def going_on(after: int | None, **more: str) -> str | None:
    """Return the address of this list behind the comment ``after``; None where it ends."""
    if after is None:
        return None
    return address_of(request.endpoint or "", **(request.view_args or {}), **more, after=after)


def listed(page: dict[str, object]) -> Response:
    """Answer with a page, and link to the next one (RFC 8288)."""
    response = data(page)
    if page["next"]:
        response.headers.add("Link", f'<{page["next"]}>; rel="next"')
    return response


def find_article(slug: str) -> Article:
    """Return the article at ``slug``. Leads (301) from a former address; answers 404 elsewhere."""
    article = db.session.scalar(bare_articles(now()).where(Article.slug == slug))
    if article is None:
        present = db.session.scalar(present_slug(slug, now()))
        if present is None:
            abort(404)
        there = {**(request.view_args or {}), **request.args, "slug": present}
        abort(redirect(url_for(request.endpoint or "", **there), 301))
    return article


def find_comment(article: Article, number: int) -> Comment:
    """Return a comment that has a place on a stranger's page. Answers 404 where there is none."""
    shown = shown_comments(article.id, STRANGER)
    found: Comment = db.first_or_404(shown.where(Comment.id == number))
    return found
