"""Standing: which sanctions are in force against who asks, found by keyed hashes."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import BindParameter, ColumnElement, Select, bindparam, or_, select

from opinion.database import db
from opinion.moderation.sanctions import On, Sanction, Standing, standing_under

MOST = 100  # sanctions on one asker that are looked at, the newest ones


@dataclass(frozen=True)
class Traits:
    """By what an asker may be known: hashes as writers, a proved address, the network.

    ``network`` returns the hash of their network by a key; the empty one is the site's.
    """

    writers: tuple[str, ...] = ()
    email: str = ""
    network: Callable[[str], str] | None = None


def standing_of(traits: Traits, at: datetime, secret: str) -> Standing:
    """Return what is in force against who has these ``traits``: two queries."""
    marks = [mark(secret, On.PERSON, each) for each in traits.writers]
    if traits.email:
        marks.append(mark(secret, On.MAIL, traits.email))
    if traits.network:
        keys = ["", *db.session.scalars(_network_keys(), {"at": at})]
        marks += [mark(secret, On.NETWORK, traits.network(key)) for key in keys]
    return standing_under(db.session.scalars(_marked(), {"at": at, "marks": marks}))


@cache
def _network_keys() -> Select[tuple[str]]:
    """Select by which keys networks were hashed that something is in force against: a few."""
    keyed = Sanction.network_key > ""  # which an index finds; a difference it would not
    return select(Sanction.network_key).where(keyed, in_force(bindparam("at"))).distinct()


@cache
def _marked() -> Select[tuple[Sanction]]:
    """Select what is in force against one of ``marks``, the newest first."""
    is_marked = Sanction.value.in_(bindparam("marks", expanding=True))
    found = select(Sanction).where(in_force(bindparam("at")), is_marked)
    return found.order_by(Sanction.id.desc()).limit(MOST)


def mark(secret: str, on: On, what: str) -> str:
    """Return the keyed hash that a sanction is found by; writers are the same, guests or not."""
    use = On.PERSON if on == On.BROWSER else on
    return hmac.new(secret.encode(), f"sanction {use}\0{what}".encode(), "sha256").hexdigest()


def in_force(at: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    """Say that a sanction holds at the moment ``at``."""
    return (Sanction.begins_at <= at) & not_ended(at)


def not_ended(at: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    """Say that a sanction holds at the moment ``at``, or will."""
    lasts = or_(Sanction.expires_at.is_(None), Sanction.expires_at > at)
    return lasts & Sanction.lifted_at.is_(None)
