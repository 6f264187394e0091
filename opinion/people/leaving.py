"""Leaving: how somebody who signed in takes away all that there is of them."""

from sqlalchemy import delete

from opinion.articles.finding import article_to_change
from opinion.comments.reacted import articles_reacted_under, forget_reactions
from opinion.comments.withdrawing import erase
from opinion.database import db
from opinion.notices.owning import forget_address
from opinion.people.models import Person, SignInLink


def erase_person(person: Person) -> None:
    """Wipe all that is stored of ``person``: what they wrote, what they agreed with and
    reported, what they follow, mails and links to their address, which they have proved to be
    theirs, and themselves.

    Sessions, identities and named voices go with them. The caller holds the write lock, has loaded
    them inside it, and knows that they do not work for the site.
    """
    for number in articles_reacted_under(person.id, person.writer):
        db.session.scalars(article_to_change(number)).one()
    forget_reactions(person.id)
    erase(person.writer)
    forget_address(person.email)
    db.session.execute(delete(SignInLink).where(SignInLink.email == person.email))
    db.session.execute(delete(Person).where(Person.id == person.id))
