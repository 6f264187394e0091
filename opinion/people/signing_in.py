"""Signing in: who is asking, and the cookie by which a browser stays signed in."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import ParamSpec

from flask import Response, abort, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from opinion.clock import now
from opinion.database import db
from opinion.people import attempts, challenges, guests
from opinion.people.guests import current_guest, is_secure
from opinion.people.models import Person, Session
from opinion.people.sessions import KEPT_FOR, session_of

FRESH = timedelta(minutes=15)
AFTERWARDS = "/moderation"  # where staff go on who sign in because of a button
View = ParamSpec("View")
Question = Callable[[Person | None], bool]


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
    """Whether there is a way for readers to sign in to this site: by mail, or by a provider.

    Staff can always, by what they have set up.
    """
    has_provider: bool = current_app.config["SETTINGS"].has_provider
    return has_provider or mails_links()


def sign_in_first(afterwards: str = "") -> ResponseReturnValue:
    """Lead a stranger to where they sign in, and from there here.

    From a button there is no way back: they go on to ``afterwards`` then, or to their account.
    """
    is_page = request.method in {"GET", "HEAD"}
    here = request.path if is_page else afterwards or url_for("account.show")
    return redirect(url_for("session.new", onward=here), 303)


def staff_only(
    question: Question,
) -> Callable[[Callable[View, ResponseReturnValue]], Callable[View, ResponseReturnValue]]:
    """Let in only whom ``question``, one of :mod:`opinion.permissions`, lets in.

    Strangers are led to where they sign in; all others get 403. :func:`rule_of` tells the question.
    """

    def guard(view: Callable[View, ResponseReturnValue]) -> Callable[View, ResponseReturnValue]:
        @wraps(view)
        def guarded(*args: View.args, **kwargs: View.kwargs) -> ResponseReturnValue:
            person = current_person()
            if person is None:
                return sign_in_first(AFTERWARDS)
            if not question(person):
                abort(403)
            return view(*args, **kwargs)

        guarded.__dict__["staff_only"] = question
        return guarded

    return guard


def rule_of(view: Callable[..., object]) -> Question | None:
    """Return the question that a view for staff asks of who wants in; None where it asks none."""
    rule: Question | None = getattr(view, "staff_only", None)
    return rule


def is_fresh() -> bool:
    """Whether who is signed in here has signed in lately."""
    session = current_session()
    return session is not None and now() - session.began_at <= FRESH


def demand_fresh(onward: str) -> None:
    """Go on only where the session is fresh; else have them sign in again, and go ``onward``."""
    if not is_fresh():
        abort(redirect(url_for("session.again", onward=onward), 303))


def mails_links() -> bool:
    """Whether links to sign in by can be mailed."""
    sends_mail: bool = current_app.config["SETTINGS"].sends_mail
    return sends_mail


def carries_our_cookie() -> bool:
    """Whether the request says who is asking, truly or not: its answer is for them alone."""
    ours = {cookie_name(), guests.cookie_name(), attempts.cookie_name(), challenges.cookie_name()}
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
