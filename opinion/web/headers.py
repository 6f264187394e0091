"""What every answer carries: the browser's safety rules, and who may keep it."""

from collections.abc import Iterable
from http import HTTPStatus

from flask import Flask, Request, Response, current_app, request
from flask.sessions import SessionInterface

from opinion.people.signing_in import carries_our_cookie
from opinion.web.programs import is_for_programs, open_to_all

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; "
    "script-src 'self'; "
    "style-src 'self'; "
    "img-src 'self'; "
    "font-src 'self'; "
    "connect-src 'self'; "
    "manifest-src 'self'; "
    "form-action 'self'; "
    "base-uri 'none'; "
    "frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; "
    "trusted-types htmx"
)
SAFETY = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
ONE_YEAR = 31_536_000  # seconds
PRIVATE = "private, no-cache"
FOREVER = f"public, max-age={ONE_YEAR}, immutable"


class NoSession(SessionInterface):
    """Flask's session, which would set a cookie of its own: there is none."""

    def open_session(self, app: Flask, request: Request) -> None:
        """Open nothing."""


def configure(app: Flask) -> None:
    """Put the headers on every answer of ``app``, errors and redirects included."""
    app.session_interface = NoSession()
    app.after_request(add_headers)


def add_headers(response: Response) -> Response:
    """Add what is missing: safety always; ``Cache-Control`` unless the view said it."""
    if is_for_programs():
        open_to_all(response)
    said = {name.lower() for name, _ in response.headers}
    response.headers.extend(each for each in _safety() if each[0].lower() not in said)
    if "cache-control" not in said:
        response.headers.add("Cache-Control", _keeping(response))
    if not (is_for_programs() or response.headers["Cache-Control"].endswith("immutable")):
        response.vary.add("Cookie")
    return response


def _safety() -> Iterable[tuple[str, str]]:
    """Return the browser's safety rules on this site."""
    if current_app.config["SETTINGS"].site_url.startswith("https:"):
        return (*SAFETY.items(), ("Strict-Transport-Security", f"max-age={ONE_YEAR}"))
    return SAFETY.items()


def _keeping(response: Response) -> str:
    """Say who may keep the answer: anybody a public page, only the asker one made for them."""
    if request.method not in {"GET", "HEAD"} or "Set-Cookie" in response.headers:
        return "no-store"
    if carries_our_cookie() and not is_for_programs():
        return PRIVATE
    return public() if response.status_code == HTTPStatus.OK else "no-cache"


def public() -> str:
    """Say that anybody may keep an answer, and asks each time whether it is still true (RFC 9111).

    What stands between may hand it out unasked, for as long as the site's settings let it.
    """
    seconds = current_app.config["SETTINGS"].shared_seconds
    shared = f"s-maxage={seconds}, " if seconds else ""
    return f"public, {shared}max-age=0, must-revalidate"
