"""What a page tells machines about an article: schema.org, as JSON-LD."""

from typing import Any

from opinion.articles.models import Article, Byline, writers
from opinion.languages import iso


def structured_data(article: Article, address: str, site: str, site_name: str) -> dict[str, Any]:
    """Return the ``OpinionNewsArticle`` (schema.org) at ``address``, on the site at ``site``."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "OpinionNewsArticle",
        "mainEntityOfPage": address,
        "headline": article.title,
        "description": article.standfirst,
        "datePublished": iso(article.published_at),
        "dateModified": iso(article.updated_at or article.published_at),
        "inLanguage": article.language,
        "articleSection": article.section.name if article.section else "",
        "author": [_person(byline, site) for byline in writers(article.bylines)],
        "publisher": {"@type": "Organization", "name": site_name, "url": site},
        "commentCount": article.comment_count,
        "discussionUrl": f"{address}#comments",
        "license": article.licence,
        "image": f"{site}{article.image['src']}" if article.image else "",
        "keywords": ", ".join(article.tags),
        "correction": [
            {"@type": "CorrectionComment", "text": each["text"], "datePublished": each["at"]}
            for each in article.corrections
        ],
    }
    if article.credit_publication:
        source = {
            "@type": "NewsArticle",
            "url": article.credit_url,
            "publisher": {"@type": "Organization", "name": article.credit_publication},
        }
        data["isBasedOn"] = {name: value for name, value in source.items() if value}
    return {name: value for name, value in data.items() if value not in ("", [])}


def _person(byline: Byline, site: str) -> dict[str, str]:
    person = {
        "@type": "Person",
        "name": byline.author.name,
        "url": f"{site}/authors/{byline.author.slug}",
        "jobTitle": byline.role,
    }
    return {name: value for name, value in person.items() if value}
