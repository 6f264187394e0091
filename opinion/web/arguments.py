"""What addresses may contain: names and numbers that a database can hold."""

from flask import Flask, abort, request
from werkzeug.routing import BaseConverter, IntegerConverter, Map

LARGEST = 2**31 - 1  # PostgreSQL's integer
DIGITS = len(str(LARGEST))


class IdConverter(IntegerConverter):
    """The number of a thing in an address, such as ``/comments/<id:number>``."""

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, min=1, max=LARGEST)


class NameConverter(BaseConverter):
    """The name of a thing in an address, such as ``/articles/<slug>``: without control characters.

    PostgreSQL refuses NUL in a text, so it must not come as far.
    """

    part_isolating = True
    regex = r"[^/\x00-\x1f\x7f]+"


def configure(app: Flask) -> None:
    """Teach ``app`` the converter ``id``, and the one that is used where none is named."""
    app.url_map.converters.update(default=NameConverter, id=IdConverter)


def number_or_none(text: str) -> int | None:
    """Return the number of a thing, or None where ``text`` is none."""
    if text.isascii() and text.isdigit() and len(text) <= DIGITS and 0 < int(text) <= LARGEST:
        return int(text)
    return None


def place_asked(name: str) -> int | None:
    """Return the number in the query's ``name``, None where it is not asked for.

    Answers 404 where it is not a number of a thing.
    """
    text = request.args.get(name)
    if text is None:
        return None
    number = number_or_none(text)
    if number is None:
        abort(404)
    return number
