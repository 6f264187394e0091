"""How a view answers: a whole page, or to htmx the parts that changed."""

from flask import Response, abort, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue


def wants_parts() -> bool:
    """Whether htmx asks for the parts that changed, instead of a page."""
    return request.headers.get("HX-Request") == "true"


def demand(permission: bool) -> None:
    """Go on only if ``permission`` is given. Answers 403 otherwise."""
    if not permission:
        abort(403)


def answer(template: str, location: str, **context: object) -> Response:
    """Answer a change that was made: the parts in ``template`` (201), or the way to ``location``.

    The redirect is 303 (RFC 9110, 15.4.4), so that a reload posts nothing again.
    """
    if wants_parts():
        return make_response(render_template(template, **context), 201)
    return make_response(redirect(location, 303))


def parts_or_page(parts: str, page: str, status: int, **context: object) -> ResponseReturnValue:
    """Answer a change that was not made, with ``status``: the ``parts``, or the whole ``page``."""
    return render_template(parts if wants_parts() else page, **context), status
