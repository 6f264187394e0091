"""Pages that say what went wrong, in words and without a trace of the machinery.

Programs get the same words as data.
"""

import secrets
from http import HTTPStatus

from flask import Flask, Response, current_app, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, InternalServerError, SecurityError

from opinion.database import BusyError, db, is_busy
from opinion.web.programs import is_for_programs, problem_details

RETRY_AFTER = 5  # seconds


def configure(app: Flask) -> None:
    """Answer every error of ``app`` with a page."""
    app.register_error_handler(HTTPException, problem)
    app.register_error_handler(SecurityError, unknown_host)
    app.register_error_handler(BusyError, busy)
    app.register_error_handler(InternalServerError, failed)
    app.register_error_handler(Exception, failed)


def problem(error: HTTPException) -> ResponseReturnValue:
    """Answer a refused request."""
    if error.code is None or error.code < HTTPStatus.BAD_REQUEST:
        return error
    title, sentence = _words(error.code)
    if is_for_programs():
        response = problem_details(error.code, sentence)
    else:
        page = render_template(
            "errors/problem.html",
            title=title,
            sentence=sentence,
            offers_latest=error.code == HTTPStatus.NOT_FOUND,
        )
        response = make_response(page, error.code)
    for name, value in error.get_headers():
        if name not in {"Content-Type", "Content-Length"}:
            response.headers[name] = value
    return response


def unknown_host(_: SecurityError) -> ResponseReturnValue:
    """Answer a request for another site (400): no address of ours can be made from its name."""
    return _plain(HTTPStatus.BAD_REQUEST)


def busy(_: BusyError) -> ResponseReturnValue:
    """Answer where the database was not to be had in time (503)."""
    response = _plain(HTTPStatus.SERVICE_UNAVAILABLE)
    response.headers["Retry-After"] = str(RETRY_AFTER)
    return response


def failed(error: Exception) -> ResponseReturnValue:
    """Answer a failure of ours (500); its number stands on the page and in the log.

    Where the database was not to be had even to read, as while its tables are changed, it is busy.
    """
    cause = error.original_exception if isinstance(error, InternalServerError) else error
    if isinstance(cause, OperationalError) and is_busy(cause):
        current_app.logger.warning("%s %s: %s", request.method, request.path, cause.orig)
        db.session.rollback()
        return busy(BusyError())
    number = secrets.token_hex(4)
    what = f"{request.method} {request.path} failed, number {number}"
    current_app.logger.error(what, exc_info=cause)
    db.session.rollback()
    return _plain(HTTPStatus.INTERNAL_SERVER_ERROR, number)


def _plain(status: int, number: str = "") -> Response:
    """Answer in a way that asks nothing of the database."""
    title, sentence = _words(status)
    if is_for_programs():
        return problem_details(status, sentence, number=number)
    page = render_template("errors/plain.html", title=title, sentence=sentence, number=number)
    return make_response(page, status)


def _words(code: int) -> tuple[str, str]:
    """Return a title and a sentence for the status ``code``."""
    words = {
        400: (gettext("That address does not work"), gettext("The request was not understood.")),
        403: (
            gettext("Not allowed"),
            gettext("The request did not come from this site’s own page, or is not yours to make."),
        ),
        404: (gettext("Not found"), gettext("There is nothing at this address, or not any more.")),
        405: (gettext("Not allowed"), gettext("This address cannot be used in that way.")),
        413: (
            gettext("Too long"),
            gettext(
                "That was more than this site takes at once. “Back” in your browser leads to what "
                "you wrote: it should still be there, to be made shorter and sent again."
            ),
        ),
        503: (
            gettext("One moment, please"),
            gettext("Too much is being written just now. Please try again in a few seconds."),
        ),
    }
    if code >= HTTPStatus.INTERNAL_SERVER_ERROR and code not in words:
        return gettext("Something went wrong"), gettext("It was our fault. Please try again.")
    return words.get(code, words[400])
