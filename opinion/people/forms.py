"""What may be typed to sign in, and about oneself: an address, a name."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, EmailField, Field, HiddenField, StringField
from wtforms.validators import ValidationError

from opinion.comments.forms import ReplyForm
from opinion.notices.forms import FollowForm
from opinion.people.onward import local_path
from opinion.people.protecting import is_staff_name
from opinion.people.renaming import may_rename
from opinion.people.reserved import reserved_names
from opinion.people.signing_in import current_person
from opinion.text import clean_name


class LinkForm(FlaskForm):
    """An address that wants a link to sign in by; ``onward`` is the path where its reader was."""

    class Meta:
        csrf = (
            False  # no token: opinion.web.origin checks where the request came from (SECURITY.md)
        )

    email = EmailField(_l("E-mail"), filters=[lambda text: (text or "").strip().lower()])
    onward = HiddenField(filters=[lambda text: local_path(text or "")])

    validate_email = FollowForm.validate_email


class NameForm(FlaskForm):
    """The name that somebody is known by here: what an account's name may be is said here alone."""

    class Meta:
        csrf = False  # as above

    name = StringField(_l("Name"), filters=[lambda text: clean_name(text or "")])

    def validate_name(self, field: Field) -> None:
        """Ask for what a comment can be signed with, and that is no other's of the staff."""
        ReplyForm.validate_name(self, field)
        if is_staff_name(field.data, current_person(), reserved_names()):
            raise ValidationError(
                _l(
                    "That is the name of one of the staff, or looks like it. Please choose another "
                    "one; if it is yours, ask the editors to say so."
                )
            )


class RenameForm(NameForm):
    """Another name for who is signed in, if they may change it themselves."""

    def validate_name(self, field: Field) -> None:
        """Ask for a name as above, of whom the site does not vouch for by theirs."""
        person = current_person()
        if person and not may_rename(person):
            raise ValidationError(
                _l(
                    "A badge stands beside your name, so you can’t change it yourself. Please ask "
                    "the editors."
                )
            )
        super().validate_name(field)


class ArrivalForm(NameForm):
    """What the button that signs in is pressed with: a name, from who has none yet."""

    take_along = BooleanField()
