"""Who may change something: a request that our own pages sent, and no other site's.

The check follows the OWASP cheat sheet on cross-site request forgery (Fetch Metadata with a
fallback to Origin): it needs no token, so that public pages stay the same for everybody.
"""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from flask import Flask, abort, current_app, request
from werkzeug.middleware.proxy_fix import ProxyFix

from opinion.config import Settings
from opinion.people.signing_in import carries_our_cookie
from opinion.web.programs import is_for_programs

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
LOCAL_HOSTS = ["localhost", "127.0.0.1"]
View = TypeVar("View", bound=Callable[..., Any])
_open_views: set[Callable[..., Any]] = set()


class OwnHost:
    """A WSGI application (PEP 3333) that is asked by the site's own host, however it was written.

    With capitals or another port it is no other site: its pages are made and kept once.
    """

    def __init__(self, application: Any, host: str) -> None:
        self._application = application
        self._host = host
        self._name = host.partition(":")[0]

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        said = environ.get("HTTP_HOST", "")
        if said != self._host and said.partition(":")[0].lower() == self._name:
            environ["HTTP_HOST"] = self._host
        answer: Iterable[bytes] = self._application(environ, start_response)
        return answer


def configure(app: Flask, settings: Settings) -> None:
    """Let ``app`` answer to its own name only, believe its own proxies only, and check origins."""
    host = settings.site_url.partition("//")[2]
    app.config["TRUSTED_HOSTS"] = [host.partition(":")[0]] if host else LOCAL_HOSTS
    if host:
        app.wsgi_app = OwnHost(app.wsgi_app, host)  # type: ignore[method-assign]
    if settings.proxy_hops:
        hops = settings.proxy_hops
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops
        )
    app.before_request(check_origin)


def site_url() -> str:
    """Return the site's own address, without a slash: as configured, else as asked on loopback."""
    configured: str = current_app.config["SETTINGS"].site_url
    return configured or request.host_url.rstrip("/")


def open_to_other_sites(view: View) -> View:
    """Let anybody's page or program send requests to ``view``: it believes no cookie.

    Its address itself must be a secret that only those know who may use it.
    """
    _open_views.add(view)
    return view


def is_open_to_other_sites(endpoint: str | None) -> bool:
    """Whether requests to ``endpoint`` may come from anywhere."""
    return current_app.view_functions.get(endpoint or "") in _open_views


def check_origin() -> None:
    """Refuse (403) an unsafe request that another site's page may have sent."""
    is_refused_anyway = is_for_programs() and request.routing_exception is not None  # by 404 or 405
    is_open = request.method in SAFE_METHODS or is_open_to_other_sites(request.endpoint)
    if is_open or is_refused_anyway:
        return
    sender = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if sender is not None:
        is_ours = sender in {"same-origin", "none"}
    elif origin is not None:
        is_ours = origin == site_url()
    else:
        is_ours = not carries_our_cookie()
    if not is_ours:
        abort(403)
