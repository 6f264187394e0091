"""A site full of talk for programs to read: threads, gone comments, wild words, many languages."""

from datetime import timedelta

from opinion.articles.models import Article, FormerSlug
from opinion.clock import now
from opinion.comments.models import Comment, Status
from opinion.database import db, writing
from opinion.passages.models import EARLIER, Anchor
from opinion.text import clean_body, clean_name
from tests import make
from tests.hostile import HOSTILE

SLUGS = ["bread", "quiet", "toast"]  # the last one is a former address of the first
NUMBERS = [*range(1, 24), *range(130, 160)]  # of comments of all the kinds below


def talk() -> None:
    """Fill an empty site."""
    bread = make.article(
        "Brot & “Spiele” <i>", slug="bread", language="de", blocks=[make.PARAGRAPH]
    )
    make.article("خبز", slug="quiet", language="ar", comments_close_at=now())
    with writing():
        db.session.add(FormerSlug(slug="toast", article_id=bread.id))
    _gone(bread)
    _threads(bread)


def _threads(article: Article) -> None:
    """Put threads under ``article``: wild ones, a deep one, a long one, some about passages."""
    long_ago = now() - timedelta(days=2)
    make.many_comments(article, 120, parent=make.comment(article, "Long", at=long_ago))
    wild = [
        make.comment(article, clean_body(text), name=clean_name(name)) for name, text in HOSTILE
    ]
    deep = top = make.comment(article, "Top", at=long_ago)
    for level in range(13):
        deep = make.comment(article, f"Level {level}", parent=deep)
    with writing():
        for comment, block in ((wild[0], "b1"), (wild[1], EARLIER)):
            db.session.add(anchor(comment, block))
        db.session.get_one(Comment, deep.id).edited_at = now() + timedelta(hours=1)
        db.session.get_one(Comment, top.id).agree_count = 3


def _gone(article: Article) -> None:
    """Put comments under ``article`` that nobody may read, each with a reply and one without."""
    for status in list(Status):
        place = make.comment(article, "Nobody reads this", name="Nobody")
        make.comment(article, "A reply to it", parent=place)
        lonely = make.comment(article, "Nobody reads this either", name="Nobody")
        for comment in (place, lonely):
            make.decided(comment, status)


def anchor(comment: Comment, block: str) -> Anchor:
    """Return that ``comment`` is about the paragraph ``block``."""
    return Anchor(
        comment_id=comment.id,
        article_id=comment.article_id,
        block=block,
        quote="One paragraph.",
    )
