"""Answers made smaller on the wire, and tagged, so that an unchanged one is not sent again."""

import gzip
import hashlib
from functools import lru_cache
from http import HTTPStatus

import brotli
from flask import Flask, Response, request
from werkzeug.http import parse_accept_header

SMALLEST = 500  # bytes; below, a packet is not saved
LETTERS = 24  # of a tag: so many that no two pages have the same by chance
PAGE_QUALITY = {"br": 5, "gzip": 8}
BEST_QUALITY = {"br": 11, "gzip": 9}
PLAIN = "identity"


def configure(app: Flask) -> None:
    """Compress and tag what ``app`` answers. Register it first, so that it comes last."""
    app.after_request(finish)


def finish(response: Response) -> Response:
    """Tag a good answer by its bytes; compress it; answer 304 where the asker has it already."""
    if response.direct_passthrough or response.is_streamed:
        return response
    body = response.get_data()
    response.vary.add("Accept-Encoding")
    encoding = "" if "Content-Encoding" in response.headers else accepted_encoding()
    if response.status_code == HTTPStatus.OK and request.method in {"GET", "HEAD"}:
        mark = hashlib.sha1(body, usedforsecurity=False).hexdigest()[:LETTERS]
        response.set_etag(f"{mark}-{encoding}" if encoding else mark)
    if encoding and len(body) >= SMALLEST and _is_text(response):
        response.set_data(pack(body, encoding, PAGE_QUALITY[encoding]))
        response.headers["Content-Encoding"] = encoding
    response.make_conditional(request)
    return response


def accepted_encoding() -> str:
    """Return the best of ``br`` and ``gzip`` for the asker, or an empty string."""
    return best_encoding(request.headers.get("Accept-Encoding", ""))


@lru_cache(maxsize=256)
def best_encoding(accepted: str) -> str:
    """Return the best of ``br`` and ``gzip`` for a header ``Accept-Encoding``.

    An empty string where it accepts neither, or would rather have it plain.
    """
    best = parse_accept_header(accepted).best_match([*PAGE_QUALITY, PLAIN], default=PLAIN)
    return "" if best == PLAIN else best


def pack(body: bytes, encoding: str, quality: int) -> bytes:
    """Return ``body`` compressed with ``encoding`` (``br`` or ``gzip``)."""
    if encoding == "br":
        packed: bytes = brotli.compress(body, quality=quality)
        return packed
    return gzip.compress(body, quality, mtime=0)


def _is_text(response: Response) -> bool:
    kind = response.mimetype or ""
    return kind.startswith("text/") or kind.endswith(("json", "xml", "javascript"))
