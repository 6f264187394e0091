"""Claims: who of the staff looks at which comment just now, so that no two do the same work.

A claim forbids nothing: what two decide at once, ``deciding`` sorts out.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from opinion.comments.models import Comment
from opinion.database import db
from opinion.moderation.queue import Claim
from opinion.people.models import Person

KEPT_FOR = timedelta(minutes=2)


def claim(number: int, person_id: int, at: datetime) -> bool:
    """Mark the comment ``number`` as looked at by ``person_id``, and by that no other comment.

    Whoever came first keeps it while they look. Returns whether there is such a comment. The caller
    holds the write lock.
    """
    there = select(Comment.id).where(Comment.id == number).with_for_update()
    if db.session.scalar(there) is None:
        return False
    own = delete(Claim).where(Claim.person_id == person_id, Claim.comment_id != number)
    db.session.execute(own)
    row = db.session.get(Claim, number, populate_existing=True)
    if row is None:
        db.session.add(Claim(comment_id=number, person_id=person_id, at=at))
    elif row.person_id == person_id or row.at <= at - KEPT_FOR:
        row.person_id, row.at = person_id, at
    return True


def release(number: int) -> None:
    """Forget who looks at the comment ``number``: it is decided."""
    db.session.execute(delete(Claim).where(Claim.comment_id == number))


def claims_of_others(
    person_id: int, at: datetime, numbers: Iterable[int] | None = None
) -> dict[int, str]:
    """Return who else looks at comments at the moment ``at``: names, by the comments' numbers.

    Of all comments, or of ``numbers``.
    """
    looking = (
        select(Claim.comment_id, Person.name, Person.email)
        .join(Person, Person.id == Claim.person_id)
        .where(Claim.person_id != person_id, Claim.at > at - KEPT_FOR)
        .order_by(Claim.comment_id)
    )
    if numbers is not None:
        looking = looking.where(Claim.comment_id.in_(list(numbers)))
    return {row.comment_id: row.name or row.email for row in db.session.execute(looking)}
