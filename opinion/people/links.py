"""Private links: made with a guest's first comment, told once, kept as hashes."""

from datetime import datetime

from sqlalchemy import bindparam, delete, select, text

from opinion.database import Moment, db
from opinion.people.models import ManageLink
from opinion.people.secrets import hash_of, new_secret

_STORE = text(  # both databases have these words, and SQLAlchemy would compile them anew each time
    "INSERT INTO manage_links (guest, token, origin, made_at) VALUES (:guest, :token, :origin, :at)"
    " ON CONFLICT (guest) DO NOTHING RETURNING guest"
).bindparams(bindparam("at", type_=Moment))


def make_link(guest: str, origin: str, at: datetime) -> str:
    """Make the private link of ``guest`` (a key's hash); return its secret, which nobody keeps.

    Empty where they have one already. The caller holds the write lock.
    """
    token = new_secret()
    told = {"guest": guest, "token": hash_of(token), "origin": origin, "at": at}
    return token if db.session.scalar(_STORE, told) else ""


def link_of(token: str) -> ManageLink | None:
    """Return the private link whose secret is ``token``."""
    return db.session.scalar(select(ManageLink).where(ManageLink.token == hash_of(token)))


def forget_link(guest: str) -> None:
    """Let the private link of ``guest`` lead nowhere. The caller holds the write lock."""
    db.session.execute(delete(ManageLink).where(ManageLink.guest == guest))
