"""The doors to following: asking for mail, and confirming it. Nothing happens on a GET.

Mail scanners open every link, so each leads to a page with a button.
"""

from flask import abort, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from opinion.articles.finding import public_articles
from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.finding import Viewer, shown_comments
from opinion.comments.forms import settings
from opinion.comments.models import Comment
from opinion.database import db, writing
from opinion.languages import speak
from opinion.notices import following
from opinion.notices.asking import asker
from opinion.notices.following import AskedTooOftenError, Subject
from opinion.notices.forms import FollowForm
from opinion.notices.keys import Purpose
from opinion.notices.models import Scope
from opinion.notices.views.room import about, blueprint, gone, key_of
from opinion.people.guests import current_networks
from opinion.people.signing_in import current_writer
from opinion.permissions import may_comment
from opinion.web.answers import answer, demand, parts_or_page

NETWORK_WAIT = 3600  # seconds


@blueprint.get("/articles/<slug>/followings")
def new(slug: str) -> ResponseReturnValue:
    """Show the form that asks for mail about a conversation."""
    article = find_article(slug)
    return render_template("notices/follow.html", article=article)


@blueprint.get("/articles/<slug>/followings/asked")
def asked(slug: str) -> ResponseReturnValue:
    """Say that a mail is on its way, if the address is one that gets any; or that all is done."""
    is_done = "done" in request.args
    return render_template("notices/asked.html", article=find_article(slug), is_done=is_done)


@blueprint.post("/articles/<slug>/followings")
def create(slug: str) -> ResponseReturnValue:
    """Ask for mail about a conversation; the answer is the same for every address."""
    article = find_article(slug)
    form = FollowForm(request.form)
    thread = find_thread(article, form.thread_number())
    if not form.validate():
        return form_again(article, thread, form, 422)
    subject = Subject(article.id, thread, Scope.THREAD if thread else Scope.ARTICLE)
    try:
        with writing():
            following.demand_patience(current_networks(), now())
            wants = asker(form.email.data, current_writer())
            following.ask(subject, wants, now())
    except AskedTooOftenError:
        return too_often(article, thread, form)
    there = url_for("notices.asked", slug=slug, done=1 if wants.is_verified else None)
    return answer("notices/asked_for.html", there, article=article, is_done=wants.is_verified)


@blueprint.get("/followings/<token>")
def confirm(token: str) -> ResponseReturnValue:
    """Show what would be followed, and the button that confirms it."""
    found = following.with_key(key_of(token, Purpose.CONFIRM))
    if found is None or (not found.confirmed_at and following.is_expired(found, now())):
        return gone()
    return about(found, "notices/confirm.html", token=token)


@blueprint.post("/followings/<token>")
def create_confirmation(token: str) -> ResponseReturnValue:
    """Let a following begin."""
    key = key_of(token, Purpose.CONFIRM)
    with writing():
        found = following.confirm(key, current_writer(), now())
    if found is None:
        return gone()
    return about(found, "notices/confirmed.html")


def find_article(slug: str) -> Article:
    """Return the article at ``slug``, where it can be followed, and speak its language.

    Answers 404 where there is none, or no mail; 403 where nothing can be written any more.
    """
    if not settings().sends_mail:
        abort(404)
    article: Article = db.first_or_404(public_articles(now()).where(Article.slug == slug))
    speak(article.language)
    demand(may_comment(article, now()))
    return article


def find_thread(article: Article, number: int | None) -> Comment | None:
    """Return the top-level comment ``number``. Answers 404 where it is none of this article."""
    if number is None:
        return None
    roots = shown_comments(article.id, Viewer(current_writer())).where(Comment.thread_id.is_(None))
    root: Comment = db.first_or_404(roots.where(Comment.id == number))
    return root


def form_again(
    article: Article, thread: Comment | None, form: FollowForm, status: int
) -> ResponseReturnValue:
    """Answer with the form, and say what is wrong with it."""
    problem = form.email.errors[0]
    return parts_or_page(
        "notices/returned.html",
        "notices/follow.html",
        status,
        article=article,
        thread=thread,
        email=form.email.data,
        problem=problem,
    )


def too_often(article: Article, thread: Comment | None, form: FollowForm) -> ResponseReturnValue:
    """Answer a network that has asked for too many mails (429)."""
    form.email.errors = [gettext("That was a lot of mail. Please ask again in an hour.")]
    response = make_response(form_again(article, thread, form, 429))
    response.headers["Retry-After"] = str(NETWORK_WAIT)
    return response
