"""Crediting: which of the authors of articles somebody is."""

from opinion.articles.models import Author
from opinion.database import db
from opinion.people.models import Person


class CreditedError(Exception):
    """The author is somebody else, ``person``, so far as the site knows."""

    def __init__(self, person: Person) -> None:
        super().__init__(person.email)
        self.person = person


def credit(author: Author, person: Person) -> bool:
    """Let ``author`` be ``person``; say whether that is new. The caller holds the write lock.

    Raises:
        CreditedError: the author is somebody else; end that first.
    """
    if author.person_id not in {None, person.id}:
        raise CreditedError(db.session.get_one(Person, author.person_id))
    is_new = author.person_id is None
    author.person_id = person.id
    db.session.flush()
    return is_new


def end_credit(author: Author, person: Person) -> bool:
    """Let ``author`` not be ``person`` any more; say whether they were. As above."""
    was = author.person_id == person.id
    if was:
        author.person_id = None
        db.session.flush()
    return was
