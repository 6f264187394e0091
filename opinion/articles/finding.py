"""Finding: what readers may see of the articles, as queries that have names."""

from datetime import datetime
from functools import cache

from sqlalchemy import BindParameter, ColumnElement, ScalarSelect, Select, and_, bindparam, select
from sqlalchemy.orm import joinedload, selectinload, undefer, with_expression

from opinion.articles.models import Article, Byline, FormerSlug, Section
from opinion.database import Moment
from opinion.people.protecting import has_staff

SECTIONS = 12  # in the navigation, at the most
At = datetime | BindParameter[datetime]  # a moment, or the name by which it is told later


def is_public(at: At) -> ColumnElement[bool]:
    """Say which articles readers may see at the moment ``at``."""
    return and_(Article.is_draft.is_(False), Article.published_at <= at)


def bare_articles(at: At) -> Select[tuple[Article]]:
    """Select what readers may see at the moment ``at``, without section and bylines."""
    return select(Article).where(is_public(at))


def public_articles(at: At) -> Select[tuple[Article]]:
    """Select what readers may see at the moment ``at``, with section and bylines.

    The same query says whether there is any staff, on which depends what a form promises.
    """
    bylines = selectinload(Article.bylines).joinedload(Byline.author)
    return _with_section(bare_articles(at)).options(bylines)


def with_body(articles: Select[tuple[Article]]) -> Select[tuple[Article]]:
    """Load the bodies of ``articles`` too, which lists leave out."""
    return articles.options(undefer(Article.blocks))


@cache
def article_in_short() -> Select[tuple[Article]]:
    """Select the public article at ``slug``, without its body, at the moment ``at``: composed once.

    The bylines come along in the same rows.
    """
    bylines = joinedload(Article.bylines).joinedload(Byline.author)
    it = bare_articles(_at()).where(Article.slug == bindparam("slug"))
    return _with_section(it).options(bylines)


@cache
def article_in_full() -> Select[tuple[Article]]:
    """Select the same article with its body: composed once."""
    return with_body(article_in_short())


def present_slug(former: str, at: datetime) -> Select[tuple[str]]:
    """Select the address of the public article that was once at ``former``."""
    return (
        select(Article.slug)
        .join(FormerSlug, FormerSlug.article_id == Article.id)
        .where(FormerSlug.slug == former, is_public(at))
    )


@cache
def sections_in_use() -> Select[tuple[Section]]:
    """Select the sections that readers find articles in at the moment ``at``: composed once."""
    shown = select(Article.id).where(Article.section_id == Section.id, is_public(_at()))
    return select(Section).where(shown.exists()).order_by(Section.name).limit(SECTIONS)


def article_to_change(number: int | ScalarSelect[int]) -> Select[tuple[Article]]:
    """Select one article to change what it counts; on PostgreSQL its row is locked.

    What the session knew of it before the lock is replaced, or others' changes would be lost.
    """
    locked = select(Article).where(Article.id == number).with_for_update()
    return locked.execution_options(populate_existing=True)


@cache
def article_to_join() -> Select[tuple[Article]]:
    """Select the same article to add to, as :func:`article_to_change` does: composed once."""
    locked = article_in_short().with_for_update(of=Article)
    return locked.execution_options(populate_existing=True)


def newest_first(articles: Select[tuple[Article]]) -> Select[tuple[Article]]:
    """Put ``articles`` in the order of lists: the newest first."""
    return articles.order_by(Article.published_at.desc(), Article.id.desc())


def _with_section(articles: Select[tuple[Article]]) -> Select[tuple[Article]]:
    staffed = with_expression(Article.is_staffed, has_staff())
    return articles.options(staffed, joinedload(Article.section))


def _at() -> BindParameter[datetime]:
    """Return the place in a statement of the moment that is told when it is asked."""
    return bindparam("at", type_=Moment)
