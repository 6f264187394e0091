"""Asking: what a kept page may depend on, and the request that stands for it."""

from io import BytesIO
from typing import Any
from urllib.parse import parse_qsl, urlencode

from opinion.comments.threads import Sort
from opinion.kept_pages.store import Key
from opinion.web.compression import best_encoding
from opinion.web.programs import PREFIX

Environ = dict[str, Any]
SORTS = set(Sort)
ARGUMENTS = ("sort", "after", "before")
OURS = "opinion-"  # what the names of all our cookies have in them
OF_SERVER = ("SERVER_NAME", "SERVER_PORT", "SERVER_PROTOCOL")


def key_of(environ: Environ) -> Key | None:
    """Return all that a kept page may depend on; None where the answer is not for everybody."""
    if environ["REQUEST_METHOD"] not in {"GET", "HEAD"} or OURS in environ.get("HTTP_COOKIE", ""):
        return None
    if "HTTP_HOST" not in environ:  # HTTP/1.0: nobody but a health check asks so
        return None
    if environ["PATH_INFO"].startswith("//"):  # another way to say the same
        return None
    query = environ.get("QUERY_STRING", "")
    if query:
        arguments = parse_qsl(query, keep_blank_values=True)
        known = {name: value for name, value in reversed(arguments) if name in ARGUMENTS}
        if known.get("sort", Sort.OLDEST) not in SORTS:  # no page, or one that does not care
            return None
        if len(known) < len(arguments) and environ["PATH_INFO"].startswith(PREFIX):
            return None  # programs are told what is wrong with their question
        query = urlencode([(name, known[name]) for name in ARGUMENTS if name in known])
    return (
        environ["wsgi.url_scheme"],
        environ["HTTP_HOST"],
        environ.get("SCRIPT_NAME", ""),
        environ["PATH_INFO"],
        query,
        best_encoding(environ.get("HTTP_ACCEPT_ENCODING", "")),
    )


def asked_by(key: Key, environ: Environ) -> Environ:
    """Return the request that ``key`` stands for, and nothing else of what was asked."""
    scheme, host, script, path, query, encoding = key
    asked = {name: environ[name] for name in OF_SERVER if name in environ}
    asked |= {name: value for name, value in environ.items() if name.startswith("wsgi.")}
    asked |= {
        "REQUEST_METHOD": "GET",
        "HTTP_HOST": host,
        "SCRIPT_NAME": script,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "wsgi.url_scheme": scheme,
        "wsgi.input": BytesIO(),
    }
    if encoding:
        asked["HTTP_ACCEPT_ENCODING"] = encoding
    return asked
