"""Seen: what a page shows of articles and sections, as parts of it are known again by."""

from collections.abc import Hashable
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Select

from opinion.articles.finding import sections_in_use
from opinion.articles.models import Article, Section
from opinion.database import db


class Place(NamedTuple):
    """A section, as the navigation shows it."""

    slug: str
    name: str


def sections_at(moment: datetime) -> tuple[Place, ...]:
    """Return the sections that readers find articles in."""
    rows = db.session.connection().execute(_places(), {"at": moment})
    return tuple(Place(slug, name) for slug, name in rows)


def particulars_of(article: Article) -> tuple[Hashable, ...]:
    """Return all that its page says of ``article``, but headline, standfirst, text and counts."""
    section = article.section
    return (
        article.slug,
        article.language,
        (section.slug, section.name) if section else None,
        article.published_at,
        article.updated_at,
        article.minutes,
        article.credit_publication,
        article.credit_url,
        article.licence,
        tuple((article.image or {}).items()),
        tuple(article.tags),
        *((each["at"], each["text"]) for each in article.corrections),
        *((each.part, each.role, each.author.slug, each.author.name) for each in article.bylines),
    )


def seen_in_body(article: Article) -> tuple[Hashable, ...]:
    """Return all that the body of ``article`` with its counters is made from."""
    blocks = (tuple(block.values()) for block in article.blocks)
    return (article.slug, *sorted(article.passage_counts.items()), *blocks)


@cache
def _places() -> Select[Any]:
    """Select the places of those sections at the moment ``at``: composed once."""
    return sections_in_use().with_only_columns(Section.slug, Section.name)
