"""Protecting: the names of staff, by which nobody else goes, and what only they are called."""

from collections.abc import Collection
from functools import cache, lru_cache
from itertools import permutations

from sqlalchemy import Exists, Select, exists, select

from opinion.database import db
from opinion.people.likeness import Names, can_be_taken_for, looks_like
from opinion.people.models import Person, Role


def is_staff_name(name: str, person: Person | None, reserved: Collection[str] = ()) -> bool:
    """Whether ``name`` could be taken for that of one of the staff other than ``person``.

    So could one that is nothing but ``reserved`` words: what staff are called, the site's name.
    """
    if is_own_staff_name(name, person):
        return False
    if is_reserved(name, reserved):
        return True
    return any(can_be_taken_for(name, each) for each in db.session.scalars(staff_names()))


def is_reserved(name: str, reserved: Collection[str]) -> bool:
    """Whether ``name`` is nothing but one of the ``reserved`` words, or two of them together."""
    return _with_pairs(tuple(reserved)).have_one_like(name)


@lru_cache(2)  # they are as many as the settings and the catalogues say
def _with_pairs(reserved: tuple[str, ...]) -> Names:
    return Names((*reserved, *map("".join, permutations(reserved, 2))))


def is_own_staff_name(name: str, person: Person | None) -> bool:
    """Whether ``person`` is one of the staff, and this their name."""
    return person is not None and person.is_staff and looks_like(name, person.name)


@cache
def staff_names() -> Select[tuple[str]]:
    """Select the names of those of the staff who have one."""
    return select(Person.name).where(Person.role.in_(list(Role)), Person.name != "")


@cache
def has_staff() -> Exists:
    """Say whether anybody works for the site."""
    return exists().where(Person.role.in_(list(Role)))
