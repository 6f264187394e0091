"""Pieces: parts of a page as strangers read them, rendered once for as long as they show the same.

Where somebody writes under a busy article, one thread of its page is rendered, not fifty; where its
headline changes, little more than the headline is.
"""

from collections.abc import Callable, Hashable

from flask import Flask, current_app, g, request

from opinion.kept_pages.store import MEGABYTE, Store
from opinion.languages import content_language
from opinion.text import stored_html

OVERHEAD = 2_000  # bytes that a piece takes besides its text and as much that it is known by


def configure(app: Flask, megabytes: int) -> None:
    """Let ``app`` keep pieces in half the room that it has for pages; none while developing."""
    app.jinja_env.globals["piece"] = piece
    if megabytes and not app.debug:
        app.extensions["opinion_pieces"] = Store(megabytes * MEGABYTE // 2)


def piece(name: str, *shown: Hashable, caller: Callable[[], str]) -> str:
    """Return a part of a page as HTML: what ``caller`` makes, or made before from the same.

    ``shown`` is all that it is made from, besides the kind of the page, its language and the site's
    settings; there may be pieces in a piece. Who carries a cookie has what is made for them.
    """
    if "pieces" not in g:
        g.pieces = _asked_for()
    store, page = g.pieces
    if store is None:
        return caller()
    key = (name, page, shown)
    known = store.get(key)
    if known is not None:
        return stored_html(known.decode())
    made = caller()
    known = made.encode()  # which takes half as much, where some letters are not of Latin-1
    store.put(key, known, 2 * len(known) + OVERHEAD)
    return made


def _asked_for() -> tuple[Store[bytes] | None, tuple[Hashable, ...]]:
    """Return where the pieces of this request's answer are kept, if they are, and its own key."""
    asked = request
    store = None if asked.cookies else current_app.extensions.get("opinion_pieces")
    return store, (asked.endpoint, asked.script_root, content_language())
