"""Sanctioned: all that is imposed on one person, guest or mailbox, as data, and handed on."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, or_, select

from opinion.comments.models import Comment
from opinion.database import db
from opinion.languages import iso
from opinion.moderation.acts import acts_by_sanction, lock, write_down
from opinion.moderation.sanctions import Act, On, Sanction
from opinion.moderation.standing import mark


def data_of_sanctions(whose: ColumnElement[bool]) -> list[dict[str, Any]]:
    """Return the sanctions that ``whose`` says, and what was done about them: no names of staff."""
    found = db.session.scalars(select(Sanction).where(whose).order_by(Sanction.id)).all()
    acts = acts_by_sanction(each.id for each in found)
    return [
        {
            "kind": each.kind,
            "on": each.on,
            "for_comment": each.comment_id,
            "rule": each.rule,
            "words": each.words,
            "from": iso(each.begins_at),
            "until": iso(each.expires_at) if each.expires_at else None,
            "what_was_done": [
                {"act": act, "at": iso(row.at), "by": row.done_by, "words": row.words}
                for act, row in acts[each.id].items()
            ],
        }
        for each in found
    ]


def imposed_on(writer: str, secret: str, email: str = "") -> ColumnElement[bool]:
    """Say which sanctions are on a writer (a hash) or on ``email``, if given, or for their words.

    The last are those on the network that something of theirs came from.
    """
    on_them = Sanction.value == mark(secret, On.PERSON, writer)
    for_theirs = imposed_for(Comment.writer == writer)
    return or_(on_them, for_theirs, *([on_mailbox(email, secret)] if email else []))


def on_mailbox(email: str, secret: str) -> ColumnElement[bool]:
    """Say which sanctions are on the mailbox ``email``, whatever account has it."""
    return Sanction.value == mark(secret, On.MAIL, email)


def imposed_for(whose: ColumnElement[bool]) -> ColumnElement[bool]:
    """Say which sanctions were imposed for comments that ``whose`` says."""
    return Sanction.comment_id.in_(select(Comment.id).where(whose))


def hand_to(guest: str, writer: str, secret: str, at: datetime) -> None:
    """Make what is imposed on a guest's browser the account's of ``writer``, who is the same.

    Nobody sheds it by signing in: it goes on until its end, and the statement keeps its address.
    What is over comes along too, so that it is found by who exports. The caller holds the lock.
    """
    theirs: Sequence[Sanction] = db.session.scalars(
        select(Sanction)
        .where(Sanction.on == On.BROWSER, Sanction.value == mark(secret, On.BROWSER, guest))
        .order_by(Sanction.id)
    ).all()
    for each in theirs:
        lock(each)
        each.on, each.value = On.PERSON, mark(secret, On.PERSON, writer)
        write_down(each, Act.MOVED, at)
