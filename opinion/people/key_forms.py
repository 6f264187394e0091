"""What staff type to sign in, and to set up how they do: passwords, and names of passkeys."""

from collections.abc import Mapping
from typing import Any

from flask import current_app, request
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import EmailField, Field, HiddenField, PasswordField, StringField
from wtforms.validators import ValidationError

from opinion.notices.forms import FollowForm
from opinion.people.guessable import is_guessable
from opinion.people.models import Person
from opinion.people.onward import local_path
from opinion.text import NAME_LENGTH, clean_name

SHORTEST, LONGEST = 12, 128  # characters of a password (ASVS 5.0, 6.2.1 and 6.2.9)


class PasswordForm(FlaskForm):
    """An address and a password, to sign in by; ``onward`` is the path where its reader was."""

    class Meta:
        csrf = (
            False  # no token: opinion.web.origin checks where the request came from (SECURITY.md)
        )

    email = EmailField(_l("E-mail address"), filters=[lambda text: (text or "").strip().lower()])
    password = PasswordField(_l("Password"))
    onward = HiddenField(filters=[lambda text: local_path(text or "")])

    validate_email = FollowForm.validate_email

    def validate_password(self, field: Field) -> None:
        """Ask for one."""
        if not field.data:
            raise ValidationError(gettext("Please write your password."))


class NewPasswordForm(FlaskForm):
    """A password that ``person`` chooses: any characters, but not what everybody would try."""

    class Meta:
        csrf = False  # as above

    password = PasswordField(_l("New password"))

    def __init__(self, person: Person, formdata: Mapping[str, Any] | None = None) -> None:
        super().__init__(formdata)
        self.person = person

    def validate_password(self, field: Field) -> None:
        """Ask for one that is long enough and hard to guess."""
        password = field.data or ""
        if len(password) < SHORTEST:
            message = gettext("Please take at least %(num)s characters.", num=SHORTEST)
            raise ValidationError(message)
        if len(password) > LONGEST:
            message = gettext("Please take at most %(num)s characters.", num=LONGEST)
            raise ValidationError(message)
        own = (self.person.email, self.person.name, current_app.config["SETTINGS"].site_name)
        if is_guessable(password, (*own, request.host)):
            raise ValidationError(
                gettext(
                    "That is easy to guess: it is made of well-known words, rows of keys, or what "
                    "you or this site are called. Please take another one, such as four or five "
                    "words that have nothing to do with each other."
                )
            )


class PasskeyForm(FlaskForm):
    """What a browser answers about a passkey, which a script writes into the form."""

    class Meta:
        csrf = False  # as above

    credential = HiddenField()
    onward = HiddenField(filters=[lambda text: local_path(text or "")])


class KeyNameForm(FlaskForm):
    """What somebody calls one of their passkeys."""

    class Meta:
        csrf = False  # as above

    name = StringField(_l("Name of the passkey"), filters=[lambda text: clean_name(text or "")])

    @property
    def fit_name(self) -> str:
        """The name, made fit to be kept; “Passkey” where there is none."""
        return clean_name((self.name.data or "")[:NAME_LENGTH]) or gettext("Passkey")
