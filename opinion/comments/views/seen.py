"""Seen: all that a stranger's view of a thread is made from, by which its HTML is known again."""

from collections.abc import Hashable, Sequence
from operator import itemgetter

from flask import g, request
from sqlalchemy import inspect

from opinion.articles.models import Article
from opinion.comments.badges import badges
from opinion.comments.branches import Branch, in_order
from opinion.comments.models import Comment
from opinion.comments.views.reacting import score_of
from opinion.comments.views.room import blueprint, name_on
from opinion.passages.models import Anchor

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
OF_COMMENT = itemgetter(*(set(inspect(Comment).column_attrs.keys()) - UNSEEN))
OF_ANCHOR = itemgetter(*inspect(Anchor).column_attrs.keys())


@blueprint.app_template_global()
def seen_in(branch: Branch, article: Article) -> tuple[Hashable, ...]:
    """Return all that a stranger's view of a thread is made from, looked up once a request.

    Nothing for who carries a cookie: what they see is not kept.
    """
    if request.cookies:
        return ()
    known: dict[int, tuple[Hashable, ...]] = g.setdefault("seen_in_threads", {})
    if branch.comment.id not in known:
        below = (_seen_of(each, article) for each in in_order([branch]))
        known[branch.comment.id] = (article.slug, branch.more, branch.after, *below)
    return known[branch.comment.id]


@blueprint.app_template_global()
def seen_in_all(branches: Sequence[Branch], article: Article) -> tuple[Hashable, ...]:
    """Return all that a stranger's view of a page of threads is made from."""
    return tuple(seen_in(branch, article) for branch in branches)


def _seen_of(branch: Branch, article: Article) -> tuple[Hashable, ...]:
    comment, anchor = branch.comment, branch.anchor
    parent = name_on(comment.parent) if comment.parent_id and comment.parent else ""
    return (
        *OF_COMMENT(vars(comment)),
        *(OF_ANCHOR(vars(anchor)) if anchor else ()),
        *badges(comment, article),
        score_of(comment),
        parent,
        branch.is_apart,
    )
