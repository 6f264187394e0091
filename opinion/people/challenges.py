"""Challenges that a passkey signs: carried by the browser for a few minutes, in a signed cookie.

Nothing of them is stored. That each is accepted once is seen by when it was made: before the last
use of the passkey, or after.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime

from flask import Response, current_app, request
from itsdangerous import BadSignature, URLSafeTimedSerializer

from opinion.people.guests import is_secure

KEPT_FOR = 300  # seconds


@dataclass(frozen=True)
class Challenge:
    """Random ``content``, made ``at`` a moment ``to`` do one thing, such as to sign in."""

    content: bytes
    to: str
    at: datetime


def carried_challenge(to: str) -> Challenge | None:
    """Return the challenge that the browser carries; None where it is late, false, or no such."""
    try:
        kept = _serializer().loads(request.cookies.get(cookie_name(), ""), max_age=KEPT_FOR)
        content, purpose, at = map(str, kept)
        found = Challenge(urlsafe_b64decode(content), purpose, datetime.fromisoformat(at))
    except (BadSignature, ValueError, TypeError):
        return None
    return found if found.to == to else None


def carry(challenge: Challenge, response: Response) -> None:
    """Have the browser carry ``challenge``, from ``response`` on, in place of another one."""
    content = urlsafe_b64encode(challenge.content).decode()
    kept = [content, challenge.to, challenge.at.isoformat()]
    response.set_cookie(
        cookie_name(),
        str(_serializer().dumps(kept)),
        max_age=KEPT_FOR,
        path="/",
        secure=is_secure(),
        httponly=True,
        samesite="Strict",
    )


def drop_challenge(response: Response) -> None:
    """Take the challenge's cookie away with ``response``."""
    response.delete_cookie(
        cookie_name(), path="/", secure=is_secure(), httponly=True, samesite="Strict"
    )


def cookie_name() -> str:
    """Return the cookie's name: where it can be, bound to this host (RFC 6265bis, 4.1.3.2)."""
    return "__Host-opinion-challenge" if is_secure() else "opinion-challenge"


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="challenge")
