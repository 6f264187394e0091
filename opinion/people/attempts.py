"""Attempts to sign in by way of the provider: carried by the browser from their begin to their end.

An attempt lies in a signed cookie of ten minutes, which is set when the reader leaves for the
provider and taken away when they come back. Nothing of it is stored.
"""

from dataclasses import astuple

from flask import Response, current_app, request
from itsdangerous import BadSignature, URLSafeTimedSerializer

from opinion.people.guests import is_secure
from opinion.people.vouching import Attempt

KEPT_FOR = 600  # seconds


def current_attempt() -> Attempt | None:
    """Return the attempt whose cookie the request carries; None where it is late or false."""
    try:
        kept = _serializer().loads(request.cookies.get(cookie_name(), ""), max_age=KEPT_FOR)
        return Attempt(*map(str, kept))
    except (BadSignature, ValueError, TypeError):
        return None


def carry(attempt: Attempt, response: Response) -> None:
    """Have the browser carry ``attempt``, from ``response`` on, in place of another one."""
    response.set_cookie(
        cookie_name(),
        str(_serializer().dumps(astuple(attempt))),
        max_age=KEPT_FOR,
        path="/",
        secure=is_secure(),
        httponly=True,
        samesite="Lax",  # it must come back with the reader, from the provider's site
    )


def drop_attempt(response: Response) -> None:
    """Take the attempt's cookie away with ``response``."""
    response.delete_cookie(
        cookie_name(), path="/", secure=is_secure(), httponly=True, samesite="Lax"
    )


def cookie_name() -> str:
    """Return the cookie's name: where it can be, bound to this host (RFC 6265bis, 4.1.3.2)."""
    return "__Host-opinion-oidc" if is_secure() else "opinion-oidc"


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="attempt")
