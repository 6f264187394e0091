"""Finding: the passages of an article that can be talked about, and what comments are about."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Select, bindparam, select

from opinion.articles.blocks import is_discussable, is_picture
from opinion.articles.models import Article
from opinion.comments.models import Comment
from opinion.database import db
from opinion.passages.anchoring import Selector
from opinion.passages.models import EARLIER, Anchor
from opinion.passages.rematching import text_in


class PassageGoneError(LookupError):
    """The article has no such block, or not any more."""


@dataclass(frozen=True)
class Passage:
    """A block of an article, with how many comments there are about it.

    ``quote`` is what a comment about the whole of it quotes. ``block`` is ``EARLIER``, without
    words, for what is no longer in the article.
    """

    block: str
    html: str
    count: int
    quote: str = ""

    @property
    def is_lost(self) -> bool:
        """Whether it is what earlier versions of the article said."""
        return self.block == EARLIER

    @property
    def is_picture(self) -> bool:
        """Whether it is a picture with a caption, which is what is quoted of it."""
        return is_picture(self.html)


def passage_of(article: Article, name: str) -> Passage | None:
    """Return the passage ``name`` of an article; None where it has no such, or none is named."""
    if not name:
        return None
    count = article.passage_counts.get(name, 0)
    if name == EARLIER:
        return Passage(EARLIER, "", count) if count else None
    for block in article.blocks:
        if block["id"] == name and is_discussable(block):
            quote = text_in([block]).select(name).quote
            return Passage(name, block["html"], count, quote)
    return None


def selector_of(article: Article, name: str, quote: str) -> Selector:
    """Return what a comment about ``quote`` in the block ``name`` is anchored to.

    That is the whole block where the quote does not stand in it.

    Raises:
        PassageGoneError: there is no such block.
    """
    text = text_in(article.blocks)
    if name not in text.blocks:
        raise PassageGoneError
    return text.select(name, quote)


def anchor_over(comment: Comment) -> Anchor | None:
    """Return what the thread of ``comment`` is about, if it is about a passage."""
    return db.session.scalar(_anchor(), {"comment": comment.thread_id or comment.id})


def anchors_by_comment(comments: Iterable[int]) -> dict[int, Anchor]:
    """Return what the comments with these numbers are about, by number, as far as they are."""
    anchors = db.session.scalars(_anchors(), {"comments": list(comments)})
    return {anchor.comment_id: anchor for anchor in anchors}


@cache
def _anchor() -> Select[tuple[Anchor]]:
    """Select what the top-level ``comment`` is about: composed once."""
    return select(Anchor).where(Anchor.comment_id == bindparam("comment"))


@cache
def _anchors() -> Select[tuple[Anchor]]:
    """Select what ``comments`` are about: composed once."""
    return select(Anchor).where(Anchor.comment_id.in_(bindparam("comments", expanding=True)))
