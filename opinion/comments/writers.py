"""Writers: who is about to write a comment, and the form that is ready for them."""

from dataclasses import dataclass

from opinion.comments.finding import Viewer
from opinion.comments.forms import ReplyForm
from opinion.comments.posting import Writer
from opinion.people.guests import (
    Guest,
    current_guest,
    current_network,
    keyed_hash,
    lasting_network,
    new_guest,
)
from opinion.people.models import Person
from opinion.people.signing_in import current_person, current_writer
from opinion.permissions import may_moderate


@dataclass(frozen=True)
class Asker:
    """Who asks: somebody signed in, else a guest who has written before, else a stranger."""

    person: Person | None
    guest: Guest | None

    def fresh_form(self, **filled: str) -> ReplyForm:
        """Return an empty form but for what is ``filled`` in, and what they want remembered."""
        remembered = self.guest.remembered if self.guest and not self.person else {}
        form = ReplyForm(formdata=None, **filled, **remembered)
        self.sign(form)
        return form

    def sign(self, form: ReplyForm) -> None:
        """Let ``form`` be signed by who is signed in, whatever was sent for name and address."""
        if self.person:
            form.sign_as(self.person)

    @property
    def writer(self) -> Writer | None:
        """Who they are as a writer of comments; None for a stranger."""
        if self.person:
            return signed_by(self.person)
        return written_by(self.guest) if self.guest else None


def current_asker() -> Asker:
    """Return who asks; somebody signed in is not the guest they may be besides."""
    person = current_person()
    return Asker(person, None if person else current_guest())


def current_viewer() -> Viewer:
    """Return who looks at a conversation, and whether as one of the staff."""
    return Viewer(current_writer(), may_moderate(current_person()))


def asker_sending(form: ReplyForm) -> tuple[Asker, Writer]:
    """Return who sends ``form``, also as a writer: a stranger becomes a guest.

    The form says what guests want remembered.
    """
    asker = current_asker()
    if asker.person:
        return asker, signed_by(asker.person)
    name, email = form.name.data or "", form.email.data or ""
    guest = asker.guest or new_guest(keyed_hash("origin", lasting_network(), name, email))
    kept = guest.remembering(name, email) if form.remember.data else guest.remembering("", "")
    return Asker(None, kept), written_by(kept)


def signed_by(person: Person) -> Writer:
    """Return somebody who is signed in as a writer."""
    return Writer(person.writer, current_network(), person.writer, person.id)


def written_by(guest: Guest) -> Writer:
    """Return a guest as a writer."""
    return Writer(guest.hash, current_network(), guest.origin)
