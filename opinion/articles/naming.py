"""Naming: the section or author that a name stands for, made where there is none."""

import unicodedata
from hashlib import sha256
from typing import TypeVar

from sqlalchemy import select

from opinion.articles.models import Author, Section
from opinion.database import db
from opinion.text import SLUG_LENGTH, slug_of

Named = TypeVar("Named", Author, Section)


def named(table: type[Named], name: str) -> Named:
    """Return the one in ``table`` that is called ``name``, added where there is none.

    Case and accents make no difference; the spelling that came last is kept. Names that only share
    their address, as happens in scripts other than ours, are told apart by a number.
    """
    base = slug_of(name, fallback=f"name-{sha256(name.encode()).hexdigest()[:8]}")
    slug = base
    number = 1
    while found := db.session.scalar(select(table).where(table.slug == slug)):
        if _letters(found.name) == _letters(name):
            found.name = name
            return found
        number += 1
        tail = f"-{number}"
        slug = base[: SLUG_LENGTH - len(tail)].rstrip("-") + tail
    made = table(slug=slug, name=name)
    db.session.add(made)
    db.session.flush()
    return made


def _letters(name: str) -> str:
    bare = unicodedata.normalize("NFKD", name.casefold())
    return "".join(character for character in bare if character.isalnum())
