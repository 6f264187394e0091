"""What the conversation answers where a comment does not come in: the reason, and the text kept."""

from collections.abc import Sequence

from flask import Response, make_response, render_template
from flask_babel import gettext, ngettext
from werkzeug.exceptions import Forbidden

from opinion.articles.models import Article
from opinion.comments.answering import form_again, gone
from opinion.comments.forms import ReplyForm
from opinion.comments.models import Comment
from opinion.comments.reporting import ReportedError
from opinion.database import BusyError, db
from opinion.moderation.sanction_words import barred_words, unread
from opinion.moderation.sanctions import Sanction
from opinion.passages.finding import PassageGoneError
from opinion.screening.ladder import StoppedError
from opinion.screening.reasons import Why
from opinion.screening.wording import cooling, what_to_change
from opinion.web.answers import wants_parts
from opinion.web.arguments import number_or_none

MINUTE = 60  # seconds
BUSY_WAIT = 5  # seconds


class AskedBackError(Exception):
    """A comment comes back to its writer: what is wrong stands in the form, or ``courtesies`` do.

    They are sentences about what they may want to think about before they post.
    """

    def __init__(self, courtesies: Sequence[str] = ()) -> None:
        super().__init__(*courtesies)
        self.courtesies = courtesies


Refusal = AskedBackError | Forbidden | BusyError | StoppedError | ReportedError | PassageGoneError


def refused(article: Article, parent: Comment | None, form: ReplyForm, why: Refusal) -> Response:
    """Answer a comment that may not be added, or not yet: the form, the reason, the wait."""
    if isinstance(why, BusyError):
        sentence = gettext(
            "Too much is being written just now. Your text is still here: please send it again "
            "in a few seconds."
        )
        return _later(form_again(article, parent, form, status=503, problem=sentence), BUSY_WAIT)
    if isinstance(why, AskedBackError):
        status = 200 if why.courtesies else 422
        return form_again(article, parent, form, status=status, courtesies=why.courtesies)
    if isinstance(why, PassageGoneError):
        return form_again(article, parent, form, problem=gone())
    if isinstance(why, StoppedError) and why.verdict.reason["why"] != Why.CLOSED:
        return _stopped(article, parent, form, why)
    sentence = gettext("This cannot be answered any more. Your text is still here, to copy.")
    if isinstance(why, ReportedError):
        sentence = gettext(
            "This comment was reported from where you are, so you cannot reply to it. Your text is "
            "still here, to copy."
        )
    return not_taken(article, form, sentence)


def not_taken(article: Article, form: ReplyForm, sentence: str) -> Response:
    """Answer a comment that can't be added at all (403): say why, and keep the text to copy.

    It stands where the form stood, even if what it answered is gone, and can't be sent again.
    """
    page = render_template(
        "comments/not_taken.html" if wants_parts() else "comments/reply.html",
        article=article,
        form=form,
        place=number_or_none(form.parent.data or "") or form.block.data or "end",
        sentence=sentence,
    )
    return make_response(page, 403)


def _stopped(
    article: Article, parent: Comment | None, form: ReplyForm, why: StoppedError
) -> Response:
    """Answer what the ladder said: wait, change something, or click once more."""
    reason = why.verdict.reason
    if reason["why"] == Why.TRAPPED:
        ask = gettext("Please press “Post comment” once more, so that we know you are a person.")
        return form_again(article, parent, form, problem=ask)
    if reason["why"] == Why.WARNED:
        return form_again(article, parent, form, problem=unread())
    if reason["why"] == Why.BARRED:
        sanction = db.session.get_one(Sanction, reason["number"])
        kept = gettext("Your text is still here, to copy.")
        sentence = f"{barred_words(sanction)} {kept}"
        return form_again(article, parent, form, status=403, problem=sentence, barring=sanction)
    if reason["why"] == Why.WORDS:
        return form_again(article, parent, form, problem=what_to_change(reason))
    seconds = int(reason["seconds"])
    is_heated = reason["why"] == Why.HEATED
    sentence = f"{cooling(seconds)} {_kept()}" if is_heated else _patience(seconds)
    return _later(form_again(article, parent, form, status=429, problem=sentence), seconds)


def _kept() -> str:
    return gettext("Your text is still here: please send it again then.")


def _later(response: Response, seconds: int) -> Response:
    """Say when to try again (RFC 9110, 10.2.3)."""
    response.headers["Retry-After"] = str(seconds)
    return response


def _patience(seconds: int) -> str:
    """Say in words how long to wait."""
    if seconds <= MINUTE:
        return ngettext(
            "That was quick. Your text is still here: please send it again in %(num)s second.",
            "That was quick. Your text is still here: please send it again in %(num)s seconds.",
            seconds,
        )
    return ngettext(
        "That was a lot. Your text is still here: please send it again in %(num)s minute.",
        "That was a lot. Your text is still here: please send it again in %(num)s minutes.",
        -(-seconds // MINUTE),
    )
