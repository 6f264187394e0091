"""Drafts: what a document says, before it is an article."""

from dataclasses import dataclass
from datetime import datetime

from opinion.articles.models import Correction, Image, Part


@dataclass(frozen=True)
class Signature:
    """Somebody in a draft's byline, in the order they stand there."""

    name: str
    role: str = ""
    url: str = ""
    part: Part = Part.WRITER


@dataclass(frozen=True)
class Credit:
    """Where the article first appeared, and who wrote it there (empty where not said)."""

    publication: str
    url: str = ""
    by: str = ""


@dataclass(frozen=True)
class Draft:
    """An article as a document gave it, before the database knows it.

    ``key`` says which document it is (its path below the folder that was named), so that the next
    load finds the same article. ``html`` is the body, not yet sanitised: top-level elements in
    order. ``moderation`` is how strictly comments are screened: a preset, ``hold``, ``inherit``, or
    empty where that stays as it is. ``source`` is the document as it was written. ``slug`` is the
    address given by hand; ``proposed_slug`` the one a new article would like, where none is.
    """

    key: str
    title: str
    html: str
    source: str
    slug: str = ""
    proposed_slug: str = ""
    former_slugs: tuple[str, ...] = ()
    section: str = ""
    signatures: tuple[Signature, ...] = ()
    standfirst: str = ""
    language: str = ""
    published_at: datetime | None = None
    updated_at: datetime | None = None
    comments_close_at: datetime | None = None
    moderation: str = ""
    is_draft: bool = False
    image: Image | None = None
    credit: Credit | None = None
    canonical_url: str = ""
    licence: str = ""
    corrections: tuple[Correction, ...] = ()
    tags: tuple[str, ...] = ()
