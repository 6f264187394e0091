"""Keys of private feeds: made when asked for, told once, kept as hashes, forgotten when asked."""

from datetime import datetime

from sqlalchemy import delete, select, update

from opinion.database import db
from opinion.feeds.models import FeedKey
from opinion.people.secrets import hash_of, new_secret


def make_key(writer: str, at: datetime) -> str:
    """Give ``writer`` a private feed; return the secret in its address, which nobody keeps.

    The address that they had before leads nowhere from now on. The caller holds the write lock.
    """
    token = new_secret()
    db.session.merge(FeedKey(writer=writer, token=hash_of(token), made_at=at))
    return token


def key_of(writer: str) -> FeedKey | None:
    """Return the key that ``writer`` has, if there is one."""
    return db.session.get(FeedKey, writer)


def writer_of(token: str) -> str | None:
    """Return whose private feed is at the address with the secret ``token``; None for nobody's."""
    return db.session.scalar(select(FeedKey.writer).where(FeedKey.token == hash_of(token)))


def hand_key(guest: str, writer: str) -> None:
    """Let the private feed of ``guest`` go on as that of ``writer``, if they have none.

    Both are one person. The caller holds the write lock.
    """
    if key_of(writer):
        forget_key(guest)
    else:
        db.session.execute(update(FeedKey).where(FeedKey.writer == guest).values(writer=writer))


def forget_key(writer: str) -> None:
    """Let the private feed of ``writer`` end. The caller holds the write lock."""
    db.session.execute(delete(FeedKey).where(FeedKey.writer == writer))
