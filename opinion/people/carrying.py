"""Carrying a private link to the page that shows it, once; and asking with one instead of a cookie.

With htmx the answer itself shows the link. Else it lies in a signed cookie over the redirect, until
the page with the comment shows it, and takes the cookie away.
"""

from flask import Flask, Response, abort, current_app, g, request
from itsdangerous import BadSignature, URLSafeTimedSerializer

from opinion.people.guests import is_secure
from opinion.people.links import link_of
from opinion.people.models import ManageLink
from opinion.people.signing_in import act_as

CARRIED_FOR = 300  # seconds
MAILED = "mailed"  # stands for a secret that only the mail tells


def configure(app: Flask) -> None:
    """Give templates the link that is shown once, and see to it that it is."""
    app.jinja_env.globals.update(token_shown_at=token_shown_at, place_of_link=place_of_link)
    app.after_request(_carry_on)


def hand_over(comment: int, token: str) -> None:
    """Show the private link with the secret ``token`` beside ``comment``, if it isn't empty.

    This very answer shows it, or else the next page with that comment, within five minutes.
    """
    if token:
        g.carried = g.handed_over = (comment, token)


def token_shown_at(comment: int) -> str:
    """Return the secret of the private link that is shown beside ``comment``; mostly none: empty.

    ``MAILED`` where it is only said that it comes by mail.
    What is shown is taken out of its cookie.
    """
    if place_of_link() != comment:
        return ""
    g.is_link_over = True
    return str(g.carried[1])


def place_of_link() -> int:
    """Return beside which comment a private link is to be shown; mostly none: 0."""
    if "carried" not in g:
        g.carried = _carried()
    place: int = g.carried[0]
    return place


def drop_link() -> None:
    """Show no private link that lies in the browser's cookie any more: it has ended."""
    g.carried = (0, "")
    g.is_link_over = True


def asking_link(token: str) -> ManageLink:
    """Return the private link that the request was made by, and answer for its guest.

    Answers 404 to all else.
    """
    link = link_of(token)
    if link is None:
        abort(404)
    act_as(link.guest)
    return link


def keep_to_yourself(response: Response) -> Response:
    """Have nobody keep, list or tell on a page whose address is a secret."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _carried() -> tuple[int, str]:
    try:
        comment, token = _serializer().loads(
            request.cookies.get(_cookie_name(), ""), max_age=CARRIED_FOR
        )
    except (BadSignature, ValueError, TypeError):
        return 0, ""
    return int(comment), str(token)


def _carry_on(response: Response) -> Response:
    """Put a link that was not shown yet into the cookie; take one that was, or has ended, out."""
    is_over = g.get("is_link_over", False)
    if is_over and _cookie_name() in request.cookies:
        _set_cookie(response, "", seconds=0)
    elif "handed_over" in g and not is_over:
        _set_cookie(response, str(_serializer().dumps(g.handed_over)), seconds=CARRIED_FOR)
    return response


def _set_cookie(response: Response, value: str, *, seconds: int) -> None:
    response.set_cookie(
        _cookie_name(),
        value,
        max_age=seconds,
        secure=is_secure(),
        httponly=True,
        samesite="Lax",
    )


def _cookie_name() -> str:
    return "__Host-opinion-link" if is_secure() else "opinion-link"


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="private link")
