"""What may be typed about a decision: an objection."""

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_ngettext
from flask_wtf import FlaskForm
from wtforms import Field, TextAreaField
from wtforms.validators import ValidationError

from opinion.languages import number_words
from opinion.moderation.models import OBJECTION_LENGTH
from opinion.text import clean_body

SHORTEST = 3  # code points


class ObjectionForm(FlaskForm):
    """Why a writer thinks that a decision about their comment is wrong."""

    class Meta:
        csrf = (
            False  # no token: opinion.web.origin checks where the request came from (SECURITY.md)
        )

    text = TextAreaField(
        _l("Why is the decision wrong?"), filters=[lambda text: clean_body(text or "")]
    )
    most = OBJECTION_LENGTH

    def validate_text(self, field: Field) -> None:
        """Ask for 3 to 5,000 code points."""
        length = len(field.data)
        if length < SHORTEST:
            raise ValidationError(
                lazy_ngettext(
                    "Too short: write at least %(num)s character.",
                    "Too short: write at least %(num)s characters.",
                    SHORTEST,
                )
            )
        if length > OBJECTION_LENGTH:
            raise ValidationError(
                _l(
                    "Too long: it has %(length)s characters, and %(most)s are allowed.",
                    length=number_words(length),
                    most=number_words(OBJECTION_LENGTH),
                )
            )
