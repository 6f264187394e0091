"""Complaints: the form that a comment is reported by."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import EmailField, Field, StringField, TextAreaField
from wtforms.validators import ValidationError

from opinion.comments.forms import EMAIL, SHORTEST_TEXT, settings
from opinion.comments.reactions import NOTE_LENGTH, Reason
from opinion.comments.reporting import Complaint
from opinion.languages import interface_language, number_words
from opinion.moderation.models import LAW_LENGTH, OBJECTION_LENGTH
from opinion.moderation.noticing import Charge
from opinion.people.models import EMAIL_LENGTH
from opinion.text import clean_body, clean_name

REASONS = {
    Reason.SPAM: _l("It is advertising or spam"),
    Reason.INSULT: _l("It insults or threatens somebody"),
    Reason.HATE: _l("It incites hatred against a group"),
    Reason.PRIVACY: _l("It tells private things about somebody"),
    Reason.OFF_TOPIC: _l("It has nothing to do with the subject"),
    Reason.ILLEGAL: _l("It is against the law"),
    Reason.OTHER: _l("Something else"),
}


class ReportForm(FlaskForm):
    """What is wrong with a comment, and a few words about it.

    Who says that it is against the law says which one, and why; they may leave an address.
    """

    class Meta:
        csrf = (
            False  # no token: opinion.web.origin checks where the request came from (SECURITY.md)
        )

    reason = StringField(_l("What is wrong with it?"))
    reasons, most, most_of_law = REASONS, NOTE_LENGTH, OBJECTION_LENGTH
    note = TextAreaField(
        _l("What should a moderator know?"), filters=[lambda text: clean_body(text or "")]
    )

    def validate_reason(self, field: Field) -> None:
        """Ask for one of the reasons."""
        if field.data not in list(Reason):
            raise ValidationError(_l("Please choose a reason."))

    law = StringField(_l("Which law is it against?"), filters=[lambda text: clean_name(text or "")])
    email = EmailField(_l("E-mail"), filters=[lambda text: (text or "").strip()])

    @property
    def is_legal(self) -> bool:
        """Whether it names a law."""
        is_illegal: bool = self.reason.data == Reason.ILLEGAL
        return is_illegal

    def validate_note(self, field: Field) -> None:
        """Ask for 500 code points at the most, or nothing; where a law is named, for the reason."""
        if self.is_legal and len(field.data) < SHORTEST_TEXT:
            raise ValidationError(_l("Please write why it is against the law."))
        demand_shorter(field, OBJECTION_LENGTH if self.is_legal else NOTE_LENGTH)

    def validate_law(self, field: Field) -> None:
        """Ask which law it is, where it is said to be against one."""
        if self.is_legal and not field.data:
            raise ValidationError(_l("Please write which law you mean."))
        demand_shorter(field, LAW_LENGTH)

    def validate_email(self, field: Field) -> None:
        """Ask for an address, or nothing; where no mail is sent, it is not asked for."""
        if not settings().sends_mail:
            field.data = ""
        elif field.data and not (len(field.data) <= EMAIL_LENGTH and EMAIL.fullmatch(field.data)):
            raise ValidationError(
                _l("That is not an e-mail address. One looks like name@example.org.")
            )

    def complaint(self) -> Complaint:
        """Return what was said, cleaned, as it is listed for moderators: its beginning, if long."""
        return Complaint(Reason(self.reason.data), (self.note.data or "")[:NOTE_LENGTH])

    def charge(self) -> Charge | None:
        """Return which law is named, and why; None where none is."""
        if not self.is_legal:
            return None
        return Charge(self.law.data, self.note.data, self.email.data, interface_language())


def demand_shorter(field: Field, most: int) -> None:
    """Accept a text of at most ``most`` code points. Raises ValidationError."""
    if len(field.data) > most:
        raise ValidationError(
            _l(
                "Too long: it has %(length)s characters, and %(most)s are allowed.",
                length=number_words(len(field.data)),
                most=number_words(most),
            )
        )
