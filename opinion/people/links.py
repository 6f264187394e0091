"""Private links: made with a guest's first comment, told once, kept as hashes."""

from datetime import datetime

from sqlalchemy import delete, select

from opinion.conflicts import insert_into
from opinion.database import db
from opinion.people.models import ManageLink
from opinion.people.secrets import hash_of, new_secret


def make_link(guest: str, origin: str, at: datetime) -> str:
    """Make the private link of ``guest`` (a key's hash); return its secret, which nobody keeps.

    Empty where they have one already. The caller holds the write lock.
    """
    token = new_secret()
    made = db.session.scalar(
        insert_into(ManageLink)
        .values(guest=guest, token=hash_of(token), origin=origin, made_at=at)
        .on_conflict_do_nothing(index_elements=[ManageLink.guest])
        .returning(ManageLink.guest)
    )
    return token if made else ""


def link_of(token: str) -> ManageLink | None:
    """Return the private link whose secret is ``token``."""
    return db.session.scalar(select(ManageLink).where(ManageLink.token == hash_of(token)))


def forget_link(guest: str) -> None:
    """Let the private link of ``guest`` lead nowhere. The caller holds the write lock."""
    db.session.execute(delete(ManageLink).where(ManageLink.guest == guest))
