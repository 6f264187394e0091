"""Addresses: which article a draft is another version of, and where a new one is found."""

from collections.abc import Collection, Iterator, Sequence
from hashlib import sha256
from itertools import count

from sqlalchemy import ColumnElement, delete, select

from opinion.articles.checking import UnfitDraftError
from opinion.articles.drafts import Draft
from opinion.articles.kinship import has_title_of, is_version_of
from opinion.articles.models import Article, FormerSlug
from opinion.database import db
from opinion.text import SLUG_LENGTH, slug_of


def find(draft: Draft, others: Collection[str] = ()) -> Article | None:
    """Return the article that ``draft`` is another version of, if there is one.

    The one at the address given by hand; else the one of the same document, unless headline and
    text are both another's; else one at the address that a new article would get, if it says much
    the same, its date is no other, and its document is none of ``others``.

    Raises:
        UnfitDraftError: the address given by hand is that of another document's article.
    """
    same = _by(Article.source_key == draft.key)
    there = _by(Article.slug == draft.slug) if draft.slug else None
    if there and there is not same:
        if same or there.source_key in others:
            raise UnfitDraftError(f"the address “{draft.slug}” is that of “{there.title}”")
        return there
    if same and (there or has_title_of(draft, same) or is_version_of(draft, same)):
        return same
    return _namesake(draft, others)


def claim(article: Article, key: str) -> None:
    """Let ``article`` be that of the document ``key``, and no other article that had its name."""
    holder = _by(Article.source_key == key)
    if holder and holder is not article:
        holder.source_key = None
        db.session.flush()
    article.source_key = key


def new_slug(draft: Draft) -> str:
    """Return an address for a new article: the given one; else one that nothing has, numbered."""
    if draft.slug:
        free_up(draft.slug)
        return draft.slug
    wanted = draft.proposed_slug or _slug_from_title(draft)
    return next(slug for slug in _numbered(wanted) if not _is_taken(slug))


def free_up(slug: str) -> None:
    """Let ``slug`` lead to no article that had it once: it is a present one's now."""
    db.session.execute(delete(FormerSlug).where(FormerSlug.slug == slug))


def keep_former(article: Article, slugs: Sequence[str]) -> None:
    """Let ``slugs`` lead to the article, but for those that lead to one already."""
    db.session.flush()
    for slug in slugs:
        if not _is_taken(slug):
            db.session.add(FormerSlug(slug=slug, article_id=article.id))


def _namesake(draft: Draft, others: Collection[str]) -> Article | None:
    """Return an article that has the draft's name, if it may be the same one."""
    for wanted in (draft.proposed_slug, _slug_from_title(draft)):
        for slug in _numbered(wanted) if wanted else ():
            article = _by(Article.slug == slug)
            if article is None:
                break
            is_of_same_day = draft.published_at in (None, article.published_at)
            is_free = is_of_same_day and article.source_key not in others
            if is_free and is_version_of(draft, article):
                return article
    return None


def _is_taken(slug: str) -> bool:
    return bool(_by(Article.slug == slug) or db.session.get(FormerSlug, slug))


def _numbered(wanted: str) -> Iterator[str]:
    """Yield the slugs that an article may get which wants this one: itself, then numbered."""
    yield wanted
    for number in count(2):
        tail = f"-{number}"
        yield wanted[: SLUG_LENGTH - len(tail)].rstrip("-") + tail


def _slug_from_title(draft: Draft) -> str:
    return slug_of(draft.title, fallback=f"article-{sha256(draft.key.encode()).hexdigest()[:8]}")


def _by(condition: ColumnElement[bool]) -> Article | None:
    return db.session.scalar(select(Article).where(condition))
