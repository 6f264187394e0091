"""Decisions about comments, objections to them, and notices that name a law: the tables.

What is decided stays written down: the rows are the trail for who audits, the public log, the
figures of a year and the list of what can be undone, all at once.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from opinion.comments.models import Status
from opinion.database import Model, Moment
from opinion.people.models import EMAIL_LENGTH

KEY_LENGTH = 22  # 128 bits in base64 for addresses
LAW_LENGTH = 200  # code points
WORDS_LENGTH = 2_000
OBJECTION_LENGTH = 5_000
STATES = "('held', 'published', 'spam', 'removed', 'deleted')"


class By(StrEnum):
    """Who decided. ``READERS`` are those whose reports hide a comment until it is reviewed."""

    MODERATOR = "moderator"
    READERS = "readers"
    SCREENING = "screening"
    WRITER = "writer"
    COMMAND = "command"


class Found(StrEnum):
    """How what was decided about came to notice."""

    REPORTS = "reports"
    SCREENING = "screening"
    STAFF = "staff"


class Rule(StrEnum):
    """Which rule of the site a comment breaks. The first words are those that readers report by."""

    SPAM = "spam"
    INSULT = "insult"
    HATE = "hate"
    PRIVACY = "privacy"
    OFF_TOPIC = "off topic"
    THREAT = "threat"
    ADVERTISING = "advertising"
    FALSEHOOD = "falsehood"
    ILLEGAL = "illegal"
    OTHER = "other"


class Decision(Model):
    """That a comment was given a state, by whom and why.

    ``former`` is the state it had, None for one that was held as it came in. Where both are the
    same, a moderator looked and let it be, or, by its writer, the name was taken off. ``words`` are
    for the writer, ``note`` is for the staff alone. ``key`` is what the link to the statement of
    reasons is made from. ``undoes`` names the decision that this one takes back.
    """

    __tablename__ = "decisions"
    __table_args__ = (
        CheckConstraint(f"former IN {STATES}", name="former"),
        CheckConstraint(f"status IN {STATES}", name="status"),
        CheckConstraint(
            "decided_by IN ('moderator', 'readers', 'screening', 'writer', 'command')",
            name="decided_by",
        ),
        CheckConstraint("found IN ('reports', 'screening', 'staff')", name="found"),
        CheckConstraint(f"length(law) <= {LAW_LENGTH}", name="law_length"),
        CheckConstraint(f"length(words) <= {WORDS_LENGTH}", name="words_length"),
        CheckConstraint(f"length(note) <= {WORDS_LENGTH}", name="note_length"),
        Index("ix_decisions_comment_id_id", "comment_id", "id"),
        Index("ix_decisions_at", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(KEY_LENGTH), unique=True)
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("comments.id", ondelete="SET NULL"))
    article_id: Mapped[int | None] = mapped_column(ForeignKey("articles.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(Moment)
    decided_by: Mapped[By] = mapped_column(String(9))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    former: Mapped[Status | None] = mapped_column(String(9))
    status: Mapped[Status] = mapped_column(String(9))
    found: Mapped[Found | None] = mapped_column(String(9))
    rule: Mapped[Rule | None] = mapped_column(String(12))
    law: Mapped[str] = mapped_column(String(LAW_LENGTH), default="")
    words: Mapped[str] = mapped_column(String(WORDS_LENGTH), default="")
    note: Mapped[str] = mapped_column(String(WORDS_LENGTH), default="")
    undoes: Mapped[int | None] = mapped_column(ForeignKey("decisions.id"), unique=True)

    @property
    def changes(self) -> bool:
        """Whether the comment came to have another state."""
        return self.former != self.status

    @property
    def is_restriction(self) -> bool:
        """Whether others kept readers from reading the comment."""
        kept = self.status in {Status.HELD, Status.REMOVED, Status.SPAM}
        return kept and self.decided_by != By.WRITER

    @property
    def is_removal(self) -> bool:
        """Whether it is a restriction that waits for nobody."""
        return self.is_restriction and self.status != Status.HELD

    @property
    def is_objectionable(self) -> bool:
        """Whether its writer may say that it is wrong: removals, and what a moderator holds.

        What a program or readers had held is yet to be decided.
        """
        return self.is_removal or (self.is_restriction and not self.is_automated)

    @property
    def is_automated(self) -> bool:
        """Whether no moderator had a hand in it."""
        return self.decided_by in {By.READERS, By.SCREENING}


class Outcome(StrEnum):
    """What became of an objection: the decision was upheld, or reversed."""

    UPHELD = "upheld"
    REVERSED = "reversed"


class Objection(Model):
    """What a writer has against a decision about their comment: said once.

    It is open until ``answered_at``. ``answer_id`` is the decision by which it was reversed.
    """

    __tablename__ = "objections"
    __table_args__ = (
        CheckConstraint(f"length(text) <= {OBJECTION_LENGTH}", name="text_length"),
        CheckConstraint(f"length(words) <= {WORDS_LENGTH}", name="words_length"),
        CheckConstraint("outcome IN ('upheld', 'reversed')", name="outcome"),
        CheckConstraint("(answered_at IS NULL) = (outcome IS NULL)", name="outcome_answered"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(
        ForeignKey("decisions.id", ondelete="CASCADE"), unique=True
    )
    text: Mapped[str] = mapped_column(String(OBJECTION_LENGTH))
    at: Mapped[datetime] = mapped_column(Moment)
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    outcome: Mapped[Outcome | None] = mapped_column(String(8))
    words: Mapped[str] = mapped_column(String(WORDS_LENGTH), default="")
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    answer_id: Mapped[int | None] = mapped_column(ForeignKey("decisions.id", ondelete="SET NULL"))


class LegalNotice(Model):
    """That somebody says a comment is against the law (Regulation (EU) 2022/2065, article 16).

    ``key`` is what the link to its own page is made from; ``reporter`` a keyed hash of network and
    comment; ``email`` is wiped once the mail about the decision is queued.
    """

    __tablename__ = "legal_notices"
    __table_args__ = (
        CheckConstraint("length(reporter) = 64", name="reporter_length"),
        CheckConstraint(f"length(law) <= {LAW_LENGTH}", name="law_length"),
        CheckConstraint(f"length(why) <= {OBJECTION_LENGTH}", name="why_length"),
        CheckConstraint(f"length(email) <= {EMAIL_LENGTH}", name="email_length"),
        Index("ix_legal_notices_comment_id", "comment_id"),
        Index("ix_legal_notices_at", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(KEY_LENGTH), unique=True)
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("comments.id", ondelete="SET NULL"))
    article_id: Mapped[int | None] = mapped_column(ForeignKey("articles.id", ondelete="SET NULL"))
    reporter: Mapped[str] = mapped_column(String(64))
    law: Mapped[str] = mapped_column(String(LAW_LENGTH))
    why: Mapped[str] = mapped_column(String(OBJECTION_LENGTH))
    email: Mapped[str] = mapped_column(String(EMAIL_LENGTH), default="")
    language: Mapped[str] = mapped_column(String(35))
    at: Mapped[datetime] = mapped_column(Moment)
    decided_at: Mapped[datetime | None] = mapped_column(Moment)
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decisions.id", ondelete="SET NULL"))
