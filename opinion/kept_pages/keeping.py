"""Keeping: a public page is made once, and handed out until something that it shows has changed.

This stands in front of Flask. A page is made from its key alone: what else a request says (headers,
cookies of others, more of a query) is not handed on to the view, so none of it can get into what
everybody is answered. Before a page is handed out again its versions are asked for, so that a
change is seen by the next reader, whichever process made it.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from threading import Lock
from typing import Any

from flask import Flask
from sqlalchemy import event
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect
from werkzeug.wsgi import ClosingIterator

from opinion.clock import now
from opinion.config import Settings
from opinion.database import db
from opinion.kept_pages.asking import Environ, asked_by, key_of
from opinion.kept_pages.at_hand import AtHand
from opinion.kept_pages.checking import UnknownError
from opinion.kept_pages.declaring import Shows, shown_by
from opinion.kept_pages.handing_out import hand_out
from opinion.kept_pages.models import LISTS, SITE, of_article
from opinion.kept_pages.moments import article_changes_at, lists_change_at
from opinion.kept_pages.shelf import Shelf, shelf_of
from opinion.kept_pages.sources import Source, Sources
from opinion.kept_pages.store import MEGABYTE, Kept, Key, Store, Versions
from opinion.replica import REPLICA

Answer = tuple[str, list[tuple[str, str]], bytes]  # status, headers, body
Application = Callable[[Environ, Any], Iterable[bytes]]
LOCKS = 64  # of which a page that is being made holds one


def configure(app: Flask, settings: Settings) -> None:
    """Keep the public pages of ``app``, unless ``settings`` leave no room for them."""
    if not settings.kept_pages:
        return
    with app.app_context():
        sources = Sources(db.engine, db.engines.get(REPLICA))
        shelf = shelf_of(settings)
        if shelf:
            event.listen(db.engine, "engine_disposed", lambda _: shelf.close())
    app.wsgi_app = KeptPages(app, settings, sources, shelf)  # type: ignore[method-assign]


class KeptPages:
    """A WSGI application (PEP 3333): answers from the store what it can, and else asks Flask."""

    def __init__(
        self, app: Flask, settings: Settings, sources: Sources, shelf: Shelf | None
    ) -> None:
        self._app = app
        self._inner: Application = app.wsgi_app
        self._hiding = settings.hiding
        self._store: Store[Kept] = Store(settings.kept_pages * MEGABYTE)
        self._shelf = shelf
        self._sources = sources
        self._at_hand = AtHand(sources.primary.checker)
        self._making = [Lock() for _ in range(LOCKS)]

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        page = self._at_hand.get(environ)
        if page is not None:
            return hand_out(page, environ, start_response)
        key = key_of(environ)
        found = None if key is None else self._found(key, environ)
        if key is None or found is None:
            return self._inner(environ, start_response)
        if isinstance(found, Kept):
            return self._handed_out(key, found, environ, start_response)
        status, headers, body = found
        start_response(status, headers)
        return [body] if environ["REQUEST_METHOD"] == "GET" else []

    def _handed_out(
        self, key: Key, page: Kept, environ: Environ, start_response: Any
    ) -> Iterable[bytes]:
        """Answer with ``page``; put it on the shelf afterwards, so that nobody waits for that."""
        entry = self._store.entry(key)
        if entry:
            self._at_hand.keep(environ, entry)
        answer = hand_out(page, environ, start_response)
        if self._shelf is None or page.is_shelved:
            return answer
        page.is_shelved = True
        return ClosingIterator(answer, partial(self._shelf.put, key, page))

    def _found(self, key: Key, environ: Environ) -> Kept | Answer | None:
        """Return what answers ``key``; None where Flask must be asked as for any other request."""
        for source in self._sources.in_turn():
            try:
                return self._current(key, source) or self._anew(key, environ, source)
            except UnknownError:
                self._sources.failed(source)
        return None

    def _current(self, key: Key, source: Source) -> Kept | None:
        """Return the page that answers ``key``, if this process keeps it and it is true."""
        page = self._store.get(key)
        return page if page is not None and source.checker.is_current(page) else None

    def _anew(self, key: Key, environ: Environ, source: Source) -> Kept | Answer | None:
        """Return what answers ``key`` now; None where the address has no page to keep."""
        shown = self._shown_at(environ)
        if shown is None:
            return None
        with self._making[hash(key) % LOCKS]:  # who asks for the same meanwhile waits
            if self._sources.rests(source):
                raise UnknownError
            return (
                self._current(key, source)
                or self._off_the_shelf(key, source)
                or self._made(key, environ, shown, source)
            )

    def _off_the_shelf(self, key: Key, source: Source) -> Kept | None:
        """Return the page that answers ``key``, if any process has made it and it is true."""
        page = self._shelf.get(key, source.checker.is_current) if self._shelf else None
        if page:
            self._store.put(key, page, page.size)
        return page

    def _shown_at(self, environ: Environ) -> tuple[Shows, str] | None:
        """Return what the page at an address shows, and of which article; None: it is not kept."""
        if self._app.debug:  # what is being written is looked at anew
            return None
        try:
            rule, values = self._app.url_map.bind_to_environ(environ).match(return_rule=True)
        except (HTTPException, RequestRedirect):
            return None
        shows = shown_by(self._app.view_functions[rule.endpoint])
        return (shows, values.get("slug", "")) if shows else None

    def _made(
        self, key: Key, environ: Environ, shown: tuple[Shows, str], source: Source
    ) -> Kept | Answer | None:
        """Return the page that answers ``key``, and keep it; else what was answered instead.

        The versions are asked for first, so that a page never goes by later ones than its own. What
        a replica does not have yet, or can't say, is for the database that is written to.
        """
        about = self._about(*shown, source)
        with source.reading():
            status, headers, body = _answer(self._inner, asked_by(key, environ))
        named = {name.lower(): value for name, value in headers}
        if source.is_replica and status.startswith("5"):
            raise UnknownError
        if not (status.startswith("200") and _is_for_all(named)):
            return None if source.is_replica else (status, headers, body)
        lasting = [each for each in headers if each[0] != "Date"]  # the server says it each time
        page = Kept(lasting, body, named["etag"], *about)
        self._store.put(key, page, page.size)
        return page

    def _about(self, shows: Shows, slug: str, source: Source) -> tuple[Versions, datetime | None]:
        """Return the present versions of what a page shows, and until when it says all.

        The site's is asked for before all else: it says whether another article is at ``slug`` now.
        """
        if shows is Shows.NOTHING:
            return (), None
        at, (lists, site) = now(), source.checker.versions((LISTS, SITE))
        try:
            with source.engine.connect() as connection:
                if shows is Shows.LISTS:
                    return (lists, site), lists_change_at(connection, at)
                number, until = article_changes_at(connection, slug, at, self._hiding)
        except SQLAlchemyError as problem:
            raise UnknownError from problem
        article, _ = source.checker.versions((of_article(number), SITE))
        return (article, site), until


def _answer(application: Application, environ: Environ) -> Answer:
    """Return what ``application`` answers."""
    started: list[Any] = []

    def start_response(status: str, headers: list[tuple[str, str]], _: Any = None) -> None:
        started[:] = [status, headers]

    parts = application(environ, start_response)
    try:
        body = b"".join(parts)
    finally:
        getattr(parts, "close", bool)()
    return started[0], started[1], body


def _is_for_all(headers: dict[str, str]) -> bool:
    """Whether an answer says that anybody may keep it, and is one that names its state."""
    is_public = headers.get("cache-control", "").startswith("public")
    return is_public and "etag" in headers and "set-cookie" not in headers
