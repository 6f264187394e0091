"""What a reader is told whom the provider does not vouch for, and the way back."""

from http import HTTPStatus

from flask import Response, current_app, make_response, render_template
from flask_babel import gettext

from opinion.people.vouching import (
    BadAnswerError,
    CrowdedError,
    DeclinedError,
    LateError,
    LostAttemptError,
    ProviderError,
    UnreachableError,
    UnverifiedError,
)

RETRY_AFTER = 5  # seconds
STATUSES = {
    LostAttemptError: HTTPStatus.BAD_REQUEST,
    DeclinedError: HTTPStatus.FORBIDDEN,
    UnverifiedError: HTTPStatus.FORBIDDEN,
    BadAnswerError: HTTPStatus.BAD_GATEWAY,
    UnreachableError: HTTPStatus.BAD_GATEWAY,
    CrowdedError: HTTPStatus.SERVICE_UNAVAILABLE,
    LateError: HTTPStatus.GATEWAY_TIMEOUT,
}


def refusal(problem: ProviderError, onward: str) -> Response:
    """Answer that nobody was signed in, and why; with the way ``onward``, and another attempt.

    What is the provider's fault, or the deployer's, stands in the log, without any secret.
    """
    status = STATUSES[type(problem)]
    page = render_template("people/not_signed_in.html", sentence=_sentence(problem), onward=onward)
    response = make_response(page, status)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        current_app.logger.warning("The OpenID provider failed: %s", problem)
    if isinstance(problem, CrowdedError):
        response.headers["Retry-After"] = str(RETRY_AFTER)
    return response


def _sentence(problem: ProviderError) -> str:
    name = current_app.config["SETTINGS"].oidc_name
    sentences = {
        LostAttemptError: gettext(
            "This attempt is over: it was used already, took more than ten minutes, or began in "
            "another browser. Please begin again."
        ),
        DeclinedError: gettext("%(name)s did not tell this site who you are.", name=name),
        UnverifiedError: gettext(
            "%(name)s has not verified an e-mail address of yours. Please have it verified there, "
            "and begin again.",
            name=name,
        ),
        CrowdedError: gettext(
            "Too many are signing in just now. Please try again in a few seconds."
        ),
    }
    failed = gettext(
        "%(name)s does not answer as it should just now. Please try again in a few minutes.",
        name=name,
    )
    return sentences.get(type(problem), failed)
