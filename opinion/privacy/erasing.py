"""Erasing: how all that is stored of an e-mail address is taken away, whoever gave it."""

from sqlalchemy import delete, update

from opinion.comments.models import Comment
from opinion.comments.withdrawing import erase_comments
from opinion.database import db
from opinion.moderation.models import LegalNotice
from opinion.notices.owning import forget_address
from opinion.people.credentials import FailedSignIn
from opinion.people.joining import person_at
from opinion.people.leaving import erase_person
from opinion.people.models import SignInLink
from opinion.privacy.exporting import Address, given_by_guests


class StaffError(Exception):
    """The address is that of somebody who works for the site: their role has to end first."""


def erase_address(address: Address, *, with_comments: bool) -> bool:
    """Wipe all that is stored of ``address``; say whether there was an account.

    An account goes with what was written by it. What guests gave the address with is nobody's for
    certain: the address is taken off, and the comments stay unless they are to go, too
    (``with_comments``). That it wants no mail stays, as a hash. The caller holds the write lock.

    Raises:
        StaffError: nothing was changed.
    """
    email, person = address.email, person_at(address.email)
    if person and person.is_staff:
        raise StaffError
    given = given_by_guests(email, person)
    if with_comments:
        erase_comments(given)
    else:
        db.session.execute(update(Comment).where(given).values(email=""))
    if person:
        erase_person(person)
    forget_address(email)
    db.session.execute(delete(SignInLink).where(SignInLink.email == email))
    db.session.execute(delete(FailedSignIn).where(FailedSignIn.address == address.sign_in))
    db.session.execute(update(LegalNotice).where(LegalNotice.email == email).values(email=""))
    return person is not None
