"""People: the tables, and pure questions about them."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from opinion.database import Model, Moment
from opinion.text import NAME_LENGTH

EMAIL_LENGTH = 254  # RFC 5321, section 4.5.3.1.3, less the angle brackets
VOICE_LENGTH = 40  # code points
ONWARD_LENGTH = 500
HASH_LENGTH = 64  # SHA-256, in hexadecimal digits
GOOD_FOR = timedelta(minutes=15)  # a link to sign in by


class Role(StrEnum):
    """What one of the staff does for the site."""

    MODERATOR = "moderator"
    EDITOR = "editor"
    ADMIN = "admin"


class Way(StrEnum):
    """How somebody signed in."""

    MAIL = "mail"
    PASSWORD = "password"  # noqa: S105
    PASSKEY = "passkey"
    PROVIDER = "provider"


class Person(Model):
    """Somebody who has proved that a mailbox is theirs: a verified reader, or one of the staff.

    ``writer`` is the hash by which what they wrote is known, as a guest's is by the hash of their
    key. ``name`` is empty until they choose one. ``replies_seen_at`` is up to when they have seen
    the replies to them. ``appointed_at`` is since when they work for the site, where that is known;
    ``gets_queue_mail`` whether they want mail about what waits for a moderator while they do.
    """

    __tablename__ = "people"
    __table_args__ = (
        CheckConstraint(f"length(email) BETWEEN 3 AND {EMAIL_LENGTH}", name="email_length"),
        CheckConstraint("email = lower(email)", name="email_lower"),
        CheckConstraint(f"length(name) <= {NAME_LENGTH}", name="name_length"),
        CheckConstraint(f"length(writer) = {HASH_LENGTH}", name="writer_length"),
        CheckConstraint("role IN ('moderator', 'editor', 'admin')", name="role"),
        Index("ix_people_role", "role"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(EMAIL_LENGTH), unique=True)
    name: Mapped[str] = mapped_column(String(NAME_LENGTH), default="")
    writer: Mapped[str] = mapped_column(String(HASH_LENGTH), unique=True)
    role: Mapped[Role | None] = mapped_column(String(9))
    appointed_at: Mapped[datetime | None] = mapped_column(Moment)
    joined_at: Mapped[datetime] = mapped_column(Moment)
    replies_seen_at: Mapped[datetime] = mapped_column(Moment)
    gets_queue_mail: Mapped[bool] = mapped_column(default=True, server_default=true())

    voices: Mapped[list["NamedVoice"]] = relationship(
        foreign_keys="NamedVoice.person_id",
        order_by="NamedVoice.id",
        lazy="selectin",
        passive_deletes=True,
    )

    @property
    def is_staff(self) -> bool:
        """Whether they work for the site."""
        return self.role is not None


class Session(Model):
    """That a browser is signed in as somebody, until ``ends_at``.

    ``token`` is the hash of the secret in its cookie. Nothing is kept by which the browser or the
    place could be known. ``way`` says how they signed in; ``provider`` who vouched for them, where
    that was the way.
    """

    __tablename__ = "sessions"
    __table_args__ = (
        CheckConstraint(f"length(token) = {HASH_LENGTH}", name="token_length"),
        CheckConstraint("length(provider) <= 80", name="provider_length"),
        CheckConstraint("way IN ('mail', 'password', 'passkey', 'provider')", name="way"),
        CheckConstraint("ends_at > began_at", name="ends_after"),
        Index("ix_sessions_person_id", "person_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(String(HASH_LENGTH), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    way: Mapped[Way] = mapped_column(String(8), default=Way.MAIL, server_default=Way.MAIL)
    provider: Mapped[str] = mapped_column(String(80), default="")
    began_at: Mapped[datetime] = mapped_column(Moment)
    ends_at: Mapped[datetime] = mapped_column(Moment)

    person: Mapped[Person] = relationship(lazy="raise")


class SignInLink(Model):
    """A link to sign in by, mailed to an address: good once, and for a quarter of an hour.

    ``token`` is the hash of its secret; ``onward`` the path on this site where its reader was.
    """

    __tablename__ = "sign_in_links"
    __table_args__ = (
        CheckConstraint(f"length(token) = {HASH_LENGTH}", name="token_length"),
        CheckConstraint(f"length(email) BETWEEN 3 AND {EMAIL_LENGTH}", name="email_length"),
        CheckConstraint(f"length(onward) <= {ONWARD_LENGTH}", name="onward_length"),
        Index("ix_sign_in_links_email_asked_at", "email", "asked_at"),
        Index("ix_sign_in_links_network_asked_at", "network", "asked_at"),
        Index("ix_sign_in_links_asked_at", "asked_at"),
    )

    token: Mapped[str] = mapped_column(String(HASH_LENGTH), primary_key=True)
    email: Mapped[str] = mapped_column(String(EMAIL_LENGTH))
    onward: Mapped[str] = mapped_column(String(ONWARD_LENGTH), default="")
    network: Mapped[str | None] = mapped_column(String(HASH_LENGTH))
    asked_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)


class Identity(Model):
    """That an OpenID provider knows somebody as ``subject`` (OpenID Connect Core 1.0, 2)."""

    __tablename__ = "identities"
    __table_args__ = (
        CheckConstraint("length(issuer) BETWEEN 1 AND 255", name="issuer_length"),
        CheckConstraint("length(subject) BETWEEN 1 AND 255", name="subject_length"),
        Index("ix_identities_person_id", "person_id"),
    )

    issuer: Mapped[str] = mapped_column(String(255), primary_key=True)
    subject: Mapped[str] = mapped_column(String(255), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))


class NamedVoice(Model):
    """Words that an editor put beside somebody's name, such as “MEP”: everywhere, or under one
    article. The rows are kept: they are the log of who was given what, and by whom.

    ``granted_by`` and ``ended_by`` are empty where it was done at the command line.
    """

    __tablename__ = "named_voices"
    __table_args__ = (
        CheckConstraint(f"length(words) BETWEEN 1 AND {VOICE_LENGTH}", name="words_length"),
        Index("ix_named_voices_person_id", "person_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    article_id: Mapped[int | None] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"))
    words: Mapped[str] = mapped_column(String(VOICE_LENGTH))
    granted_at: Mapped[datetime] = mapped_column(Moment)
    granted_by: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))


class ManageLink(Model):
    """A guest's private link, which gives the rights of their cookie in any browser.

    ``guest`` is the hash of their key, as it stands by their comments; ``token`` the hash of the
    secret in the link; ``origin`` what tells their repetitions apart. It ends with the guest's
    erasure, and not before: the rights that it gives have no end either.
    """

    __tablename__ = "manage_links"
    __table_args__ = (
        CheckConstraint("length(guest) = 64", name="guest_length"),
        CheckConstraint("length(token) = 64", name="token_length"),
    )

    guest: Mapped[str] = mapped_column(String(64), primary_key=True)
    token: Mapped[str] = mapped_column(String(64), unique=True)
    origin: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime] = mapped_column(Moment)


class RoleChange(Model):
    """That somebody's role changed, and by whom; ``by_id`` is empty at the command line."""

    __tablename__ = "role_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    former: Mapped[Role | None] = mapped_column(String(9))
    role: Mapped[Role | None] = mapped_column(String(9))
