"""The doors to writing: the form to reply, and what is sent by it."""

from dataclasses import replace

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import Forbidden

from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.answering import form_again, posted, posted_before, second_thoughts
from opinion.comments.branches import alone
from opinion.comments.forms import SHOWN, ReplyForm
from opinion.comments.models import Comment, Status
from opinion.comments.places import thread_of
from opinion.comments.posting import Writer, post, repeated
from opinion.comments.refusing import AskedBackError, refused
from opinion.comments.reporting import ReportedError, report_by
from opinion.comments.views.climbing import cooling, reasons_against
from opinion.comments.views.joining import article_to_add_to, parent_shown, parent_to_answer
from opinion.comments.views.names import has_taken_name
from opinion.comments.views.reacting import REPORT, mark
from opinion.comments.views.room import blueprint, find_article, find_comment
from opinion.comments.views.standing import heed, standing_now
from opinion.comments.writers import asker_sending, current_asker
from opinion.database import BusyError, db, writing
from opinion.notices.asking import ask_for_replies, mail_private_link
from opinion.passages.finding import PassageGoneError, selector_of
from opinion.people.carrying import MAILED, hand_over
from opinion.people.guests import current_guest, remember
from opinion.people.links import make_link
from opinion.people.models import Person
from opinion.people.signing_in import act_as
from opinion.permissions import may_reply
from opinion.screening.ladder import StoppedError
from opinion.screening.wording import cooling as words_about
from opinion.text import comment_html, quotation
from opinion.web.answers import demand

REFUSALS = (AskedBackError, Forbidden, BusyError, StoppedError, ReportedError, PassageGoneError)
QUOTED = 600  # characters of a comment


@blueprint.get("/comments/<id:number>/reply")
def reply(slug: str, number: int) -> ResponseReturnValue:
    """Show a comment and the form to answer it."""
    article = find_article(slug)
    parent = find_comment(article, number)
    demand(may_reply(article, parent, now()))
    if report_by(number, mark(REPORT, number)):
        page = render_template("comments/barred.html", article=article, comment=parent)
        return page, 403, {"Cache-Control": "private, no-store"}
    form = current_asker().fresh_form(parent=str(parent.id))
    form.stamp_as(SHOWN)
    wait = cooling(parent)
    page = render_template(
        "comments/reply.html",
        article=article,
        parent=parent,
        branch=alone(parent),
        form=form,
        heat=words_about(wait) if wait else "",
    )
    return page, {"Cache-Control": "private, no-store"}


@blueprint.post("/comments")
def create(slug: str) -> ResponseReturnValue:
    """Add a comment, or a reply to the comment that the form names."""
    form = ReplyForm(request.form)
    current_asker().sign(form)
    is_quoting = form.quoting.data and form.parent.data
    if is_quoting or form.preview.data or not form.validate():
        return form_back(slug, form)

    asker, writer = asker_sending(form)
    try:
        with writing():
            article = article_to_add_to(slug)
            comment, is_new = add(article, form, writer)
            token = promise_mail(comment, form, writer) if is_new else ""
            thread = thread_of(comment)
    except REFUSALS as why:
        article = find_article(slug)
        parent = parent_shown(article, form)
        is_lost = form.parent.data and parent is None
        return refused(article, parent, form, Forbidden() if is_lost else why)

    if not is_new:
        return posted_before(comment, article, asker)
    act_as(writer.hash)
    hand_over(comment.id, token)
    response = posted(comment, article, thread, asker)
    if asker.guest and asker.guest != current_guest():
        remember(asker.guest, response)
    return response


def form_back(slug: str, form: ReplyForm) -> Response:
    """Answer with the form where it is only to be looked at, or is wrong; nothing is written."""
    article = find_article(slug)
    parent = parent_shown(article, form)
    if form.parent.data and parent is None:
        return refused(article, parent, form, Forbidden())
    if form.quoting.data and parent:
        quote = quotation(parent.text, QUOTED)
        form.text.data = f"{form.text.data}\n\n{quote}" if form.text.data else quote
        return form_again(article, parent, form, status=200)
    if not form.validate() or has_taken_name(form, article):  # again: in the article's language
        return form_again(article, parent, form)
    text = comment_html(form.submission().text)
    return form_again(article, parent, form, status=200, preview=text)


def add(article: Article, form: ReplyForm, writer: Writer) -> tuple[Comment, bool]:
    """Add the comment, unless it is there already; say whether it is new.

    Raises:
        AskedBackError, Forbidden, StoppedError, ReportedError, PassageGoneError: it does not
            come in, or not yet.
    """
    parent, submission = parent_to_answer(article, form), form.submission()
    ask_back(article, parent, form)
    if parent:
        refuse_reporters(parent)
    elif form.block.data:
        about = selector_of(article, form.block.data, form.quote.data)
        submission = replace(submission, passage=about)

    if writer.person:
        take_name(writer.person, submission.name)
    first = repeated(article, parent, submission, writer)
    if first:
        return first, False
    standing = standing_now(writer.hash)
    reasons = reasons_against(article, parent, form, submission, writer, standing)
    heed(standing)
    status = Status.HELD if reasons else Status.PUBLISHED
    comment = post(article, submission, at=now(), status=status, parent=parent, by=writer)
    if reasons:
        comment.held_for = reasons
    return comment, True


def ask_back(article: Article, parent: Comment | None, form: ReplyForm) -> None:
    """Raise AskedBackError where the name is taken, or there is something to think about."""
    if has_taken_name(form, article):
        raise AskedBackError
    thoughts = second_thoughts(parent, form.submission())
    if thoughts and not form.anyway.data:
        raise AskedBackError(thoughts)


def refuse_reporters(parent: Comment) -> None:
    """Let nobody reply to what they reported. Raises ReportedError."""
    if report_by(parent.id, mark(REPORT, parent.id)):
        raise ReportedError


def take_name(person: int, name: str) -> None:
    """Call somebody who had no name as they signed their comment. Answers 403 if they are gone."""
    signer = db.session.get(Person, person)
    demand(signer is not None)
    if signer and not signer.name:
        signer.name = name


def promise_mail(comment: Comment, form: ReplyForm, writer: Writer) -> str:
    """Queue the mails that a new comment brings its writer, in its transaction.

    With their first comment guests get a private link. Its secret is returned, to be shown; or, if
    it is mailed, that it is; empty where they have one, or are signed in.
    """
    if form.follow.data:
        ask_for_replies(comment, now())
    if writer.person:
        return ""
    token = make_link(writer.hash, writer.origin, now())
    return MAILED if token and mail_private_link(comment, token, now()) else token
