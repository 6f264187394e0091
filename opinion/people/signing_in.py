"""Signing in: who is asking, and the cookie by which a browser stays signed in."""

from flask import Response, abort, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from opinion.clock import now
from opinion.database import db
from opinion.people import attempts, guests
from opinion.people.guests import current_guest, is_secure
from opinion.people.models import Person, Session
from opinion.people.sessions import KEPT_FOR, session_of


def current_session() -> Session | None:
    """Return the session whose cookie the request carries; None where nobody is signed in.

    It is what was true when the request came, and stays so: to change it, load it again.
    """
    if "session" not in g:
        token = request.cookies.get(cookie_name(), "")
        g.session = _known_by(token) if token else None
    known: Session | None = g.session
    return known


def current_person() -> Person | None:
    """Return who is signed in, as of when the request came: to change them, load them again."""
    session = current_session()
    return session.person if session else None


def current_writer() -> str | None:
    """Return the hash by which the asker's comments are known; None for a stranger.

    That is the hash of who is signed in, else of the guest whose cookie the browser has.
    """
    if "writer" not in g:
        person, guest = current_person(), current_guest()
        g.writer = person.writer if person else guest.hash if guest else None
    known: str | None = g.writer
    return known


def act_as(writer: str) -> None:
    """Make this request's answer for ``writer``, whatever its cookies say."""
    g.writer = writer


def act_signed_out() -> None:
    """Make this request's answer for somebody who is not signed in any more."""
    g.session = None
    g.pop("writer", None)


def can_sign_in() -> bool:
    """Whether there is a way to sign in to this site: by mail, or by a provider."""
    has_provider: bool = current_app.config["SETTINGS"].has_provider
    return has_provider or mails_links()


def sign_in_first() -> ResponseReturnValue:
    """Lead a stranger to where they sign in, and from there here. Answers 404 where nobody can."""
    if not can_sign_in():
        abort(404)
    here = request.path if request.method in {"GET", "HEAD"} else url_for("account.show")
    return redirect(url_for("session.new", onward=here), 303)


def mails_links() -> bool:
    """Whether links to sign in by can be mailed."""
    sends_mail: bool = current_app.config["SETTINGS"].sends_mail
    return sends_mail


def carries_our_cookie() -> bool:
    """Whether the request says who is asking, truly or not: its answer is for them alone."""
    ours = {cookie_name(), guests.cookie_name(), attempts.cookie_name()}
    return not request.cookies.keys().isdisjoint(ours)


def stay_signed_in(response: Response, token: str) -> None:
    """Set the cookie of the session whose secret is ``token`` on ``response``."""
    response.set_cookie(
        cookie_name(),
        token,
        max_age=int(KEPT_FOR.total_seconds()),
        path="/",
        secure=is_secure(),
        httponly=True,
        samesite="Lax",
    )


def forget_session(response: Response) -> None:
    """Take the session's cookie away with ``response``."""
    response.delete_cookie(
        cookie_name(), path="/", secure=is_secure(), httponly=True, samesite="Lax"
    )


def _known_by(token: str) -> Session | None:
    """Return the session with the secret ``token``, cut loose from what is written later."""
    session = session_of(token, now())
    if session:
        db.session.expunge(session.person)
        db.session.expunge(session)
    return session


def cookie_name() -> str:
    """Return the cookie's name: where it can be, bound to this host (RFC 6265bis, 4.1.3.2)."""
    return "__Host-opinion-session" if is_secure() else "opinion-session"
