"""The queue: the tables of what waits for a moderator, and of who looks at what just now."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from opinion.database import Model, Moment


class Waiting(Model):
    """That a comment waits for a moderator: it is held, or it stands and was reported.

    ``priority`` says whose turn it is, as :mod:`opinion.moderation.queueing` reckons it: 0 comes
    first. It is stored so that an index has the order of the queue.
    """

    __tablename__ = "waiting"
    __table_args__ = (
        CheckConstraint("priority >= 0", name="priority"),
        Index("ix_waiting_priority_comment_id", "priority", "comment_id"),
    )

    comment_id: Mapped[int] = mapped_column(
        ForeignKey("comments.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    priority: Mapped[int]


class Claim(Model):
    """That one of the staff looks at a comment, since ``at``."""

    __tablename__ = "claims"
    __table_args__ = (Index("ix_claims_person_id", "person_id"),)

    comment_id: Mapped[int] = mapped_column(
        ForeignKey("comments.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    at: Mapped[datetime] = mapped_column(Moment)
