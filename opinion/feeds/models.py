"""Feed keys: the table of who has a private feed."""

from datetime import datetime

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from opinion.database import Model, Moment
from opinion.people.models import HASH_LENGTH


class FeedKey(Model):
    """That a writer has a private feed of the replies to them.

    ``writer`` is the hash by which a guest or a person is known; ``token`` the hash of the secret
    in the feed's address, which gives the reading of that feed and nothing else.
    """

    __tablename__ = "feed_keys"
    __table_args__ = (
        CheckConstraint(f"length(writer) = {HASH_LENGTH}", name="writer_length"),
        CheckConstraint(f"length(token) = {HASH_LENGTH}", name="token_length"),
    )

    writer: Mapped[str] = mapped_column(String(HASH_LENGTH), primary_key=True)
    token: Mapped[str] = mapped_column(String(HASH_LENGTH), unique=True)
    made_at: Mapped[datetime] = mapped_column(Moment)
