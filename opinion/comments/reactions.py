"""Reactions: the tables of what others make of a comment, which are votes and reports.

No guest is known by them: a voter or a reporter is a keyed hash of their network and this one
comment, so that no two marks of one guest can be tied together. Of who is signed in, the account
is kept too, so that what they did can be handed out and erased.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    bindparam,
)
from sqlalchemy.orm import InstrumentedAttribute, Mapped, mapped_column

from opinion.database import Model, Moment

NOTE_LENGTH = 500  # code points


@dataclass(frozen=True)
class Mark:
    """How one reader is known by what they make of one comment.

    ``by`` is a keyed hash of who is signed in and the comment, ``network`` one of their network and
    the comment; a guest is their network, so that both are the same.
    """

    by: str
    network: str
    person_id: int | None = None

    def on(self, number: int) -> dict[str, object]:
        """Return what a statement with :func:`left_by` is told of them and the comment."""
        return {"comment": number, "by": self.by, "network": self.network}


def left_by(
    by: InstrumentedAttribute[str], network: InstrumentedAttribute[str], *, is_guest: bool
) -> ColumnElement[bool]:
    """Say what counts as done by a reader: with another hat on, nobody gets a second voice.

    For who is signed in that is what they did, or a guest from their network; for a guest, what
    anybody from their network did. Who that is is told as :meth:`Mark.on` says.
    """
    if is_guest:
        return network == bindparam("network")
    return by.in_((bindparam("by"), bindparam("network")))


class Vote(Model):
    """That somebody agrees with a comment.

    ``at`` is the beginning of that day: finer moments, or the order of rows, would tell which votes
    belong together.
    """

    __tablename__ = "votes"
    __table_args__ = (
        CheckConstraint("length(voter) = 64", name="voter_length"),
        CheckConstraint("length(network) = 64", name="network_length"),
        Index("ix_votes_person_id", "person_id"),
        {"sqlite_with_rowid": False},
    )

    comment_id: Mapped[int] = mapped_column(
        ForeignKey("comments.id", ondelete="CASCADE"), primary_key=True
    )
    voter: Mapped[str] = mapped_column(String(64), primary_key=True)
    network: Mapped[str] = mapped_column(String(64))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(Moment)


class Reason(StrEnum):
    """What is wrong with a comment, as who reports it sees it."""

    SPAM = "spam"
    INSULT = "insult"
    HATE = "hate"
    PRIVACY = "privacy"
    OFF_TOPIC = "off topic"
    ILLEGAL = "illegal"
    OTHER = "other"


class Report(Model):
    """That somebody asks for a moderator. It is open until one has decided: ``reviewed_at``."""

    __tablename__ = "reports"
    __table_args__ = (
        CheckConstraint("length(reporter) = 64", name="reporter_length"),
        CheckConstraint("length(network) = 64", name="network_length"),
        CheckConstraint(
            "reason IN ('spam', 'insult', 'hate', 'privacy', 'off topic', 'illegal', 'other')",
            name="reason",
        ),
        CheckConstraint(f"length(note) <= {NOTE_LENGTH}", name="note_length"),
        UniqueConstraint("comment_id", "reporter"),
        Index("ix_reports_person_id", "person_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    comment_id: Mapped[int] = mapped_column(ForeignKey("comments.id", ondelete="CASCADE"))
    reporter: Mapped[str] = mapped_column(String(64))
    network: Mapped[str] = mapped_column(String(64))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    reason: Mapped[Reason] = mapped_column(String(9))
    note: Mapped[str] = mapped_column(String(NOTE_LENGTH), default="")
    at: Mapped[datetime] = mapped_column(Moment)
    reviewed_at: Mapped[datetime | None] = mapped_column(Moment)
