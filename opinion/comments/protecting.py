"""Protecting: names that a comment can't be signed with, lest its writer be taken for another."""

from collections.abc import Collection

from opinion.articles.models import Article
from opinion.people.likeness import can_be_taken_for, looks_like
from opinion.people.models import Person
from opinion.people.protecting import is_own_staff_name, is_staff_name


def is_name_taken(
    name: str, article: Article, person: Person | None, reserved: Collection[str] = ()
) -> bool:
    """Whether a comment under ``article`` can't be by ``name``, which others have to themselves.

    Those are the article's authors, whose bylines are loaded, and the staff, who are called by the
    ``reserved`` words too. ``person`` is who is signed in; they may use their own name, even where
    another has the same.
    """
    authors = [byline.author for byline in article.bylines]
    own = [each.name for each in authors if person and each.person_id == person.id]
    if any(looks_like(name, each) for each in own) or is_own_staff_name(name, person):
        return False
    is_an_authors = any(can_be_taken_for(name, each.name) for each in authors)
    return is_an_authors or is_staff_name(name, person, reserved)
