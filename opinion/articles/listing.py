"""Lists of articles, newest first, a page at a time."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, literal, tuple_

from opinion.articles.finding import newest_first, public_articles
from opinion.articles.models import Article, Author, Byline, Section
from opinion.database import Moment, db

PAGE = 13  # articles: a lead and four rows of three
WEEK = timedelta(days=7)
DISCUSSED = 5
FEWEST_DISCUSSED = 3
LATEST = 3


@dataclass(frozen=True)
class Page:
    """One page of a list; ``before`` and ``after`` are the articles that its neighbours join on.

    None where there is no such page.
    """

    articles: list[Article]
    before: int | None = None
    after: int | None = None

    @property
    def is_first(self) -> bool:
        """Whether it begins with the newest."""
        return self.before is None


def page_of(
    articles: Select[tuple[Article]],
    *,
    after: int | None = None,
    before: int | None = None,
    size: int = PAGE,
) -> Page | None:
    """Return the articles older than the article ``after``, or newer than ``before``.

    There are at most ``size`` on a page. None where the list has no such article to join on.
    """
    joint = after or before
    edge = db.session.scalar(articles.where(Article.id == joint)) if joint else None
    if joint and edge is None:
        return None
    place = tuple_(Article.published_at, Article.id)
    if edge is not None:
        mark = tuple_(literal(edge.published_at, Moment), literal(edge.id))
        articles = articles.where(place > mark if before else place < mark)
    ordered = (
        articles.order_by(Article.published_at, Article.id) if before else newest_first(articles)
    )
    found = list(db.session.scalars(ordered.limit(size + 1)))
    shown, is_more = found[:size], len(found) > size
    if before:
        shown.reverse()
    has_before = is_more if before else edge is not None
    has_after = bool(before) or is_more
    return Page(
        shown,
        before=shown[0].id if shown and has_before else None,
        after=shown[-1].id if shown and has_after else None,
    )


def in_section(section: Section, at: datetime) -> Select[tuple[Article]]:
    """Select what readers may see of a section at the moment ``at``."""
    return public_articles(at).where(Article.section_id == section.id)


def written_by(author: Author, at: datetime) -> Select[tuple[Article]]:
    """Select what readers may see of an author at the moment ``at``."""
    return public_articles(at).where(Article.bylines.any(Byline.author_id == author.id))


def most_discussed(at: datetime) -> list[Article]:
    """Return the articles of the last seven days with the most comments, if there are three."""
    discussed = (
        public_articles(at)
        .where(Article.published_at > at - WEEK, Article.comment_count > 0)
        .order_by(Article.comment_count.desc(), Article.id.desc())
        .limit(DISCUSSED)
    )
    found = list(db.session.scalars(discussed))
    return found if len(found) >= FEWEST_DISCUSSED else []


def latest(at: datetime) -> list[Article]:
    """Return the three newest articles."""
    return list(db.session.scalars(newest_first(public_articles(at)).limit(LATEST)))
