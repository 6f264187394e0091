"""Articles, who wrote them and where they stand: the tables, and pure questions about them."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import TypedDict

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, query_expression, relationship

from opinion.database import Model, Moment

MODERATION = "moderation IN ('open', 'balanced', 'strict', 'hold')"


class Part(StrEnum):
    """What somebody named in a byline did."""

    WRITER = "writer"
    POSTER = "poster"


class Block(TypedDict):
    """One piece of an article's body: sanitised HTML of one top-level element.

    ``id`` is the anchor (``b1``, ``s1``, ``p1``); ``kind`` is ``block``, ``heading`` or ``pull``.
    """

    id: str
    kind: str
    html: str


class Image(TypedDict):
    """A picture with its text; sizes in pixels, 0 where unknown."""

    src: str
    alt: str
    width: int
    height: int
    caption: str
    credit: str


class Correction(TypedDict):
    """What was put right, and on which day (ISO 8601)."""

    at: str
    text: str


class Section(Model):
    """A part of the site, such as “Town”.

    ``moderation`` is a preset of :mod:`opinion.screening.presets`, or that a moderator reads every
    comment; None where it is as on the site.
    """

    __tablename__ = "sections"
    __table_args__ = (
        CheckConstraint("length(slug) BETWEEN 1 AND 80", name="slug_length"),
        CheckConstraint("length(name) BETWEEN 1 AND 80", name="name_length"),
        CheckConstraint(MODERATION, name="moderation"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    moderation: Mapped[str | None] = mapped_column(String(8))


class Author(Model):
    """Somebody who writes articles; ``person_id`` is who that is, once an editor has said so."""

    __tablename__ = "authors"
    __table_args__ = (
        CheckConstraint("length(slug) BETWEEN 1 AND 80", name="slug_length"),
        CheckConstraint("length(name) BETWEEN 1 AND 120", name="name_length"),
        CheckConstraint("length(url) <= 2000", name="url_length"),
        Index("ix_authors_person_id", "person_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    url: Mapped[str] = mapped_column(String(2_000), default="")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))


class Byline(Model):
    """An author's place under a headline, with what they are called there."""

    __tablename__ = "bylines"
    __table_args__ = (
        CheckConstraint("part IN ('writer', 'poster')", name="part"),
        CheckConstraint("position >= 0", name="position"),
        CheckConstraint("length(role) <= 200", name="role_length"),
        Index("ix_bylines_author_id_article_id", "author_id", "article_id", unique=True),
    )

    article_id: Mapped[int] = mapped_column(
        ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("authors.id"))
    role: Mapped[str] = mapped_column(String(200), default="")
    part: Mapped[Part] = mapped_column(String(6), default=Part.WRITER)

    author: Mapped[Author] = relationship(lazy="raise")


class Article(Model):
    """An opinion article. What it counts, comments and votes, is kept by whoever changes them.

    ``last_block`` is the highest number ever given to one of its blocks. ``passage_counts`` says
    how many published comments there are about a block, by its name, where there are any.
    ``moderation`` is as a section's; None where it is as in the section. ``is_staffed`` says
    whether the site has any staff, where whoever loaded the article asked for that; else None.
    """

    __tablename__ = "articles"
    __table_args__ = (
        CheckConstraint("length(slug) BETWEEN 1 AND 80", name="slug_length"),
        CheckConstraint("length(title) BETWEEN 1 AND 300", name="title_length"),
        CheckConstraint("length(standfirst) <= 2000", name="standfirst_length"),
        CheckConstraint("length(language) BETWEEN 2 AND 35", name="language_length"),
        CheckConstraint("length(source_key) <= 500", name="source_key_length"),
        CheckConstraint("length(credit_publication) <= 200", name="credit_publication_length"),
        CheckConstraint("length(credit_url) <= 2000", name="credit_url_length"),
        CheckConstraint("length(credit_by) <= 200", name="credit_by_length"),
        CheckConstraint("length(canonical_url) <= 2000", name="canonical_url_length"),
        CheckConstraint("length(licence) <= 2000", name="licence_length"),
        CheckConstraint("comment_count >= 0", name="comment_count"),
        CheckConstraint("agree_count >= 0", name="agree_count"),
        CheckConstraint("minutes >= 0", name="minutes"),
        CheckConstraint("last_block >= 0", name="last_block"),
        CheckConstraint(MODERATION, name="moderation"),
        CheckConstraint("updated_at IS NULL OR updated_at >= published_at", name="updated_after"),
        Index("ix_articles_published_at_id", "published_at", "id"),
        Index("ix_articles_section_id_published_at_id", "section_id", "published_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    source_key: Mapped[str | None] = mapped_column(String(500), unique=True)
    source_hash: Mapped[str] = mapped_column(String(64), default="")
    section_id: Mapped[int | None] = mapped_column(ForeignKey("sections.id"))
    title: Mapped[str] = mapped_column(String(300))
    standfirst: Mapped[str] = mapped_column(String(2_000), default="")
    language: Mapped[str] = mapped_column(String(35))
    is_draft: Mapped[bool] = mapped_column(default=False)
    published_at: Mapped[datetime] = mapped_column(Moment)
    updated_at: Mapped[datetime | None] = mapped_column(Moment)
    comments_close_at: Mapped[datetime | None] = mapped_column(Moment)
    moderation: Mapped[str | None] = mapped_column(String(8))
    comment_count: Mapped[int] = mapped_column(default=0)
    agree_count: Mapped[int] = mapped_column(default=0, server_default="0")
    minutes: Mapped[int] = mapped_column(default=0)
    source: Mapped[str] = mapped_column(deferred=True)
    blocks: Mapped[list[Block]] = mapped_column(JSON, deferred=True)
    last_block: Mapped[int] = mapped_column(default=0)
    passage_counts: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    image: Mapped[Image | None] = mapped_column(JSON(none_as_null=True))
    credit_publication: Mapped[str] = mapped_column(String(200), default="")
    credit_url: Mapped[str] = mapped_column(String(2_000), default="")
    credit_by: Mapped[str] = mapped_column(String(200), default="")
    canonical_url: Mapped[str] = mapped_column(String(2_000), default="")
    licence: Mapped[str] = mapped_column(String(2_000), default="")
    corrections: Mapped[list[Correction]] = mapped_column(JSON, default=list)
    tags: Mapped[list[str]] = mapped_column(JSON, default=list)

    is_staffed: Mapped[bool | None] = query_expression()

    section: Mapped[Section | None] = relationship(lazy="raise")
    bylines: Mapped[list[Byline]] = relationship(
        order_by=Byline.position, cascade="all, delete-orphan", lazy="raise"
    )

    def is_public(self, at: datetime) -> bool:
        """Whether readers may see it at the moment ``at``: no draft, not scheduled for later."""
        return not self.is_draft and self.published_at <= at

    def is_closed(self, at: datetime) -> bool:
        """Whether its conversation takes no more comments at the moment ``at``."""
        return self.comments_close_at is not None and self.comments_close_at <= at


class FormerSlug(Model):
    """An address that an article once had; it leads to the present one."""

    __tablename__ = "former_slugs"
    __table_args__ = (CheckConstraint("length(slug) BETWEEN 1 AND 80", name="slug_length"),)

    slug: Mapped[str] = mapped_column(String(80), primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"))


def writers(bylines: Sequence[Byline]) -> list[Byline]:
    """Return those of ``bylines`` who wrote the article, in order."""
    return [byline for byline in bylines if byline.part == Part.WRITER]
