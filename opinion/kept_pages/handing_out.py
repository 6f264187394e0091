"""Handing out: a kept page as an answer, or word that the asker has it already."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from werkzeug.http import parse_etags

from opinion.kept_pages.asking import Environ
from opinion.kept_pages.store import Kept

KNOWN = f"{HTTPStatus.NOT_MODIFIED:d} {HTTPStatus.NOT_MODIFIED.phrase}"


def hand_out(page: Kept, environ: Environ, start_response: Any) -> Iterable[bytes]:
    """Answer with ``page``, or that the asker has it already (RFC 9110, 13.1.2)."""
    if _has_it(page, environ):
        start_response(KNOWN, list(page.headers_where_known))
        return []
    start_response("200 OK", list(page.headers))
    return [page.body] if environ["REQUEST_METHOD"] == "GET" else []


def _has_it(page: Kept, environ: Environ) -> bool:
    marks = environ.get("HTTP_IF_NONE_MATCH")
    if not marks:
        return False
    return marks == page.etag or parse_etags(marks).contains_weak(page.etag.strip('"'))
