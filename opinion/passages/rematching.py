"""Rematching: when an article was saved, every comment about a passage follows it, or says so."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from opinion.articles.blocks import is_discussable, text_of
from opinion.articles.models import Article, Block
from opinion.comments.models import Comment, Status
from opinion.database import db
from opinion.passages.anchoring import Matching, Selector, Text
from opinion.passages.models import EARLIER, Anchor, anchors_of


def text_in(blocks: Sequence[Block]) -> Text:
    """Return the words of the blocks that can be talked about."""
    return Text({block["id"]: text_of(block["html"]) for block in blocks if is_discussable(block)})


def rematch(article: Article, before: Sequence[Block]) -> None:
    """Anchor the comments about passages of ``article`` anew, which was ``before`` another text.

    What was lost earlier and stands there again is found too. Counts by block follow. The caller
    holds the write lock and has written the article, so that nobody adds a comment meanwhile.
    """
    if before == article.blocks:
        return
    anchors = list(db.session.scalars(anchors_of(article.id)))
    if not anchors:
        return
    matching = Matching(text_in(before), text_in(article.blocks))
    found: dict[Selector, Selector | None] = {}
    for anchor in anchors:
        selector = anchor.selector()
        if selector not in found:
            found[selector] = matching.place_of(selector)
        place = found[selector]
        anchor.block = place.block if place else EARLIER
        anchor.is_reworded = place is not None and place.is_reworded
    db.session.flush()
    recount(article)


def recount(article: Article) -> None:
    """Count the published comments about each block of ``article`` from the comments themselves."""
    counts = Counter[str]()
    threads = (
        select(Anchor.block, Comment.status, Comment.reply_count)
        .join(Comment, Comment.id == Anchor.comment_id)
        .where(Anchor.article_id == article.id)
    )
    for block, status, replies in db.session.execute(threads):
        counts[block] += replies + (status == Status.PUBLISHED)
    article.passage_counts = {block: count for block, count in counts.items() if count}
    flag_modified(article, "passage_counts")  # whatever was read before, this is true now


def count_at_passage(anchor: Anchor, article: Article, change: int) -> None:
    """Count a comment in (1) or out (-1) at the passage that ``anchor`` says."""
    counts = Counter(article.passage_counts)
    counts[anchor.block] += change
    article.passage_counts = dict(+counts)
