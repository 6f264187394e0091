"""What screening keeps: what the learning filter has learned."""

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from opinion.database import Model


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
