"""Makes drafts, publishes them, and looks at what they became."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from opinion.articles.drafts import Draft
from opinion.articles.models import Article, Author, Byline, FormerSlug
from opinion.articles.publishing import Outcome, publish
from opinion.database import db, writing

MONDAY = datetime(2026, 11, 16, 12, tzinfo=UTC)
TUESDAY = MONDAY + timedelta(days=1)
WEDNESDAY = MONDAY + timedelta(days=2)


def draft(title: str = "A bridge", **fields: Any) -> Draft:
    return Draft(
        **{"key": "a.md", "title": title, "html": "<p>Text.</p>", "source": "Text.", **fields}
    )


def published(made: Draft, at: datetime = MONDAY, others: frozenset[str] = frozenset()) -> Article:
    """Publish a draft, by default on Monday, and return its article."""
    with writing():
        return publish(made, at=at, language="en", others=others).article


def outcome(made: Draft, at: datetime = TUESDAY) -> Outcome:
    """Publish a draft, by default on Tuesday, and return what that came to."""
    with writing():
        return publish(made, at=at, language="en").outcome


def number_of_articles() -> int | None:
    """Return how many articles there are."""
    return db.session.scalar(select(func.count(Article.id)))


def signed(article: Article) -> list[tuple[str, str, str]]:
    """Return who signs an article: name, role and part."""
    ordered = select(Byline).where(Byline.article_id == article.id).order_by(Byline.position)
    names = {author.id: author.name for author in db.session.scalars(select(Author))}
    return [(names[each.author_id], each.role, each.part) for each in db.session.scalars(ordered)]


def former(article: Article) -> set[str]:
    """Return the addresses that an article once had."""
    return set(
        db.session.scalars(select(FormerSlug.slug).where(FormerSlug.article_id == article.id))
    )
