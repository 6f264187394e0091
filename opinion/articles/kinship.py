"""Kinship: whether a document is another version of an article, or has only its name."""

from selectolax.lexbor import LexborHTMLParser

from opinion.articles.drafts import Draft
from opinion.articles.likeness import likeness
from opinion.articles.models import Article
from opinion.text import slug_of

KIN = 0.3  # likeness of two versions of an article, rewritten; different ones reach 0.2
READ = 20_000  # characters of each that are compared


def is_version_of(draft: Draft, article: Article) -> bool:
    """Whether ``draft`` says under another or the same headline what ``article`` says."""
    said = " ".join(block["html"] for block in article.blocks)
    return likeness(_text(draft.html), _text(said)) >= KIN


def has_title_of(draft: Draft, article: Article) -> bool:
    """Whether both have one headline, but for case, accents and marks."""
    return slug_of(draft.title, draft.title) == slug_of(article.title, article.title)


def _text(html: str) -> str:
    body = LexborHTMLParser(html).body
    return body.text(separator=" ")[:READ] if body else ""
