"""Telling: who is to be told what. Each function queues in the transaction of the cause.

Nobody is told about what they wrote themselves, nor twice about the same comment, however many
ways they follow it.
"""

from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal,
    null,
    or_,
    select,
)

from opinion.comments.models import Comment
from opinion.conflicts import insert_into
from opinion.database import Moment, db
from opinion.notices.models import Following, Kind, Notice, Scope, Silence
from opinion.notices.turns import Turn, take
from opinion.people.models import Person, Role
from opinion.people.secrets import hash_of, new_secret

LINKS_A_DAY = 5  # private links to one address: anybody may type anybody's under a comment
SITE_LANGUAGE = "und"  # no language of its own: the site's is spoken then
RANKS = {Scope.REPLIES: 1, Scope.THREAD: 2, Scope.ARTICLE: 3}


def tell_of(comment: Comment, at: datetime) -> None:
    """Queue the news of ``comment``, which everybody may read now, to all who follow its place.

    Takes a few statements, however many they are, and one where nobody follows anything. Those who
    follow it in several ways are told in the way that is most their own. The mark, which is unique,
    keeps it at once.
    """
    if db.session.scalar(_under(), {"article": comment.article_id}) is None:
        return
    is_reply = Following.scope == Scope.REPLIES
    kind = case((is_reply, Kind.REPLY.value), else_=Kind.COMMENT.value)
    to_whom = (_follows_place_of(comment), _is_another_than(comment))
    news = _notices(f"comment {comment.id}", kind, comment, at).where(*to_whom)
    _queue(news.order_by(case(RANKS, value=Following.scope), Following.id))


def tell_of_decision(comment: Comment, at: datetime) -> None:
    """Queue what a moderator made of ``comment`` to its writer, where they asked to be told.

    That it was published or removed; a word about spam would only help its senders.
    """
    mark = f"decided {comment.id} {comment.status}"
    asked = (
        Following.scope == Scope.REPLIES,
        Following.comment_id == comment.id,
        Following.email == comment.email.lower(),
        Following.confirmed_at.is_not(None),
    )
    _queue(_notices(mark, literal(Kind.DECIDED.value), comment, at).where(*asked))


def tell_staff(comment: Comment, *, wait: int, besides: int | None, at: datetime) -> None:
    """Queue that ``comment`` begins to wait for a moderator, to all of the staff who want mail.

    Takes two statements. ``wait`` tells this wait from earlier ones: one is told once of each.
    ``besides`` is who of the staff knows, and nobody is told of what they wrote.
    """
    others = [Person.role.in_(list(Role)), Person.gets_queue_mail]
    others.append(Person.email != comment.email.lower())
    if comment.writer:
        others.append(Person.writer != comment.writer)
    if besides:
        others.append(Person.id != besides)
    news = select(
        literal(f"waits {comment.id} {wait} ").concat(cast(Person.id, String)),
        literal(Kind.WAITS.value),
        Person.email,
        literal(SITE_LANGUAGE),
        null(),
        literal(comment.id),
        literal(at, Moment),
        literal(at, Moment),
    )
    _queue(news.where(*others).order_by(Person.id))


def tell_private_link(
    comment: Comment, token: str, *, language: str, address_hash: str, at: datetime
) -> bool:
    """Queue the mail with the link by which ``comment`` is managed, and say whether it was done.

    It was not where no address was given, where it wants no mail (``address_hash`` is what
    :func:`opinion.notices.keys.address_hash` makes of it), or where it got five today.
    """
    take(Turn.ASKING)
    recipient = comment.email.lower()
    earlier = select(func.count(Notice.id)).where(
        Notice.recipient == recipient,
        Notice.kind == Kind.PRIVATE_LINK,
        Notice.queued_at > at - timedelta(days=1),
    )
    if not recipient or (db.session.scalar(earlier) or 0) >= LINKS_A_DAY:
        return False
    if db.session.get(Silence, address_hash):
        return False
    db.session.add(
        Notice(
            mark=f"link {comment.id}",
            kind=Kind.PRIVATE_LINK,
            recipient=recipient,
            language=language,
            comment_id=comment.id,
            secret=token,
            queued_at=at,
            due_at=at,
        )
    )
    return True


def tell_sign_in_link(recipient: str, token: str, *, language: str, at: datetime) -> None:
    """Queue the mail with the link to sign in by whose secret is ``token``.

    Without a ``recipient`` nothing will be sent.
    """
    db.session.add(
        Notice(
            mark=f"sign in {hash_of(token or new_secret())}",
            kind=Kind.SIGN_IN,
            recipient=recipient,
            language=language,
            secret=token,
            queued_at=at,
            due_at=at,
        )
    )


@cache
def _under() -> Select[tuple[int]]:
    """Select something that is followed: an article, or a comment under it."""
    return select(Following.id).where(Following.article_id == bindparam("article")).limit(1)


def _follows_place_of(comment: Comment) -> ColumnElement[bool]:
    """Say which confirmed followings are about the place where ``comment`` stands."""
    places = [and_(Following.scope == Scope.ARTICLE, Following.article_id == comment.article_id)]
    for scope, number in (
        (Scope.THREAD, comment.thread_id),
        (Scope.REPLIES, comment.parent_id),
    ):
        if number:
            places.append(and_(Following.scope == scope, Following.comment_id == number))
    return and_(Following.confirmed_at.is_not(None), or_(*places))


def _is_another_than(comment: Comment) -> ColumnElement[bool]:
    """Say which followings are not the writer's own: by address, and by the browser that asked."""
    others = Following.email != comment.email.lower()
    if comment.writer is None:
        return others
    return and_(others, or_(Following.writer.is_(None), Following.writer != comment.writer))


def _notices(mark: str, kind: ColumnElement[str], comment: Comment, at: datetime) -> Select[Any]:
    return select(
        literal(f"{mark} ").concat(Following.email),
        kind,
        Following.email,
        Following.language,
        Following.id,
        literal(comment.id),
        literal(at, Moment),
        literal(at, Moment),
    )


def _queue(notices: Select[Any]) -> None:
    """Store ``notices``, but for those whose mark is there."""
    if db.session.execute(notices.limit(1)).first() is None:
        return  # mostly
    columns = [
        "mark", "kind", "recipient", "language", "following_id", "comment_id", "queued_at",
        "due_at",
    ]  # fmt: skip
    store = insert_into(Notice).from_select(columns, notices)
    db.session.execute(store.on_conflict_do_nothing())
