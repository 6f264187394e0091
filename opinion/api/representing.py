"""How articles and comments are given to programs: what a stranger's page shows, and no more.

``openapi.yaml`` describes each of these values; a new key is written down there first.
"""

from collections.abc import Iterable
from datetime import timedelta

from flask import current_app, url_for

from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.badges import badges, load_writers
from opinion.comments.branches import Branch, in_order
from opinion.comments.models import Comment
from opinion.languages import iso
from opinion.passages.models import Anchor
from opinion.permissions import may_comment, may_see_score
from opinion.web.origin import site_url

Value = dict[str, object]


def article_value(article: Article) -> Value:
    """Return what programs are told of an article: which it is, and how its conversation stands."""
    return {
        "slug": article.slug,
        "title": article.title,
        "url": address_of("articles.show", slug=article.slug),
        "language": article.language,
        "comment_count": article.comment_count,
        "is_open": may_comment(article, now()),
    }


def page_value(
    article: Article, branches: Iterable[Branch], more: list[Value], following: str | None
) -> Value:
    """Return a page of comments, in the order of reading.

    ``more`` are the threads that are not here in full, ``following`` the next page's address.
    """
    shown = list(in_order(branches))
    load_writers([(branch.comment, article) for branch in shown])
    comments = [comment_value(branch, article) for branch in shown]
    return {
        "article": article_value(article),
        "comments": comments,
        "count": len(comments),
        "more": more,
        "next": following,
    }


def more_of(branch: Branch, article: Article) -> Value | None:
    """Return where the rest of a thread is, and how many comments that is; None without a rest."""
    if not branch.more:
        return None
    *_, last = in_order([branch])
    thread = branch.comment.id
    return {
        "thread": thread,
        "count": branch.more,
        "url": address_of("api.thread", slug=article.slug, number=thread, after=last.comment.id),
    }


def comment_value(branch: Branch, article: Article) -> Value:
    """Return a comment; of one that nobody may read, only where it stands and why.

    Who wrote the article is loaded, where somebody signed in wrote the comment.
    """
    comment = branch.comment
    place: Value = {
        "id": comment.id,
        "url": address_of("comments.show", slug=article.slug, number=comment.id),
        "article": article.slug,
        "parent": comment.parent_id,
        "thread": comment.thread_id or comment.id,
        "depth": comment.depth,
        "reply_count": comment.reply_count,
        "state": comment.status,
    }
    return place | (
        _words(comment, article, branch.anchor) if comment.is_live else dict.fromkeys(WORDS)
    )


def address_of(endpoint: str, **values: object) -> str:
    """Return the whole address of something on this site."""
    return site_url() + url_for(endpoint, **values)  # type: ignore[arg-type]


WORDS = (
    "author",
    "passage",
    "posted_at",
    "published_at",
    "edited_at",
    "language",
    "html",
    "agree_count",
)


def _words(comment: Comment, article: Article, anchor: Anchor | None) -> Value:
    """Return what everybody may read of a published comment."""
    hidden: timedelta = current_app.config["SETTINGS"].hiding
    edited = comment.edited_at if comment.is_marked_edited else None
    return {
        "author": {
            "name": comment.name or None,
            "badges": [
                {"kind": each.kind, "words": each.words or None}
                for each in badges(comment, article)
            ],
        },
        "passage": anchor
        and {"quote": anchor.quote, "block": None if anchor.is_lost else anchor.block},
        "posted_at": iso(comment.posted_at),
        "published_at": comment.published_at and iso(comment.published_at),
        "edited_at": edited and iso(edited),
        "language": comment.language,
        "html": comment.html,
        "agree_count": comment.agree_count if may_see_score(comment, now(), hidden) else None,
    }
