"""The doors to reports: to ask a moderator to look at a comment."""

from flask import Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.branches import alone
from opinion.comments.complaints import ReportForm
from opinion.comments.forms import settings
from opinion.comments.models import Comment
from opinion.comments.places import root_of, topmost_gone
from opinion.comments.reactions import Mark, Report
from opinion.comments.reporting import report, report_by
from opinion.comments.views.own import to_change
from opinion.comments.views.reacting import (
    REPORT,
    find_any,
    find_live,
    for_one,
    mark,
    place_in_talk,
    reactions,
    takes_reports,
)
from opinion.comments.views.standing import refuse_barred
from opinion.database import BusyError, writing
from opinion.moderation.noticing import TooManyNoticesError, give_notice
from opinion.notices.keys import Purpose
from opinion.notices.keys import token as token_of
from opinion.web.answers import answer, demand, wants_parts
from opinion.web.errors import RETRY_AFTER

UNFIT, TOO_MANY = 422, 429
REPORTS = "/comments/<id:number>/reports"


@reactions.get(REPORTS)
def reports(number: int) -> ResponseReturnValue:
    """Show the form to report a comment; or, to who did, what became of it."""
    known = report_by(number, mark(REPORT, number))
    if known and "law" not in request.args:
        comment, article = find_any(number)
        said = thanks(comment, known)
        return for_one(
            render_template("comments/thanks.html", article=article, comment=comment, said=said)
        )
    comment, article = find_live(number)
    demand(takes_reports(comment))
    return form_page(comment, article, ReportForm(formdata=None))


@reactions.post(REPORTS)
def create_report(number: int) -> ResponseReturnValue:
    """Report a comment. Who did that before is thanked once more, and nothing is kept.

    A notice that names a law is always kept, and has a page of its own.
    """
    comment, article = find_any(number)
    demand_public_once(comment)
    reporter, form = mark(REPORT, number), ReportForm(request.form)
    if not takes_another(comment, form, reporter):
        return thanked(number, reporter)
    demand(not comment.is_live or takes_reports(comment))
    if not form.is_legal:  # anybody may give notice of what is against the law
        refuse_barred()
    if not form.validate():
        return form_page(comment, article, form, status=UNFIT)
    try:
        with writing():
            key = file(number, reporter, form)
    except BusyError:
        return too_busy(number, form)
    except TooManyNoticesError:
        sentence = gettext("So many notices came from where you are that we take no more of them.")
        return form_page(*find_any(number), form, status=TOO_MANY, problem=sentence)
    return thanked(number, reporter, legal_address(key) if key else "")


def demand_public_once(comment: Comment) -> None:
    """Answer 404 about what nobody but its writer ever could read."""
    if comment.published_at is None:
        abort(404)


def takes_another(comment: Comment, form: ReportForm, reporter: Mark) -> bool:
    """Whether the form is to be kept: of ordinary reports, one by each reporter on what stands."""
    if form.is_legal:
        return comment.is_live or (comment.is_held and comment.published_at is not None)
    return comment.is_live and not report_by(comment.id, reporter)


def file(number: int, reporter: Mark, form: ReportForm) -> str:
    """Keep the report inside the transaction; others' reports may have hidden the comment.

    Return the key of the notice, where it names a law.
    """
    comment, article = to_change(number)
    if not takes_another(comment, form, reporter):
        return ""
    charge = form.charge()
    notice = give_notice(comment, charge, by=reporter.by, at=now()) if charge else None
    if comment.is_live:
        demand(takes_reports(comment))
        hides = settings().reports_to_hide
        report(comment, article, form.complaint(), by=reporter, at=now(), hides=hides)
    return notice.key if notice else ""


def legal_address(key: str) -> str:
    """Return where what becomes of a legal notice is written. It is for who gave it alone."""
    return url_for("statements.notice", token=token_of(settings().secret_key, Purpose.LEGAL, key))


def thanked(number: int, reporter: Mark, receipt: str = "") -> Response:
    """Answer a report: thanks in the comment's place, and all that changed if it is hidden.

    ``receipt`` is the address of what becomes of a notice that names a law.
    """
    comment, article = find_any(number)
    known = report_by(number, reporter)
    way = url_for("reactions.reports", number=number) if known else place_in_talk(comment, article)
    way = receipt or way
    return answer(
        "comments/reported.html",
        way,
        article=article,
        comment=comment,
        branch=alone(comment),
        root=root_of(comment),
        gone=None if comment.is_live else topmost_gone(comment),
        said=thanks(comment, known),
        receipt=receipt,
    )


def form_page(
    comment: Comment, article: Article, form: ReportForm, *, status: int = 200, problem: str = ""
) -> Response:
    """Answer with the comment and, in its place for forms, the form to report it."""
    is_part = request.method == "POST" and wants_parts()
    page = render_template(
        "comments/complained.html" if is_part else "comments/report.html",
        article=article,
        comment=comment,
        branch=alone(comment),
        report_form=form,
        problem=problem,
    )
    return for_one(page, status)


def too_busy(number: int, form: ReportForm) -> Response:
    """Answer that the report could not be kept now: the form, as it was filled in."""
    sentence = gettext("Too much is being written just now. Please try again in a few seconds.")
    response = form_page(*find_any(number), form, status=503, problem=sentence)
    response.headers["Retry-After"] = str(RETRY_AFTER)
    return response


def thanks(comment: Comment, known: Report | None) -> str:
    """Say what becomes of a report."""
    if known and known.reviewed_at:
        return gettext("Thank you. A moderator has looked at this comment.")
    if comment.is_live:
        return gettext("Thank you. A moderator will look at this comment.")
    return gettext("Thank you. The comment is hidden until a moderator has looked at it.")
