"""The doors to the provider: the reader leaves by one, and comes back by the other, signed in.

Both are GETs: the provider's page is reached by a link, and leads back by a redirect. The second
one writes, but only for the browser whose cookie has the state that the provider repeats.
"""

import hmac
from importlib import import_module
from typing import TYPE_CHECKING

from flask import (
    Blueprint,
    Flask,
    Response,
    abort,
    current_app,
    make_response,
    redirect,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from opinion.clock import now
from opinion.comments.forms import EMAIL
from opinion.config import BadSettingError, Settings
from opinion.database import writing
from opinion.people import signing_in
from opinion.people.attempts import carry, current_attempt, drop_attempt
from opinion.people.carrying import keep_to_yourself
from opinion.people.identities import person_of
from opinion.people.models import EMAIL_LENGTH
from opinion.people.onward import local_path
from opinion.people.reserved import reserved_names
from opinion.people.secrets import new_secret
from opinion.people.sessions import begin, end, session_of
from opinion.people.views.refusals import refusal
from opinion.people.vouching import (
    Attempt,
    BadAnswerError,
    DeclinedError,
    LostAttemptError,
    ProviderError,
    UnverifiedError,
    Vouched,
)
from opinion.web.origin import site_url

if TYPE_CHECKING:
    from opinion.people.provider import Provider

EXTENSION = "opinion_provider"
DECLINED = {"access_denied", "login_required", "consent_required", "interaction_required"}
blueprint = Blueprint("provider", __name__, url_prefix="/session/provider")
blueprint.after_request(keep_to_yourself)


def configure(app: Flask, settings: Settings) -> None:
    """Hang the doors into ``app``; they lead somewhere where ``settings`` name a provider.

    Only then its module is imported, and Authlib with it, which takes its time.

    Raises:
        BadSettingError: Authlib is not installed.
    """
    app.register_blueprint(blueprint)
    if not settings.has_provider:
        return
    try:
        module = import_module("opinion.people.provider")
    except ModuleNotFoundError as problem:
        raise BadSettingError(
            "OPINION_OIDC_ISSUER needs the package Authlib: see docs/openid.md"
        ) from problem
    app.extensions[EXTENSION] = module.Provider(settings)


@blueprint.get("")
def new() -> ResponseReturnValue:
    """Send the reader to the provider, with an attempt in their browser."""
    provider = _provider()
    attempt = Attempt(
        new_secret(), new_secret(), new_secret(), local_path(request.args.get("onward", ""))
    )
    try:
        address = provider.address_for(attempt, _callback())
    except ProviderError as problem:
        return refusal(problem, attempt.onward)
    response = make_response(redirect(address, 302))
    carry(attempt, response)
    return response


@blueprint.get("/callback")
def create() -> ResponseReturnValue:
    """Sign in whom the provider vouches for, in place of who was signed in here before."""
    provider, attempt = _provider(), current_attempt()
    if attempt is None or not _is_ended_by_this(attempt):
        return refusal(LostAttemptError("no such attempt in this browser"), "")
    try:
        vouched = _vouched(provider, attempt)
    except ProviderError as problem:
        response = refusal(problem, attempt.onward)
    else:
        response = _signed_in(vouched, attempt.onward)
    drop_attempt(response)
    return response


def _is_ended_by_this(attempt: Attempt) -> bool:
    state = request.args.get("state", "")
    return hmac.compare_digest(attempt.state.encode(), state.encode("utf-8", "replace"))


def _vouched(provider: "Provider", attempt: Attempt) -> Vouched:
    """Return whom the provider vouches for in this request, with an address of theirs."""
    issuer, error = request.args.get("iss"), request.args.get("error")
    if issuer is not None and not provider.is_issuer(issuer):  # RFC 9207, 2.4
        raise BadAnswerError(f"another one answers: {issuer!r}")
    if error is not None:
        kind = DeclinedError if error in DECLINED else BadAnswerError
        raise kind(f"it answers {error!r}")
    vouched = provider.vouched_by(request.args.get("code", ""), attempt, _callback())
    if not (len(vouched.email) <= EMAIL_LENGTH and EMAIL.fullmatch(vouched.email)):
        raise UnverifiedError("no verified address")
    return vouched


def _signed_in(vouched: Vouched, onward: str) -> Response:
    at = now()
    with writing():
        former = session_of(request.cookies.get(signing_in.cookie_name(), ""), at)
        if former:
            end(former.person_id, former.id)
        person = person_of(vouched, at, reserved_names())
        token = begin(person, at, current_app.config["SETTINGS"].oidc_name)
    response = make_response(redirect(onward or url_for("articles.index"), 303))
    signing_in.stay_signed_in(response, token)
    return response


def _provider() -> "Provider":
    """Return the provider. Answers 404 where there is none."""
    provider: Provider | None = current_app.extensions.get(EXTENSION)
    if provider is None:
        abort(404)
    return provider


def _callback() -> str:
    """Return the address that the provider leads back to: registered there, word for word."""
    return site_url() + url_for("provider.create")
