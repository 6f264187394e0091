"""How the site answers programs, below ``/api/``: open to all, the same for everybody, in JSON."""

import json
from http import HTTPStatus

from flask import Response, request

PREFIX = "/api/"
DESCRIPTION = "/api/v1/openapi.json"
DESCRIPTION_KIND = "application/openapi+json"  # as the draft “REST API Media Types” calls it
PROBLEM_KIND = "application/problem+json"  # RFC 9457
ONE_DAY = 86_400  # seconds


def is_for_programs() -> bool:
    """Whether a program asks: then cookies say nothing, and errors are no pages."""
    return request.path.startswith(PREFIX)


def data(content: object, kind: str = "application/json") -> Response:
    """Answer with ``content`` as JSON (RFC 8259), in UTF-8."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return Response(text + "\n", content_type=kind)


def problem_details(status: int, detail: str, **more: str) -> Response:
    """Answer that a request failed, and why (RFC 9457). What is not empty of ``more`` is added."""
    problem = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }
    response = data(problem | {name: word for name, word in more.items() if word}, PROBLEM_KIND)
    response.status_code = status
    return response


def open_to_all(response: Response) -> None:
    """Let every site's scripts read ``response`` (Fetch standard), and say where it is described.

    The link is that of RFC 8631.
    """
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "ETag, Link, Retry-After"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers.add("Link", f'<{DESCRIPTION}>; rel="service-desc"; type="{DESCRIPTION_KIND}"')
    if request.method == "OPTIONS":
        response.headers.pop("Content-Type", None)  # there is nothing in it
        response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
        response.headers["Access-Control-Allow-Headers"] = "If-None-Match"
        response.headers["Access-Control-Max-Age"] = str(ONE_DAY)
