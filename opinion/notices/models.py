"""Notices, the mails that carry them, who follows what, and who wants no mail: the tables."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from opinion.database import Model, Moment
from opinion.people.models import EMAIL_LENGTH

REASON_LENGTH = 500
KEY_LENGTH = 22  # 128 bits in base64 for addresses


class Kind(StrEnum):
    """What a notice tells."""

    CONFIRM = "confirm"
    PRIVATE_LINK = "private_link"
    SIGN_IN = "sign_in"
    DECIDED = "decided"
    REPLY = "reply"
    COMMENT = "comment"
    REASONS = "reasons"
    ANSWER = "answer"
    RECEIPT = "receipt"
    OUTCOME = "outcome"
    WAITS = "waits"

    @property
    def is_bundled(self) -> bool:
        """Whether many of them become one mail."""
        return self in {Kind.REPLY, Kind.COMMENT, Kind.WAITS}


class State(StrEnum):
    """How a mail is. ``HANDED`` is the moment in which only the mail server knows."""

    QUEUED = "queued"
    SENDING = "sending"
    HANDED = "handed"
    SENT = "sent"
    FAILED = "failed"
    UNSURE = "unsure"
    DROPPED = "dropped"


class Scope(StrEnum):
    """What is followed: all under an article, a thread, or the replies to one comment."""

    ARTICLE = "article"
    THREAD = "thread"
    REPLIES = "replies"


class Following(Model):
    """That an address wants mail about something; none is sent before ``confirmed_at``.

    ``key`` is what the links in mails name it by. ``address_hash``, ``writer`` and ``network`` are
    keyed hashes; ``confirmed_writer`` is the browser that asked and confirmed: both at once show
    that mailbox and browser are one person's.
    """

    __tablename__ = "followings"
    __table_args__ = (
        CheckConstraint("scope IN ('article', 'thread', 'replies')", name="scope"),
        CheckConstraint("(scope = 'article') = (comment_id IS NULL)", name="scope_comment"),
        CheckConstraint(f"length(email) BETWEEN 3 AND {EMAIL_LENGTH}", name="email_length"),
        CheckConstraint("length(language) BETWEEN 2 AND 35", name="language_length"),
        Index("ix_followings_email_scope_comment_id", "email", "scope", "comment_id", unique=True),
        Index(
            "ix_followings_email_article_id",
            "email",
            "article_id",
            unique=True,
            sqlite_where=sql("comment_id IS NULL"),
            postgresql_where=sql("comment_id IS NULL"),
        ),
        Index("ix_followings_address_hash", "address_hash"),
        Index("ix_followings_article_id", "article_id"),
        Index("ix_followings_comment_id", "comment_id"),
        Index("ix_followings_writer", "writer"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(KEY_LENGTH), unique=True)
    email: Mapped[str] = mapped_column(String(EMAIL_LENGTH))
    address_hash: Mapped[str] = mapped_column(String(KEY_LENGTH))
    language: Mapped[str] = mapped_column(String(35))
    scope: Mapped[Scope] = mapped_column(String(7))
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"))
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("comments.id", ondelete="CASCADE"))
    asked_at: Mapped[datetime] = mapped_column(Moment)
    confirmed_at: Mapped[datetime | None] = mapped_column(Moment)
    writer: Mapped[str | None] = mapped_column(String(64))
    confirmed_writer: Mapped[str | None] = mapped_column(String(64))


class Silence(Model):
    """That an address wants no mail at all. Only its keyed hash is kept."""

    __tablename__ = "silences"

    address_hash: Mapped[str] = mapped_column(String(KEY_LENGTH), primary_key=True)
    since: Mapped[datetime] = mapped_column(Moment)


class Mail(Model):
    """A mail to one address, on its way: it carries one notice, or many as a digest.

    Its words are made when it is sent, from what may be read then. ``claim`` names the worker that
    has it, until ``lease_until``. ``is_bundled`` says that its notices may be many.
    """

    __tablename__ = "mails"
    __table_args__ = (
        CheckConstraint(
            "state IN ('queued', 'sending', 'handed', 'sent', 'failed', 'unsure', 'dropped')",
            name="state",
        ),
        CheckConstraint("attempts >= 0", name="attempts"),
        Index("ix_mails_state_next_at", "state", "next_at"),
        Index("ix_mails_recipient_made_at", "recipient", "made_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[str] = mapped_column(String(320), unique=True)
    recipient: Mapped[str] = mapped_column(String(EMAIL_LENGTH))
    language: Mapped[str] = mapped_column(String(35))
    is_bundled: Mapped[bool]
    state: Mapped[State] = mapped_column(String(7), default=State.QUEUED)
    made_at: Mapped[datetime] = mapped_column(Moment)
    next_at: Mapped[datetime] = mapped_column(Moment)
    attempts: Mapped[int] = mapped_column(default=0)
    claim: Mapped[str | None] = mapped_column(String(KEY_LENGTH))
    lease_until: Mapped[datetime | None] = mapped_column(Moment)
    done_at: Mapped[datetime | None] = mapped_column(Moment)
    reason: Mapped[str] = mapped_column(String(REASON_LENGTH), default="")


class Notice(Model):
    """One thing that one address is to be told; ``mark`` keeps it from being told twice.

    ``mail_id`` is empty until a worker puts it into a mail. ``secret`` is what only the mail may
    say; it is wiped once the mail is out.
    """

    __tablename__ = "notices"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('confirm', 'private_link', 'sign_in', 'decided', 'reply', 'comment', "
            "'reasons', 'answer', 'receipt', 'outcome', 'waits')",
            name="kind",
        ),
        Index("ix_notices_mail_id_due_at", "mail_id", "due_at"),
        Index("ix_notices_recipient_queued_at", "recipient", "queued_at"),
        Index("ix_notices_network_queued_at", "network", "queued_at"),
        Index("ix_notices_following_id", "following_id"),
        Index("ix_notices_comment_id", "comment_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    mark: Mapped[str] = mapped_column(String(320), unique=True)
    kind: Mapped[Kind] = mapped_column(String(12))
    recipient: Mapped[str] = mapped_column(String(EMAIL_LENGTH))
    language: Mapped[str] = mapped_column(String(35))
    following_id: Mapped[int | None] = mapped_column(
        ForeignKey("followings.id", ondelete="CASCADE")
    )
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("comments.id", ondelete="CASCADE"))
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decisions.id", ondelete="CASCADE"))
    legal_notice_id: Mapped[int | None] = mapped_column(
        ForeignKey("legal_notices.id", ondelete="CASCADE")
    )
    sanction_id: Mapped[int | None] = mapped_column(ForeignKey("sanctions.id", ondelete="CASCADE"))
    secret: Mapped[str] = mapped_column(String(200), default="")
    network: Mapped[str | None] = mapped_column(String(64))
    queued_at: Mapped[datetime] = mapped_column(Moment)
    due_at: Mapped[datetime] = mapped_column(Moment)
    mail_id: Mapped[int | None] = mapped_column(ForeignKey("mails.id", ondelete="CASCADE"))
