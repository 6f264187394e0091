"""Finished: a thread as strangers read it, rendered once for as long as nothing in it changes.

Where somebody writes under a busy article, one thread of its page is rendered, not fifty.
"""

from collections.abc import Callable, Hashable
from operator import attrgetter

from flask import Flask, current_app, g, request
from sqlalchemy import inspect

from opinion.articles.models import Article
from opinion.comments.badges import badges
from opinion.comments.branches import Branch, in_order
from opinion.comments.models import Comment
from opinion.comments.views.reacting import score_of
from opinion.comments.views.room import blueprint, name_on
from opinion.kept_pages.store import MEGABYTE, Store
from opinion.passages.models import Anchor

OVERHEAD = 2_000  # bytes that a thread takes besides its text, about
UNSEEN = {
    "agree_count",
    "text",
    "email",
    "fingerprint",
    "writer",
    "addressee",
    "network",
    "held_for",
}
OF_COMMENT = attrgetter(*(set(inspect(Comment).column_attrs.keys()) - UNSEEN))
OF_ANCHOR = attrgetter(*inspect(Anchor).column_attrs.keys())


def configure(app: Flask, megabytes: int) -> None:
    """Let ``app`` keep finished threads in a quarter of the room that it has for pages."""
    if megabytes:
        app.extensions["opinion_finished"] = Store(megabytes * MEGABYTE // 4)


@blueprint.app_template_global()
def finished(branch: Branch, article: Article, *around: Hashable, caller: Callable[[], str]) -> str:
    """Return a thread on the page of ``article`` as HTML: what ``caller`` makes, or made before.

    ``around`` is what else it is made from. Who carries a cookie has what is made for them.
    """
    store: Store[str] | None = current_app.extensions.get("opinion_finished")
    if store is None or request.cookies:
        return caller()
    key = (request.endpoint, article.slug, article.language, around, _seen_in(branch, article))
    known = store.get(key)
    if known is None:
        known = caller()
        store.put(key, known, len(known) + OVERHEAD)
    return known


def _seen_in(branch: Branch, article: Article) -> tuple[Hashable, ...]:
    """Return all that a stranger's view of a thread is made from, looked up once a request."""
    known: dict[int, tuple[Hashable, ...]] = g.setdefault("seen_in_threads", {})
    if branch.comment.id not in known:
        below = (_seen_of(each, article) for each in in_order([branch]))
        known[branch.comment.id] = (branch.more, branch.after, *below)
    return known[branch.comment.id]


def _seen_of(branch: Branch, article: Article) -> tuple[Hashable, ...]:
    comment, anchor = branch.comment, branch.anchor
    parent = name_on(comment.parent) if comment.parent_id and comment.parent else ""
    return (
        *OF_COMMENT(comment),
        *(OF_ANCHOR(anchor) if anchor else ()),
        *badges(comment, article),
        score_of(comment),
        parent,
        branch.is_apart,
    )
