"""Owning: all mail of one writer or to one address: listed, ended, handed on, forgotten."""

from sqlalchemy import ColumnElement, Select, delete, or_, select, update

from opinion.database import db
from opinion.notices.keys import address_hash
from opinion.notices.models import Following, Kind, Mail, Notice, State
from opinion.people.models import Person


def followed_by(writer: str, proven: str = "") -> Select[tuple[Following]]:
    """Select what a writer, known by a hash, asked to be told of by mail.

    And all that the address ``proven`` follows, of which they have shown that it is theirs.
    """
    return select(Following).where(_is_of(writer, proven)).order_by(Following.id)


def end_of(writer: str, proven: str = "") -> None:
    """End all that a writer asked to be told of; not what others asked for the same address.

    What somebody typed is no proof that the address is theirs; ``proven`` is one of which there is.
    """
    db.session.execute(delete(Following).where(_is_of(writer, proven)))


def end_queue_mail(secret: str, hash_: str) -> None:
    """End mail about what waits to who of the staff has the address with this keyed hash."""
    for person in db.session.scalars(select(Person).where(Person.role.is_not(None))):
        if address_hash(secret, person.email) == hash_:
            person.gets_queue_mail = False


def hand_to(guest: str, writer: str) -> None:
    """Make what a guest asked to be told of another writer's, where both are one person."""
    for column in (Following.writer, Following.confirmed_writer):
        db.session.execute(update(Following).where(column == guest).values({column: writer}))


def forget_address(email: str) -> None:
    """Forget an address: what it follows, what waits to be told to it, and the mails that are done.

    A mail that is on its way just now stays until then.
    """
    session = db.session
    session.execute(delete(Following).where(Following.email == email))
    session.execute(delete(Notice).where(Notice.recipient == email, Notice.mail_id.is_(None)))
    is_on_its_way = Mail.state.in_((State.SENDING, State.HANDED))
    session.execute(delete(Mail).where(Mail.recipient == email, ~is_on_its_way))


def forget_comment(number: int) -> None:
    """Forget what was to be mailed to the writer of the comment ``number``: it is wiped."""
    told = (Kind.REASONS, Kind.ANSWER)
    waits = Notice.comment_id == number, Notice.mail_id.is_(None), Notice.kind.in_(told)
    db.session.execute(delete(Notice).where(*waits))


def _is_of(writer: str, proven: str) -> ColumnElement[bool]:
    """Say which followings a writer asked for, or the address ``proven`` has, if it is given."""
    asked = Following.writer == writer
    return or_(asked, Following.email == proven) if proven else asked
