"""Sanctioning: imposing a sanction, giving it another end, answering objections, lifting it."""

from datetime import datetime, timedelta

from sqlalchemy import or_, select

from opinion.comments.models import Comment
from opinion.database import db
from opinion.moderation.acts import acts_of, is_open, lock, write_down
from opinion.moderation.deciding import Decider
from opinion.moderation.models import By
from opinion.moderation.sanction_orders import (
    DoneBeforeError,
    InForceError,
    NotAllowedError,
    Order,
    OwnSanctionError,
    StaffError,
    UnknownError,
    WordlessError,
    lasts_as_it_may,
)
from opinion.moderation.sanctions import Act, Kind, On, Sanction
from opinion.moderation.standing import mark, not_ended
from opinion.notices.explaining import tell_of_sanction, tell_sanction
from opinion.notices.keys import new_key
from opinion.notices.turns import Turn, take
from opinion.people.appointing import has_colleagues
from opinion.people.models import Person
from opinion.permissions import may_answer, may_impose


def impose(
    comment: Comment, order: Order, *, by: Decider, at: datetime, secret: str, network_key: str = ""
) -> Sanction:
    """Impose ``order`` on who wrote ``comment``, write down who did, and queue the mail about it.

    ``network_key`` is the key by which the comment's network was hashed. The caller holds the write
    lock, and has loaded the comment inside it. Returns the sanction.

    Raises:
        StaffError, UnknownError, NotAllowedError: nothing was changed.
        InForceError, DoneBeforeError: the same is in force, or that which it replaces is not.
        WordlessError: an objection to what it replaces waits for an answer.
    """
    known = known_of(comment)
    if order.on not in known:
        raise UnknownError
    if not lasts_as_it_may(order) or not _may(by, order.kind, order.lasts):
        raise NotAllowedError
    take(Turn.IMPOSING)  # of two who impose the same at once, one does
    value = mark(secret, order.on, known[order.on])
    _end_former(_former(order, value, at), order, by, at)
    sanction = Sanction(
        key=new_key(),
        kind=order.kind,
        on=order.on,
        value=value,
        network_key=network_key if order.on == On.NETWORK else "",
        comment_id=comment.id,
        rule=order.rule,
        words=order.words,
        note=order.note,
        begins_at=at,
        expires_at=at + order.lasts if order.lasts else None,
        replaces=order.replaces,
    )
    db.session.add(sanction)
    db.session.flush()
    write_down(sanction, Act.IMPOSED, at, by=by.by, person_id=by.person_id)
    tell_sanction(comment, sanction, at)
    return sanction


def lift(sanction: Sanction, *, by: Decider, at: datetime, words: str = "") -> None:
    """End ``sanction`` before its time, write down who did, and queue a word about it. As above.

    An objection that waits is answered by that, and needs ``words``.

    Raises:
        DoneBeforeError, NotAllowedError, WordlessError: nothing was changed.
    """
    lock(sanction)
    if by.person_id and not _may(by, Kind(sanction.kind), sanction.lasts):
        raise NotAllowedError
    if sanction.lifted_at:
        raise DoneBeforeError
    if not words and is_open(acts_of(sanction)):
        raise WordlessError
    sanction.lifted_at = at
    write_down(sanction, Act.LIFTED, at, by=by.by, person_id=by.person_id, words=words)
    tell_of_sanction(sanction, Act.LIFTED, at)


def lift_objected(sanction: Sanction, *, by: Decider, at: datetime, words: str) -> None:
    """Answer an objection, in ``words``: the sanction is lifted. As above.

    Raises:
        DoneBeforeError, OwnSanctionError, WordlessError, NotAllowedError: nothing was changed.
    """
    _demand_answer(sanction, by, words)
    lift(sanction, by=by, at=at, words=words)


def uphold(sanction: Sanction, *, by: Decider, at: datetime, words: str) -> None:
    """Answer an objection, in ``words``: the sanction stands. As above.

    Raises:
        DoneBeforeError, OwnSanctionError, WordlessError: nothing was changed.
    """
    _demand_answer(sanction, by, words)
    write_down(sanction, Act.UPHELD, at, by=by.by, person_id=by.person_id, words=words)
    tell_of_sanction(sanction, Act.UPHELD, at)


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


def _demand_answer(sanction: Sanction, by: Decider, words: str) -> None:
    """Go on only if an objection waits, and ``by`` may answer it, which they do in ``words``.

    Who imposed it may not, where somebody else works for the site.
    """
    lock(sanction)
    done = acts_of(sanction)
    if not is_open(done):
        raise DoneBeforeError
    others = has_colleagues(by.person_id)
    if not may_answer(done[Act.IMPOSED].person_id, by.person_id, has_others=others):
        raise OwnSanctionError
    if not words:
        raise WordlessError


def _may(by: Decider, kind: Kind, lasts: timedelta | None) -> bool:
    """Whether who decides may impose it, or end it; the command line may, if nobody is named."""
    person = db.session.get(Person, by.person_id) if by.person_id else None
    return (by.by == By.COMMAND and person is None) or may_impose(person, kind, lasts)


def _former(order: Order, value: str, at: datetime) -> Sanction | None:
    """Return what is in force of the kind on the same; a warning that was read is spent.

    It may have begun after ``at``: whoever waited for the turn looked at the clock before.
    """
    is_same = not_ended(at) & (Sanction.kind == order.kind) & (Sanction.value == value)
    is_unread = or_(Sanction.kind != Kind.WARN, Sanction.acknowledged_at.is_(None))
    is_named = Sanction.id == (order.replaces or 0)
    found = select(Sanction).where(is_same, is_unread)
    return db.session.scalar(found.order_by(is_named.desc(), Sanction.id.desc()).limit(1))


def _end_former(former: Sanction | None, order: Order, by: Decider, at: datetime) -> None:
    """End what ``order`` takes the place of, if it says so."""
    if former is None:
        if order.replaces:
            raise DoneBeforeError
        return
    lock(former)
    if former.lifted_at:
        raise DoneBeforeError
    if former.id != order.replaces:
        raise InForceError(former)
    if not _may(by, Kind(former.kind), former.lasts):
        raise NotAllowedError
    if is_open(acts_of(former)):
        raise WordlessError
    former.lifted_at = at
    write_down(former, Act.REPLACED, at, by=by.by, person_id=by.person_id)
