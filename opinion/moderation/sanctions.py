"""Sanctions: what is imposed on a person, a browser, a network or a mailbox, and the trail of it.

Nobody is named: ``value`` is a keyed hash that neither shows nor allows to guess what it is of.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from opinion.database import Model, Moment
from opinion.moderation.models import KEY_LENGTH, OBJECTION_LENGTH, WORDS_LENGTH, By, Rule
from opinion.people.models import HASH_LENGTH


class Kind(StrEnum):
    """What is imposed: a warning to acknowledge, that all is held, or that nothing is taken."""

    WARN = "warn"
    HOLD = "hold"
    SUSPEND = "suspend"
    BAN = "ban"

    @property
    def bars(self) -> bool:
        """Whether nothing is taken meanwhile."""
        return self in {Kind.SUSPEND, Kind.BAN}


class On(StrEnum):
    """On what: an account, the mailbox that is proved to be its own, a guest's browser, a network.

    A sanction on a mailbox outlives the account.
    """

    PERSON = "person"
    MAIL = "mail"
    BROWSER = "browser"
    NETWORK = "network"


class Act(StrEnum):
    """What was done about a sanction; each once at the most.

    It is moved from a browser to the account that takes along what was written in it.
    """

    IMPOSED = "imposed"
    ACKNOWLEDGED = "acknowledged"
    OBJECTED = "objected"
    UPHELD = "upheld"
    LIFTED = "lifted"
    REPLACED = "replaced"
    MOVED = "moved"


class Sanction(Model):
    """A sanction. It is in force from ``begins_at`` to ``expires_at``, if it is not lifted.

    ``comment_id`` is the comment that it was imposed for. ``network_key`` is the key by which a
    network was hashed, kept with it so that a new key does not end it; empty: the site's own.
    ``words`` are for whom it is imposed on, ``note`` for the staff alone; ``key`` is what the link
    to the statement of reasons is made from. ``replaces`` names the sanction in whose place this
    one came, with another end; ``lifted_at`` of that one is when it did.
    """

    __tablename__ = "sanctions"
    __table_args__ = (
        CheckConstraint("kind IN ('warn', 'hold', 'suspend', 'ban')", name="kind"),
        CheckConstraint("\"on\" IN ('person', 'mail', 'browser', 'network')", name="on"),
        CheckConstraint(f"length(value) = {HASH_LENGTH}", name="value_length"),
        CheckConstraint(f"length(words) <= {WORDS_LENGTH}", name="words_length"),
        CheckConstraint(f"length(note) <= {WORDS_LENGTH}", name="note_length"),
        CheckConstraint(
            "expires_at IS NOT NULL OR (kind = 'ban' AND \"on\" <> 'network')", name="expires"
        ),
        CheckConstraint("expires_at > begins_at", name="expires_after"),
        Index("ix_sanctions_value", "value"),
        Index("ix_sanctions_comment_id", "comment_id"),
        Index("ix_sanctions_network_key", "network_key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(KEY_LENGTH), unique=True)
    kind: Mapped[Kind] = mapped_column(String(7))
    on: Mapped[On] = mapped_column(String(7))
    value: Mapped[str] = mapped_column(String(HASH_LENGTH))
    network_key: Mapped[str] = mapped_column(String(HASH_LENGTH), default="")
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("comments.id", ondelete="SET NULL"))
    rule: Mapped[Rule] = mapped_column(String(12))
    words: Mapped[str] = mapped_column(String(WORDS_LENGTH), default="")
    note: Mapped[str] = mapped_column(String(WORDS_LENGTH), default="")
    begins_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime | None] = mapped_column(Moment)
    acknowledged_at: Mapped[datetime | None] = mapped_column(Moment)
    lifted_at: Mapped[datetime | None] = mapped_column(Moment)
    replaces: Mapped[int | None] = mapped_column(ForeignKey("sanctions.id"), unique=True)

    @property
    def lasts(self) -> timedelta | None:
        """How long it was to last when it was imposed; None: without an end."""
        return self.expires_at - self.begins_at if self.expires_at else None

    def is_in_force(self, at: datetime) -> bool:
        """Whether it holds at the moment ``at``."""
        is_over = self.expires_at is not None and self.expires_at <= at
        return self.begins_at <= at and not is_over and self.lifted_at is None


class SanctionAct(Model):
    """That something was done about a sanction, by whom and when: the trail, which only grows.

    ``words`` are an objection, or what was answered to it.
    """

    __tablename__ = "sanction_acts"
    __table_args__ = (
        CheckConstraint(
            "act IN ('imposed', 'acknowledged', 'objected', 'upheld', 'lifted', "
            "'replaced', 'moved')",
            name="act",
        ),
        CheckConstraint("done_by IN ('moderator', 'writer', 'command')", name="done_by"),
        CheckConstraint(f"length(words) <= {OBJECTION_LENGTH}", name="words_length"),
        UniqueConstraint("sanction_id", "act"),
        Index("ix_sanction_acts_at", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sanction_id: Mapped[int] = mapped_column(ForeignKey("sanctions.id", ondelete="CASCADE"))
    act: Mapped[Act] = mapped_column(String(12))
    at: Mapped[datetime] = mapped_column(Moment)
    done_by: Mapped[By] = mapped_column(String(9))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    words: Mapped[str] = mapped_column(String(OBJECTION_LENGTH), default="")


@dataclass(frozen=True)
class Standing:
    """What is in force against who asks: the sanction of each sort that lasts longest, if any."""

    barring: Sanction | None = None
    holding: Sanction | None = None
    warning: Sanction | None = None


def standing_under(sanctions: Iterable[Sanction]) -> Standing:
    """Return what those sanctions come to that are in force; ``sanctions`` are all of these."""
    known = sorted(sanctions, key=_lasts, reverse=True)
    warnings = [each for each in known if each.kind == Kind.WARN and not each.acknowledged_at]
    return Standing(
        next((each for each in known if Kind(each.kind).bars), None),
        next((each for each in known if each.kind == Kind.HOLD), None),
        warnings[0] if warnings else None,
    )


def _lasts(sanction: Sanction) -> tuple[bool, float]:
    until = sanction.expires_at
    return until is None, until.timestamp() if until else 0.0
