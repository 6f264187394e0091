"""Publishes articles that change, and comments on their paragraphs."""

from dataclasses import replace

from flask.testing import FlaskClient
from sqlalchemy import func, select

from opinion.articles.models import Article, Block
from opinion.clock import now
from opinion.comments.models import Comment, Status
from opinion.comments.posting import Submission, post
from opinion.database import db, writing
from opinion.moderation.deciding import Decider, Verdict, decide
from opinion.moderation.models import Rule
from opinion.passages.finding import selector_of
from opinion.passages.models import Anchor
from tests import make
from tests.articles.drafting import MONDAY, TUESDAY, draft, published
from tests.pages import Page, problems

BUS = "The last bus leaves at nine, and with it half of the town's evening."
RAKE = "Give the gardeners back their rakes: they are quiet, cheap and do not smell."
TREE = "A mulberry tree stains the pavement for two weeks and shades it for twenty."


def read(client: FlaskClient, address: str) -> Page:
    """Return a page, which must be there, and sound."""
    answer = client.get(address)
    assert answer.status_code == 200
    assert problems(answer.text) == []
    return Page(answer.text)


def saved(*paragraphs: str) -> Article:
    """Publish the article, or its next version, with ``paragraphs``."""
    html = "".join(f"<p>{words}</p>" for words in paragraphs)
    return published(draft("Bread", html=html), at=MONDAY if not _is_there() else TUESDAY)


def three() -> Article:
    """Store an article of three paragraphs."""
    texts = enumerate((BUS, RAKE, TREE), 1)
    return make.article(
        blocks=[Block(id=f"b{n}", kind="block", html=f"<p>{words}</p>") for n, words in texts]
    )


def about(
    article: Article, block: str, quote: str = "", *, status: Status = Status.PUBLISHED
) -> Comment:
    """Store a comment about ``quote`` in a block."""
    with writing():
        there = db.session.get_one(Article, article.id)
        said = Submission("Sample Reader", f"About {quote or block}.")
        said = replace(said, passage=selector_of(there, block, quote))
        return post(there, said, at=now(), status=status)


def decided(comment: Comment, status: Status) -> None:
    """Give a comment another state."""
    with writing():
        article = db.session.get_one(Article, comment.article_id)
        found = db.session.get_one(Comment, comment.id)
        decide(found, article, Verdict(status, Rule.OTHER), by=Decider())


def place(comment: Comment) -> str:
    """Return the block that ``comment`` is about now."""
    db.session.rollback()
    return db.session.get_one(Anchor, comment.id).block


def counted(article: Article) -> dict[str, int]:
    """Return the counts that the article has of comments about its blocks."""
    db.session.rollback()
    return db.session.get_one(Article, article.id).passage_counts


def readable(article: Article) -> dict[str, int]:
    """Return how many published comments there are about each block, counted one by one."""
    thread = func.coalesce(Comment.thread_id, Comment.id)
    found = db.session.execute(
        select(Anchor.block, func.count())
        .join(Comment, thread == Anchor.comment_id)
        .where(Anchor.article_id == article.id, Comment.status == Status.PUBLISHED)
        .group_by(Anchor.block)
    )
    return {row[0]: row[1] for row in found}


def _is_there() -> bool:
    return db.session.scalar(select(func.count(Article.id))) != 0
