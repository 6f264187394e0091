"""Planning: which articles a made-up site has, when they were published, how many talk there."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert

from bench.shapes import sizes
from bench.words import paragraphs
from opinion.articles.models import Article, Author, Byline, Section
from opinion.clock import now
from opinion.database import writing

YEARS = timedelta(days=3 * 365)
AGE = timedelta(days=60)  # of the articles that are measured: nothing happens to them by itself
SECTIONS, AUTHORS = 8, 60
SIZES = {"none": 0, "fifty": 50, "thousand": 1_000, "ten-thousand": 10_000, "crowded": 4_500}
Plan = list[tuple[str, int, datetime]]


def planned(articles: int, comments: int) -> Plan:
    """Return each article's address, how many comments it has, and when it was published."""
    at, chance = now(), Random(comments)  # noqa: S311 - no secret
    named = {name: size for name, size in SIZES.items() if size <= comments // 2}
    others = sizes(articles - len(named), comments - sum(named.values()), chance)
    step = YEARS / max(1, len(others))
    plan = [(name, size, at - AGE) for name, size in named.items()]
    return plan + [
        (f"article-{place}", size, at - timedelta(hours=2) - step * place)
        for place, size in enumerate(others, 1)
    ]


def add_articles(plan: Plan) -> None:
    """Store the articles, each with a body of eight paragraphs, an author and a section."""
    chance = Random(2)  # noqa: S311 - the same on every site
    bodies = [paragraphs(chance) for _ in range(40)]
    articles = [
        _article(slug, size, at, bodies[number % len(bodies)], number % SECTIONS + 1)
        for number, (slug, size, at) in enumerate(plan)
    ]
    bylines = [
        {"article_id": number, "position": 0, "author_id": chance.randrange(1, AUTHORS + 1)}
        for number in range(1, len(plan) + 1)
    ]
    sections = [{"slug": f"part-{n}", "name": f"Part {n}"} for n in range(1, SECTIONS + 1)]
    authors = [{"slug": f"author-{n}", "name": f"Author {n}"} for n in range(1, AUTHORS + 1)]
    with writing() as session:
        for model, them in ((Section, sections), (Author, authors), (Article, articles)):
            session.execute(insert(model), them)
        session.execute(insert(Byline), bylines)


def _article(
    slug: str, size: int, at: datetime, body: Sequence[str], section: int
) -> dict[str, Any]:
    blocks = [
        {"id": f"b{place}", "kind": "block", "html": f"<p>{each}</p>"}
        for place, each in enumerate(body, 1)
    ]
    return {
        "slug": slug,
        "title": f"What {size} readers said about it",
        "standfirst": body[0][:150],
        "language": "en",
        "published_at": at,
        "section_id": section,
        "source": "\n\n".join(body),
        "blocks": blocks,
        "last_block": len(blocks),
        "comment_count": size,
        "minutes": 4,
    }
