"""What may be typed about a sanction."""

from datetime import timedelta

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, StringField, TextAreaField
from wtforms.validators import ValidationError

from opinion.moderation.models import WORDS_LENGTH, Rule
from opinion.moderation.sanction_orders import Order
from opinion.moderation.sanctions import Kind, On
from opinion.permissions import EDITORS_IMPOSE
from opinion.text import clean_body

DIGITS = 4  # of a number of days


class SanctionForm(FlaskForm):
    """What is imposed on who wrote a comment, for how many days, and why."""

    class Meta:
        csrf = (
            False  # no token: opinion.web.origin checks where the request came from (SECURITY.md)
        )

    kind = StringField(_l("What is imposed?"), default=Kind.WARN.value)
    on = StringField(_l("On what?"))
    days = StringField(
        _l("For how many days?"), filters=[lambda text: (text or "").strip()], default="7"
    )
    rule = StringField(_l("Which rule was broken?"))
    words = TextAreaField(_l("What are they told?"), filters=[lambda text: clean_body(text or "")])
    note = TextAreaField(
        _l("What should other moderators know?"), filters=[lambda text: clean_body(text or "")]
    )

    def validate_kind(self, field: Field) -> None:
        """Ask for one of the kinds."""
        if field.data not in list(Kind):
            raise ValidationError(_l("Please choose what is imposed."))

    def validate_on(self, field: Field) -> None:
        """Ask for one of the things that it may be on."""
        if field.data not in list(On):
            raise ValidationError(_l("Please choose on what."))

    def validate_days(self, field: Field) -> None:
        """Ask for a number of days; a ban may have none."""
        if not field.data and self.kind.data == Kind.BAN:
            return
        if not (field.data.isascii() and field.data.isdigit() and len(field.data) <= DIGITS):
            raise ValidationError(_l("Please write a number of days."))
        if not 1 <= int(field.data) <= EDITORS_IMPOSE.days:
            raise ValidationError(_l("Please write a number of days."))

    def validate_rule(self, field: Field) -> None:
        """Ask for a rule."""
        if field.data not in list(Rule):
            raise ValidationError(_l("Please choose a rule."))

    def validate_words(self, field: Field) -> None:
        """Ask for 2,000 code points at the most."""
        if len(field.data) > WORDS_LENGTH:
            raise ValidationError(_l("That is too long."))

    def validate_note(self, field: Field) -> None:
        """As for the words."""
        self.validate_words(field)

    def order(self) -> Order:
        """Return what is to be imposed."""
        lasts = timedelta(days=int(self.days.data)) if self.days.data else None
        rule = Rule(self.rule.data)
        words, note = self.words.data or "", self.note.data or ""
        return Order(Kind(self.kind.data), On(self.on.data), lasts, rule, words, note)
