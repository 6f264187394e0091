"""The doors to writing: the form to reply, and what is sent by it."""

from dataclasses import replace

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import Forbidden

from opinion.articles.finding import article_to_join
from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.answering import form_again, posted, posted_before, second_thoughts
from opinion.comments.branches import alone
from opinion.comments.finding import Viewer, shown_comments
from opinion.comments.forms import SHOWN, ReplyForm
from opinion.comments.models import Comment, Status
from opinion.comments.posting import Submission, Writer, post, repeated
from opinion.comments.refusing import refused
from opinion.comments.reporting import ReportedError, report_by
from opinion.comments.views.climbing import cooling, reasons_against
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
from opinion.people.signing_in import act_as, current_writer
from opinion.permissions import may_reply
from opinion.screening.ladder import StoppedError
from opinion.screening.wording import cooling as words_about
from opinion.text import comment_html, quotation
from opinion.web.answers import demand
from opinion.web.arguments import number_or_none

REFUSALS = (Forbidden, BusyError, StoppedError, ReportedError, PassageGoneError)
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
    article = find_article(slug)
    form = ReplyForm(request.form)
    current_asker().sign(form)
    parent = find_parent(article, form)
    asked = asked_back(article, parent, form)
    if asked:
        return asked

    submission = form.submission()
    number = article.id  # asked for now: writing() forgets what was read
    asker, writer = asker_sending(form)
    try:
        with writing():
            comment, is_new = add(number, form, submission, writer)
            token = promise_mail(comment, form, writer) if is_new else ""
    except REFUSALS as why:
        return refused(article, parent, form, why)

    if not is_new:
        return posted_before(comment, article, asker)
    act_as(writer.hash)
    hand_over(comment.id, token)
    response = posted(comment, article, asker)
    if asker.guest and asker.guest != current_guest():
        remember(asker.guest, response)
    return response


def asked_back(article: Article, parent: Comment | None, form: ReplyForm) -> Response | None:
    """Answer with the form where it is wrong, doubtful, only to be looked at, or to think about."""
    if form.parent.data and parent is None:
        return refused(article, parent, form, Forbidden())
    if form.quoting.data and parent:
        quote = quotation(parent.text, QUOTED)
        form.text.data = f"{form.text.data}\n\n{quote}" if form.text.data else quote
        return form_again(article, parent, form, status=200)
    if not form.validate() or has_taken_name(form, article):
        return form_again(article, parent, form)
    if form.preview.data:
        text = comment_html(form.submission().text)
        return form_again(article, parent, form, status=200, preview=text)
    thoughts = second_thoughts(parent, form.submission())
    if thoughts and not form.anyway.data:
        return form_again(article, parent, form, status=200, courtesies=thoughts)
    return None


def add(
    article_id: int, form: ReplyForm, submission: Submission, writer: Writer
) -> tuple[Comment, bool]:
    """Add the comment, unless it is there already; say whether it is new."""
    article = db.session.scalars(article_to_join(), {"number": article_id}).one()
    parent = None
    demand(article.is_public(now()))
    if form.parent.data:
        parent = db.session.get(Comment, number_or_none(form.parent.data) or 0)
        demand(parent is not None and parent.article_id == article.id)
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


def refuse_reporters(parent: Comment | None) -> None:
    """Let nobody reply to what they reported. Raises ReportedError."""
    if parent and report_by(parent.id, mark(REPORT, parent.id)):
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


def find_parent(article: Article, form: ReplyForm) -> Comment | None:
    """Return the comment that the form answers, None where it answers the article or a lost one."""
    number = number_or_none(form.parent.data)
    shown = shown_comments(article.id, Viewer(current_writer()))
    return db.session.scalar(shown.where(Comment.id == number)) if number else None
