"""Adopting: what somebody wrote as a guest becomes theirs when they sign in and wish it so."""

from datetime import datetime

from sqlalchemy import func, select, update

from opinion.articles.finding import article_to_change
from opinion.comments.models import Comment, Status
from opinion.database import db
from opinion.feeds.keys import hand_key
from opinion.moderation import sanctioned
from opinion.notices.owning import hand_to
from opinion.people.links import forget_link
from opinion.people.models import Person


def how_many_of(writer: str) -> int:
    """Return how many comments ``writer`` (a key's hash) wrote and did not delete."""
    kept = select(func.count()).where(
        Comment.writer == writer, Comment.status != Status.DELETED, Comment.text != ""
    )
    return db.session.scalar(kept) or 0


def adopt(guest: str, person: Person, *, secret: str, at: datetime) -> None:
    """Make all that ``guest`` (a key's hash) wrote and follows the person's, replies to it too.

    Names stay as they were written, and nobody vouches for them: who was signed in when a comment
    was written stays as it was, so no badge comes to stand beside a guest's name. The guest's
    private link leads nowhere from now on: their account does what it did. What is imposed on the
    browser is the account's too, found by hashes made with the site's ``secret``. The caller holds
    the write lock.
    """
    own = select(Comment.article_id).where(Comment.writer == guest).distinct()
    for number in sorted(db.session.scalars(own)):  # in order, so that no two wait for each other
        db.session.scalars(article_to_change(number)).one()
    theirs = update(Comment).where(Comment.writer == guest)
    db.session.execute(theirs.values(writer=person.writer))
    answers = update(Comment).where(Comment.addressee == guest)
    db.session.execute(answers.values(addressee=person.writer))
    hand_to(guest, person.writer)
    hand_key(guest, person.writer)
    sanctioned.hand_to(guest, person.writer, secret, at)
    forget_link(guest)
