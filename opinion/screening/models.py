"""What screening keeps: words that comments are held for, and what the filter has learned."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from opinion.database import Model, Moment

PHRASE_LENGTH = 100  # code points
NOTE_LENGTH = 200  # code points
SLUG_LENGTH = 80
MODE_LENGTH = 8


class ScreenedWords(Model):
    """A phrase that a moderator wants to see, or, if ``is_rejected``, that nobody may post.

    ``phrase`` is kept as it is compared (:func:`opinion.screening.words.kept`). After
    ``expires_at`` it counts no more.
    """

    __tablename__ = "screened_words"
    __table_args__ = (
        CheckConstraint(f"length(phrase) BETWEEN 1 AND {PHRASE_LENGTH}", name="phrase_length"),
        CheckConstraint(f"length(note) <= {NOTE_LENGTH}", name="note_length"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    phrase: Mapped[str] = mapped_column(String(PHRASE_LENGTH), unique=True)
    is_rejected: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(String(NOTE_LENGTH), default="")
    added_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime | None] = mapped_column(Moment)

    def counts_at(self, at: datetime) -> bool:
        """Whether it counts at the moment ``at``."""
        return self.expires_at is None or self.expires_at > at


class Change(StrEnum):
    """What was done to the list of words."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


class WordChange(Model):
    """That a phrase was listed, changed or removed, when and by whom; the rows only grow.

    It has what the phrase was from then on, or until then. ``person_id`` is empty where it was done
    at the command line.
    """

    __tablename__ = "word_changes"
    __table_args__ = (CheckConstraint("change IN ('added', 'changed', 'removed')", name="change"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    change: Mapped[Change] = mapped_column(String(7))
    phrase: Mapped[str] = mapped_column(String(PHRASE_LENGTH))
    is_rejected: Mapped[bool]
    note: Mapped[str] = mapped_column(String(NOTE_LENGTH))
    expires_at: Mapped[datetime | None] = mapped_column(Moment)


class LearnedWeight(Model):
    """How much one bucket of evidence speaks for spam (``value``; below 0: against).

    ``squares`` is the sum of the squares of all its steps. ``bucket`` is -1 for what speaks for
    every text.
    """

    __tablename__ = "learned_weights"
    __table_args__ = (CheckConstraint("squares >= 0", name="squares"),)

    bucket: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    value: Mapped[float]
    squares: Mapped[float]


class LessonCount(Model):
    """How many texts the filter was taught that are spam, or that are not."""

    __tablename__ = "lesson_counts"
    __table_args__ = (CheckConstraint("number >= 0", name="number"),)

    is_spam: Mapped[bool] = mapped_column(primary_key=True)
    number: Mapped[int]


class StrictnessChange(Model):
    """That a section or an article (``place``) is screened otherwise, by command."""

    __tablename__ = "strictness_changes"
    __table_args__ = (CheckConstraint("place IN ('section', 'article')", name="place"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
    place: Mapped[str] = mapped_column(String(7))
    slug: Mapped[str] = mapped_column(String(SLUG_LENGTH))
    former: Mapped[str] = mapped_column(String(MODE_LENGTH))
    mode: Mapped[str] = mapped_column(String(MODE_LENGTH))
