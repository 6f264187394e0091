"""The doors to reports: to ask a moderator to look at a comment."""

from flask import Response, render_template, request, url_for
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
from opinion.comments.reporting import Complaint, report, report_by
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
from opinion.database import BusyError, writing
from opinion.web.answers import answer, demand, wants_parts
from opinion.web.errors import RETRY_AFTER

REPORTS = "/comments/<id:number>/reports"


@reactions.get(REPORTS)
def reports(number: int) -> ResponseReturnValue:
    """Show the form to report a comment; or, to who did, what became of it."""
    known = report_by(number, mark(REPORT, number))
    if known:
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
    """Report a comment. Who did that before is thanked once more, and nothing is kept."""
    comment, article = find_any(number)
    reporter = mark(REPORT, number)
    if comment.is_live and not report_by(number, reporter):
        demand(takes_reports(comment))
        form = ReportForm(request.form)
        if not form.validate():
            return form_page(comment, article, form, status=422)
        try:
            with writing():
                file(number, reporter, form.complaint())
        except BusyError:
            return too_busy(number, form)
    return thanked(number, reporter)


def file(number: int, reporter: Mark, complaint: Complaint) -> None:
    """Keep the report inside the transaction; others' reports may have hidden the comment."""
    comment, article = to_change(number)
    if comment.is_live:
        demand(takes_reports(comment))
        hides = settings().reports_to_hide
        report(comment, article, complaint, by=reporter, at=now(), hides=hides)


def thanked(number: int, reporter: Mark) -> Response:
    """Answer a report: thanks in the comment's place, and all that changed if it is hidden."""
    comment, article = find_any(number)
    known = report_by(number, reporter)
    way = url_for("reactions.reports", number=number) if known else place_in_talk(comment, article)
    return answer(
        "comments/reported.html",
        way,
        article=article,
        comment=comment,
        branch=alone(comment),
        root=root_of(comment),
        gone=None if comment.is_live else topmost_gone(comment),
        said=thanks(comment, known),
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
