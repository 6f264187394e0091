"""Following: asking for mail about a conversation, confirming it, and ending it.

Whoever asks learns nothing about the address: the same is stored and answered, whether it follows
already, has asked for silence, or was never heard of. What then goes out is decided later, when
:mod:`opinion.notices.gathering` and :mod:`opinion.notices.contents` look at it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select

from opinion.comments.models import Comment
from opinion.database import db
from opinion.notices.keys import new_key
from opinion.notices.models import Following, Kind, Notice, Scope, Silence
from opinion.notices.turns import Turn, take

CONFIRM_FOR = timedelta(days=2)
ASKS = ((timedelta(hours=1), 10), (timedelta(days=1), 30))  # of one network


class AskedTooOftenError(Exception):
    """The network has asked for too many mails."""


@dataclass(frozen=True)
class Asker:
    """Who asks for mail: the address, its keyed hash, and how they are known besides.

    ``networks`` are the hashes of their network: by the key of now, and by the one before.

    ``is_verified`` says that they are signed in, and the address is theirs.
    """

    email: str
    address_hash: str
    language: str
    networks: tuple[str, ...]
    writer: str | None = None
    is_verified: bool = False


@dataclass(frozen=True)
class Subject:
    """What is followed: an article, or with ``comment`` a thread or the replies to one."""

    article_id: int
    comment: Comment | None = None
    scope: Scope = Scope.ARTICLE


def demand_patience(networks: Collection[str], at: datetime) -> None:
    """Go on only if a network, known by one of ``networks``, may ask for one more mail.

    Raises:
        AskedTooOftenError: it may not.
    """
    take(Turn.ASKING)
    for span, allowed in ASKS:
        asked = select(func.count(Notice.id)).where(
            Notice.network.in_(networks), Notice.queued_at > at - span
        )
        if (db.session.scalar(asked) or 0) >= allowed:
            raise AskedTooOftenError


def ask(subject: Subject, asker: Asker, at: datetime) -> None:
    """Note that ``asker`` wants mail about ``subject``, and queue the mail that asks to confirm.

    Where this browser has confirmed the same address before, the following begins at once; so for
    who is signed in with it, even if they wanted no mail. The caller holds the write lock, and has
    asked :func:`demand_patience`.
    """
    following = None
    if asker.is_verified:
        break_silence(asker.address_hash)
        _noted(subject, asker, at)
        return
    if db.session.get(Silence, asker.address_hash) is None:
        following = _noted(subject, asker, at)
    db.session.add(
        Notice(
            mark=f"confirm {new_key()}",
            kind=Kind.CONFIRM,
            recipient=asker.email if following else "",
            language=asker.language,
            following_id=following.id if following else None,
            network=asker.networks[0],
            queued_at=at,
            due_at=at,
        )
    )


def confirm(key: str, writer: str | None, at: datetime) -> Following | None:
    """Let the following that ``key`` names begin; ``writer`` is the browser that confirms.

    Returns None where there is none, or where it was asked for too long ago.
    """
    following = with_key(key)
    if following is None or (not following.confirmed_at and is_expired(following, at)):
        return None
    if following.confirmed_at is None:
        following.confirmed_at = at
        following.confirmed_writer = writer if writer == following.writer else None
    return following


def end(key: str) -> None:
    """End the following that ``key`` names, and what waits to be told of it."""
    db.session.execute(delete(Following).where(Following.key == key))


def end_all(address_hash: str) -> None:
    """End all that an address follows."""
    db.session.execute(delete(Following).where(Following.address_hash == address_hash))


def silence(address_hash: str, at: datetime) -> None:
    """Send nothing to an address any more, and let it follow nothing."""
    end_all(address_hash)
    if db.session.get(Silence, address_hash) is None:
        db.session.add(Silence(address_hash=address_hash, since=at))


def break_silence(address_hash: str) -> bool:
    """Let an address ask for mail again; whether it had asked for silence."""
    silent = db.session.get(Silence, address_hash)
    if silent is None:
        return False
    db.session.delete(silent)
    return True


def with_key(key: str) -> Following | None:
    """Return the following that ``key`` names."""
    return db.session.scalar(select(Following).where(Following.key == key))


def is_expired(following: Following, at: datetime) -> bool:
    """Whether the link to confirm it has had its time."""
    return following.asked_at + CONFIRM_FOR < at


def _noted(subject: Subject, asker: Asker, at: datetime) -> Following:
    """Return the following of ``subject`` by the asker's address, added where there is none."""
    comment_id = subject.comment.id if subject.comment else None
    found = db.session.scalar(
        select(Following).where(
            Following.email == asker.email,
            Following.scope == subject.scope,
            Following.article_id == subject.article_id,
            Following.comment_id == comment_id if comment_id else Following.comment_id.is_(None),
        )
    )
    if found and found.confirmed_at:
        return found
    if found is None:
        found = Following(
            key=new_key(),
            email=asker.email,
            address_hash=asker.address_hash,
            scope=subject.scope,
            article_id=subject.article_id,
            comment_id=comment_id,
        )
        db.session.add(found)
    found.language, found.writer, found.asked_at = asker.language, asker.writer, at
    found.confirmed_at = at if _is_proven(asker) else None
    db.session.flush()
    return found


def _is_proven(asker: Asker) -> bool:
    """Whether the mailbox is known to be theirs: by signing in, or by a link confirmed here."""
    if asker.is_verified or asker.writer is None:
        return asker.is_verified
    proof = select(Following.id).where(
        Following.address_hash == asker.address_hash, Following.confirmed_writer == asker.writer
    )
    return db.session.scalar(proof.limit(1)) is not None
