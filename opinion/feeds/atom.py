"""Atom (RFC 4287), with threads (RFC 4685) and pages (RFC 5005): what a feed is, whatever it says.

An id is the site's address and the number of a thing: it stays when an article gets another
address or headline, so that a feed reader does not take what it knows for new.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Response, make_response, render_template
from flask_babel import gettext

from opinion.articles.models import Article
from opinion.comments.models import Comment
from opinion.feeds.finding import Said
from opinion.web.origin import site_url

MEDIA_TYPE = "application/atom+xml"
FORBIDDEN = re.compile(  # XML 1.0, 2.2: what no document may hold, however it is written
    "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Feed:
    """What a feed says of itself.

    ``name`` makes its id; ``page`` is the address of what it is about, for people; ``after`` the
    thing that its next page begins behind, None where there is none.
    """

    name: str
    title: str
    page: str
    updated: datetime
    after: int | None = None

    @property
    def id(self) -> str:
        """Its id."""
        return feed_id(self.name)


def answer(feed: Feed, template: str, **context: object) -> Response:
    """Answer with a feed, made by ``template``.

    No ``Last-Modified`` goes with it: that of a feed from which something was taken away, or in
    which a name changed, would be the same as before (RFC 9110, 8.8.2).
    """
    asked = {"article_id": article_id, "comment_id": comment_id, "changed_at": changed_at}
    asked |= {"headline": headline, "name_to_all": name_to_all}
    text = render_template(template, feed=feed, **asked, **context)
    response = make_response(FORBIDDEN.sub("", text))
    response.content_type = f"{MEDIA_TYPE}; charset=utf-8"
    return response


def feed_id(name: str) -> str:
    """Return the id of the feed, or of the thing, that this site calls ``name``."""
    return f"{site_url()}/#{name}"


def article_id(article: Article) -> str:
    """Return the id of an article."""
    return feed_id(f"article-{article.id}")


def comment_id(number: int) -> str:
    """Return the id of the comment with this number."""
    return feed_id(f"comment-{number}")


def changed_at(comment: Comment) -> datetime:
    """Return when readers last saw ``comment`` appear or change."""
    return max(comment.published_at or comment.posted_at, comment.edited_at or comment.posted_at)


def newest_change(said: Iterable[Said], default: datetime = NEVER) -> datetime:
    """Return when the last of these comments appeared or changed."""
    return max((changed_at(each.comment) for each in said), default=default)


def name_to_all(comment: Comment) -> str:
    """Return the name that everybody sees ``comment`` under, whoever asks."""
    if not comment.is_live:
        return gettext("a removed comment")
    return comment.name or gettext("a former reader")


def headline(said: Said) -> str:
    """Return what an entry is called: who said it, to whom, and about what."""
    name, title = name_to_all(said.comment), said.article.title
    if said.comment.parent is None:
        return gettext("%(name)s on “%(title)s”", name=name, title=title)
    other = name_to_all(said.comment.parent)
    return gettext(
        "%(name)s in reply to %(other)s on “%(title)s”", name=name, other=other, title=title
    )
