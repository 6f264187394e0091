"""Exporting: all that is stored of an e-mail address, whoever gave it. No secrets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select

from opinion.comments.models import Comment
from opinion.comments.owning import data_where
from opinion.database import db
from opinion.languages import iso
from opinion.moderation.models import LegalNotice
from opinion.moderation.sanctioned import data_of_sanctions, imposed_for, on_mailbox
from opinion.notices.models import Following, Mail, Notice, Silence
from opinion.people.credentials import FailedSignIn
from opinion.people.exporting import data_of_person
from opinion.people.joining import person_at
from opinion.people.models import Person, SignInLink

Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Address:
    """An e-mail address in small letters, and the keyed hashes that stand for it.

    ``mail`` stands where it wants no mail, ``sign_in`` where a password for it was wrong.
    """

    email: str
    mail: str
    sign_in: str


def data_of_address(address: Address, at: datetime, secret: str) -> dict[str, Any]:
    """Return what is stored of ``address``: as a person's, as guests gave it, and in mails.

    ``secret`` is the site's: sanctions are found by hashes made with it.
    """
    email, person = address.email, person_at(address.email)
    given = given_by_guests(email, person)
    imposed = imposed_for(given) | on_mailbox(email, secret)
    silence = db.session.get(Silence, address.mail)
    return {
        "address": email,
        "account": data_of_person(person, at, secret) if person else None,
        "comments_with_this_address": data_where(given),
        "sanctions_on_this_address": data_of_sanctions(imposed),
        "follows": _follows(email),
        "wants_no_mail_since": _moment(silence.since if silence else None),
        "mails": _mails(email),
        "waiting_notices": _notices(email),
        "notices_naming_a_law": _charges(email),
        "links_to_sign_in_by": _links(email),
        "failed_sign_ins": _moments(FailedSignIn.at, FailedSignIn.address == address.sign_in),
    }


def given_by_guests(email: str, person: Person | None) -> ColumnElement[bool]:
    """Say which comments have an address, but for those that its owner wrote signed in.

    Nobody had to prove that it is theirs.
    """
    given = func.lower(Comment.email) == email
    if person is None:
        return given
    return given & (Comment.writer.is_(None) | (Comment.writer != person.writer))


def _follows(email: str) -> Rows:
    found = select(Following).where(Following.email == email).order_by(Following.id)
    return [
        {
            "scope": each.scope,
            "article": each.article_id,
            "comment": each.comment_id,
            "language": each.language,
            "asked_at": iso(each.asked_at),
            "confirmed_at": _moment(each.confirmed_at),
        }
        for each in db.session.scalars(found)
    ]


def _mails(email: str) -> Rows:
    found = select(Mail).where(Mail.recipient == email).order_by(Mail.id)
    mails = db.session.scalars(found).all()
    told = _kinds([each.id for each in mails])
    return [
        {
            "message_id": each.message_id,
            "tells": told.get(each.id, []),
            "language": each.language,
            "state": each.state,
            "made_at": iso(each.made_at),
            "done_at": _moment(each.done_at),
            "reason": each.reason,
        }
        for each in mails
    ]


def _kinds(mails: Sequence[int]) -> dict[int, list[str]]:
    """Return what each mail tells."""
    found: dict[int, list[str]] = {}
    carried = select(Notice.mail_id, Notice.kind).where(Notice.mail_id.in_(mails))
    for number, kind in db.session.execute(carried.order_by(Notice.id)):
        found.setdefault(number, []).append(kind)
    return found


def _notices(email: str) -> Rows:
    waits = select(Notice).where(Notice.recipient == email, Notice.mail_id.is_(None))
    return [
        {"kind": each.kind, "comment": each.comment_id, "queued_at": iso(each.queued_at)}
        for each in db.session.scalars(waits.order_by(Notice.id))
    ]


def _charges(email: str) -> Rows:
    given = select(LegalNotice).where(LegalNotice.email == email).order_by(LegalNotice.id)
    return [
        {
            "comment": each.comment_id,
            "law": each.law,
            "why": each.why,
            "language": each.language,
            "at": iso(each.at),
        }
        for each in db.session.scalars(given)
    ]


def _links(email: str) -> Rows:
    asked = select(SignInLink).where(SignInLink.email == email).order_by(SignInLink.asked_at)
    return [
        {"asked_at": iso(each.asked_at), "used_at": _moment(each.used_at), "onward": each.onward}
        for each in db.session.scalars(asked)
    ]


def _moments(column: Any, whose: ColumnElement[bool]) -> list[str]:
    return [iso(each) for each in db.session.scalars(select(column).where(whose).order_by(column))]


def _moment(moment: datetime | None) -> str | None:
    return iso(moment) if moment else None
