"""What may be typed to ask for mail: an address, and which thread it is about."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import EmailField, Field, HiddenField
from wtforms.validators import ValidationError

from opinion.comments.forms import EMAIL
from opinion.people.models import EMAIL_LENGTH
from opinion.web.arguments import number_or_none


class FollowForm(FlaskForm):
    """An address that wants mail about a conversation, or about one ``thread`` of it."""

    class Meta:
        csrf = (
            False  # no token: opinion.web.origin checks where the request came from (SECURITY.md)
        )

    email = EmailField(_l("E-mail"), filters=[lambda text: (text or "").strip().lower()])
    thread = HiddenField()

    def validate_email(self, field: Field) -> None:
        """Ask for an address."""
        if not (len(field.data) <= EMAIL_LENGTH and EMAIL.fullmatch(field.data)):
            raise ValidationError(
                _l("That is not an e-mail address. One looks like name@example.org.")
            )

    def thread_number(self) -> int | None:
        """Return the number of the thread that is meant, None where it is the whole article."""
        return number_or_none(self.thread.data or "")
