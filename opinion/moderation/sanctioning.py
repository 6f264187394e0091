"""Sanctioning: imposing a sanction, acknowledging it, objecting, answering, lifting it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from opinion.comments.models import Comment
from opinion.database import db
from opinion.moderation.deciding import Decider
from opinion.moderation.models import By, Rule
from opinion.moderation.sanctions import Act, Kind, On, Sanction, SanctionAct
from opinion.moderation.standing import mark
from opinion.notices.keys import new_key
from opinion.people.appointing import has_colleagues
from opinion.people.models import Person
from opinion.permissions import may_answer, may_impose

SHARED_FOR = timedelta(days=30)  # a network has others in it


class NotSanctionedError(Exception):
    """Nothing was changed."""


class StaffError(NotSanctionedError):
    """Who wrote the comment works for the site."""


class UnknownError(NotSanctionedError):
    """What it is to be imposed on is not known of the comment's writer."""


class NotAllowedError(NotSanctionedError):
    """Who imposes or lifts it may not, or not for so long; or it lasts as none of its kind may."""


class DoneBeforeError(NotSanctionedError):
    """It was lifted, or answered, before: by another moderator perhaps."""


class OwnSanctionError(NotSanctionedError):
    """Who imposed it does not answer the objection, where somebody else works for the site."""


@dataclass(frozen=True)
class Order:
    """What is to be imposed, on what, for how long (None: without an end), and why."""

    kind: Kind
    on: On
    lasts: timedelta | None
    rule: Rule
    words: str = ""
    note: str = ""


def impose(
    comment: Comment, order: Order, *, by: Decider, at: datetime, secret: str, network_key: str = ""
) -> Sanction:
    """Impose ``order`` on who wrote ``comment``, and write down who did; return the sanction.

    ``network_key`` is the key by which the comment's network was hashed. The caller holds the write
    lock, and has loaded the comment inside it.

    Raises:
        StaffError, UnknownError, NotAllowedError: nothing was changed.
    """
    known = known_of(comment)
    if order.on not in known:
        raise UnknownError
    imposer = db.session.get(Person, by.person_id) if by.person_id else None
    is_trusted = by.by == By.COMMAND and imposer is None
    if not lasts_as_it_may(order) or not (
        is_trusted or may_impose(imposer, order.kind, order.lasts)
    ):
        raise NotAllowedError
    sanction = Sanction(
        key=new_key(),
        kind=order.kind,
        on=order.on,
        value=mark(secret, order.on, known[order.on]),
        network_key=network_key if order.on == On.NETWORK else "",
        comment_id=comment.id,
        rule=order.rule,
        words=order.words,
        note=order.note,
        begins_at=at,
        expires_at=at + order.lasts if order.lasts else None,
    )
    db.session.add(sanction)
    db.session.flush()
    _write_down(sanction, Act.IMPOSED, by, at)
    return sanction


def lift(sanction: Sanction, *, by: Decider, at: datetime, words: str = "") -> None:
    """End ``sanction`` before its time, and write down who did. As above.

    Raises:
        DoneBeforeError, NotAllowedError: nothing was changed.
    """
    _lock(sanction)
    lifter = db.session.get(Person, by.person_id) if by.person_id else None
    lasts = sanction.expires_at - sanction.begins_at if sanction.expires_at else None
    if lifter and not may_impose(lifter, Kind(sanction.kind), lasts):
        raise NotAllowedError
    if sanction.lifted_at:
        raise DoneBeforeError
    sanction.lifted_at = at
    _write_down(sanction, Act.LIFTED, by, at, words)


def acknowledge(sanction: Sanction, at: datetime) -> None:
    """Keep that who was warned has read it. What was read before stays as it is."""
    _lock(sanction)
    if sanction.acknowledged_at is None:
        sanction.acknowledged_at = at
        _write_down(sanction, Act.ACKNOWLEDGED, Decider(By.WRITER), at)


def object_to_sanction(sanction: Sanction, text: str, at: datetime) -> None:
    """Keep what is said against ``sanction``, once; what is sent again was kept already."""
    _lock(sanction)
    if Act.OBJECTED not in acts_of(sanction):
        _write_down(sanction, Act.OBJECTED, Decider(By.WRITER), at, text)


def uphold(sanction: Sanction, *, by: Decider, at: datetime, words: str = "") -> None:
    """Answer an objection: the sanction stands.

    Raises:
        DoneBeforeError, OwnSanctionError: none waits, or somebody else is to answer it.
    """
    _lock(sanction)
    done = acts_of(sanction)
    if Act.OBJECTED not in done or done.keys() & {Act.UPHELD, Act.LIFTED}:
        raise DoneBeforeError
    others = has_colleagues(by.person_id)
    if not may_answer(done[Act.IMPOSED].person_id, by.person_id, has_others=others):
        raise OwnSanctionError
    _write_down(sanction, Act.UPHELD, by, at, words)


def known_of(comment: Comment) -> dict[On, str]:
    """Return on what a sanction for ``comment`` can be imposed. Raises StaffError."""
    writer = comment.writer
    person = db.session.scalar(select(Person).where(Person.writer == writer)) if writer else None
    if person and person.is_staff:
        raise StaffError
    known = {
        On.PERSON: writer if person else None,
        On.MAIL: person.email if person else None,
        On.BROWSER: None if person else writer,
        On.NETWORK: comment.network,
    }
    return {on: what for on, what in known.items() if what}


def lasts_as_it_may(order: Order) -> bool:
    """Whether a sanction of its kind may last so long: only a ban has no end; never a network's."""
    if order.on == On.NETWORK:
        return order.lasts is not None and order.lasts <= SHARED_FOR
    return order.lasts is not None or order.kind == Kind.BAN


def acts_of(sanction: Sanction) -> dict[Act, SanctionAct]:
    """Return what was done about ``sanction``."""
    rows = select(SanctionAct).where(SanctionAct.sanction_id == sanction.id)
    return {Act(each.act): each for each in db.session.scalars(rows.order_by(SanctionAct.id))}


def _lock(sanction: Sanction) -> None:
    """Load ``sanction`` as it is now, and let nobody else change it until this is committed."""
    db.session.refresh(sanction, with_for_update=True)


def _write_down(sanction: Sanction, act: Act, by: Decider, at: datetime, words: str = "") -> None:
    row = SanctionAct(
        sanction_id=sanction.id, act=act, at=at, done_by=by.by, person_id=by.person_id, words=words
    )
    db.session.add(row)
    db.session.flush()
