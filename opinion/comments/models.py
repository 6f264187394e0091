"""Comments: the table, and pure questions about it."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Computed,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    UniqueConstraint,
    column,
)
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from opinion.comments.days import UtcDay
from opinion.config import STORED_COMMENT_LENGTH
from opinion.database import Model, Moment
from opinion.people.models import EMAIL_LENGTH, Person
from opinion.text import NAME_LENGTH

MAX_DEPTH = 12
STEP = 5  # hexadecimal digits of one level in a path: 1,048,576 direct replies at the most
UNREMARKABLE = timedelta(minutes=2)  # an edit so soon after posting gets no mark


def _only(condition: str) -> dict[str, Any]:
    """Say which rows alone an index is of."""
    return {"sqlite_where": sql(condition), "postgresql_where": sql(condition)}


TOP_LEVEL = _only("parent_id IS NULL")
AGREED_WITH = _only("agree_count > 0 AND status = 'published'")


class Status(StrEnum):
    """How a comment is."""

    HELD = "held"
    PUBLISHED = "published"
    SPAM = "spam"
    REMOVED = "removed"
    DELETED = "deleted"


class Comment(Model):
    """A comment, or a reply: a comment with a parent.

    ``thread_id`` is the top-level comment above a reply. ``path`` is a reply's place below it: five
    hexadecimal digits a level, so that the order of paths is the order of reading; a top-level
    comment's is empty. ``children`` counts the replies ever given to it, ``reply_count``
    the published comments below it at any depth. ``fingerprint`` is the same for the same text by
    the same writer in the same place. ``writer`` is the hash by which a guest or a person is known,
    ``addressee`` the writer of what it replies to, ``network`` a keyed hash.
    ``published_at`` is when everybody could first read it, ``edited_at`` when readers last saw the
    text change. ``rule`` is which rule it breaks, while it is taken away. ``held_for`` has the
    reasons why it was held when it last was, as ``screening.reasons`` makes them. An empty ``name``
    was taken away by its writer; an empty ``text`` was wiped, and nobody may read it again.
    """

    __tablename__ = "comments"
    __table_args__ = (
        CheckConstraint(
            "status IN ('held', 'published', 'spam', 'removed', 'deleted')", name="status"
        ),
        CheckConstraint(f"length(text) <= {STORED_COMMENT_LENGTH}", name="text_length"),
        CheckConstraint("text <> '' OR status NOT IN ('held', 'published')", name="text_kept"),
        CheckConstraint(f"length(name) <= {NAME_LENGTH}", name="name_length"),
        CheckConstraint(f"length(email) <= {EMAIL_LENGTH}", name="email_length"),
        CheckConstraint("length(language) BETWEEN 2 AND 35", name="language_length"),
        CheckConstraint(f"length(path) <= {STEP * (MAX_DEPTH - 1)}", name="path_length"),
        CheckConstraint("(parent_id IS NULL) = (thread_id IS NULL)", name="top_level_thread"),
        CheckConstraint("(parent_id IS NULL) = (path = '')", name="top_level_path"),
        CheckConstraint("children >= 0", name="children"),
        CheckConstraint("reply_count >= 0", name="reply_count"),
        CheckConstraint("agree_count >= 0", name="agree_count"),
        UniqueConstraint("article_id", "id"),
        ForeignKeyConstraint(
            ["article_id", "parent_id"], ["comments.article_id", "comments.id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(
            ["article_id", "thread_id"], ["comments.article_id", "comments.id"], ondelete="CASCADE"
        ),
        Index("ix_comments_article_id_posted_at_id", "article_id", "posted_at", "id", **TOP_LEVEL),
        Index(
            "ix_comments_article_id_agree_count_id", "article_id", "agree_count", "id", **TOP_LEVEL
        ),
        Index("ix_comments_thread_id_path", "thread_id", "path", unique=True),
        Index("ix_comments_network_posted_at", "network", "posted_at"),
        Index("ix_comments_parent_id", "parent_id"),
        Index("ix_comments_writer_id", "writer", "id"),
        Index("ix_comments_addressee_published_at", "addressee", "published_at"),
        Index("ix_comments_article_id_published_at", "article_id", "published_at"),
        Index("ix_comments_thread_id_published_at", "thread_id", "published_at"),
        Index("ix_comments_published_at", "published_at"),
        Index("ix_comments_posted_at_status", "posted_at", "status", "article_id"),
        Index("ix_comments_person_id", "person_id"),
        Index(
            "ix_comments_posted_on_agree_count_id",
            *("posted_on", "agree_count", "id"),
            **AGREED_WITH,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"))
    parent_id: Mapped[int | None]
    thread_id: Mapped[int | None]
    path: Mapped[str] = mapped_column(String(STEP * (MAX_DEPTH - 1)), default="")
    children: Mapped[int] = mapped_column(default=0)
    reply_count: Mapped[int] = mapped_column(default=0)
    agree_count: Mapped[int] = mapped_column(default=0, server_default="0")
    status: Mapped[Status] = mapped_column(String(9), default=Status.PUBLISHED)
    rule: Mapped[str | None] = mapped_column(String(12))
    posted_at: Mapped[datetime] = mapped_column(Moment)
    posted_on: Mapped[date] = mapped_column(Computed(UtcDay(column("posted_at"))), deferred=True)
    published_at: Mapped[datetime | None] = mapped_column(Moment)
    edited_at: Mapped[datetime | None] = mapped_column(Moment)
    name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    email: Mapped[str] = mapped_column(String(EMAIL_LENGTH), default="")
    language: Mapped[str] = mapped_column(String(35))
    text: Mapped[str]
    html: Mapped[str]
    fingerprint: Mapped[str | None] = mapped_column(String(64), unique=True)
    writer: Mapped[str | None] = mapped_column(String(64))
    addressee: Mapped[str | None] = mapped_column(String(64))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    network: Mapped[str | None] = mapped_column(String(64))
    held_for: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON(none_as_null=True))

    parent: Mapped["Comment | None"] = relationship(
        primaryjoin="foreign(Comment.parent_id) == remote(Comment.id)", lazy="raise", viewonly=True
    )
    person: Mapped[Person | None] = relationship(lazy="selectin", viewonly=True)

    @property
    def depth(self) -> int:
        """How deep it stands: 1 at the top level, 12 at the most."""
        return 1 + len(self.path) // STEP

    @property
    def is_live(self) -> bool:
        """Whether everybody may read its text."""
        return self.status == Status.PUBLISHED

    @property
    def is_held(self) -> bool:
        """Whether it waits for a moderator."""
        return self.status == Status.HELD

    @property
    def has_waited(self) -> bool:
        """Whether others may have read later comments before this one appeared."""
        return self.published_at is not None and self.published_at > self.posted_at

    @property
    def is_marked_edited(self) -> bool:
        """Whether readers are told that the text is not the first one."""
        return self.edited_at is not None and self.edited_at - self.posted_at > UNREMARKABLE


class Withdrawal(StrEnum):
    """What a writer takes back."""

    COMMENT = "comment"
    NAME = "name"


class Revision(Model):
    """A former version of a comment's text, the first one numbered 1.

    ``at`` is when the next version took its place. ``was_public`` says whether everybody could read
    it until then: only such a one is shown to everybody now.
    """

    __tablename__ = "revisions"
    __table_args__ = (
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint(f"length(text) BETWEEN 1 AND {STORED_COMMENT_LENGTH}", name="text_length"),
    )

    comment_id: Mapped[int] = mapped_column(
        ForeignKey("comments.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Moment)
    text: Mapped[str]
    html: Mapped[str]
    was_public: Mapped[bool]
