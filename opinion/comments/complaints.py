"""Complaints: the form that a comment is reported by."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, StringField, TextAreaField
from wtforms.validators import ValidationError

from opinion.comments.reactions import NOTE_LENGTH, Reason
from opinion.comments.reporting import Complaint
from opinion.languages import number_words
from opinion.text import clean_body

REASONS = {
    Reason.SPAM: _l("It is advertising or spam"),
    Reason.INSULT: _l("It insults or threatens somebody"),
    Reason.HATE: _l("It incites hatred against a group"),
    Reason.PRIVACY: _l("It tells private things about somebody"),
    Reason.OFF_TOPIC: _l("It has nothing to do with the subject"),
    Reason.OTHER: _l("Something else"),
}


class ReportForm(FlaskForm):
    """What is wrong with a comment, and a few words about it."""

    class Meta:
        csrf = (
            False  # no token: opinion.web.origin checks where the request came from (SECURITY.md)
        )

    reason = StringField(_l("What is wrong with it?"))
    reasons, most = REASONS, NOTE_LENGTH
    note = TextAreaField(
        _l("What should a moderator know?"), filters=[lambda text: clean_body(text or "")]
    )

    def validate_reason(self, field: Field) -> None:
        """Ask for one of the reasons."""
        if field.data not in list(Reason):
            raise ValidationError(_l("Please choose a reason."))

    def validate_note(self, field: Field) -> None:
        """Ask for 500 code points at the most, or nothing."""
        if len(field.data) > NOTE_LENGTH:
            raise ValidationError(
                _l(
                    "Too long: it has %(length)s characters, and %(most)s are allowed.",
                    length=number_words(len(field.data)),
                    most=number_words(NOTE_LENGTH),
                )
            )

    def complaint(self) -> Complaint:
        """Return what was said, cleaned."""
        return Complaint(Reason(self.reason.data), self.note.data or "")
