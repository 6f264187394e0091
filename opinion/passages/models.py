"""Passages: the table that says which part of an article a comment is about."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, Select, String, select
from sqlalchemy.orm import Mapped, mapped_column

from opinion.database import Model
from opinion.passages.anchoring import CONTEXT, QUOTE_LENGTH, Selector

EARLIER = "earlier"  # in the place of a block's name: the passage is no longer in the article
NAME_LENGTH = 12  # of a block's name


class Anchor(Model):
    """What a top-level comment is about: a quote, and the block that it stands in now.

    Quote and context stay as they were when the comment was written; ``block`` follows
    the article, and is ``EARLIER`` while the passage is not to be found in it. ``is_reworded`` says
    that the block no longer has the quote as it was.
    """

    __tablename__ = "anchors"
    __table_args__ = (
        CheckConstraint(f"length(quote) BETWEEN 1 AND {QUOTE_LENGTH}", name="quote_length"),
        CheckConstraint("length(block) >= 1", name="block_length"),
        Index("ix_anchors_article_id_block_comment_id", "article_id", "block", "comment_id"),
    )

    comment_id: Mapped[int] = mapped_column(
        ForeignKey("comments.id", ondelete="CASCADE"), primary_key=True
    )
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"))
    block: Mapped[str] = mapped_column(String(NAME_LENGTH))
    quote: Mapped[str] = mapped_column(String(QUOTE_LENGTH))
    prefix: Mapped[str] = mapped_column(String(CONTEXT), default="")
    suffix: Mapped[str] = mapped_column(String(CONTEXT), default="")
    is_reworded: Mapped[bool] = mapped_column(default=False)

    @property
    def is_lost(self) -> bool:
        """Whether the article no longer has the passage."""
        return self.block == EARLIER

    def selector(self) -> Selector:
        """Return what is looked for when the article changes."""
        return Selector(self.block, self.quote, self.prefix, self.suffix)


def anchors_of(article_id: int) -> Select[tuple[Anchor]]:
    """Select the anchors of an article, in the order that they were made."""
    return select(Anchor).where(Anchor.article_id == article_id).order_by(Anchor.comment_id)


def threads_about(article_id: int, block: str) -> Select[tuple[int]]:
    """Select the numbers of the top-level comments about a block of an article."""
    return select(Anchor.comment_id).where(Anchor.article_id == article_id, Anchor.block == block)
