"""What may be typed about a phrase of the list of words."""

from datetime import datetime, timedelta

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, HiddenField, StringField, TextAreaField
from wtforms.validators import ValidationError

from opinion.screening.keeping import Entry
from opinion.screening.models import NOTE_LENGTH, PHRASE_LENGTH
from opinion.screening.words import UnfitPhraseError, kept
from opinion.text import clean_name

MOST_DAYS = 3_650
DIGITS = 4  # of a number of days
SAMPLE = 5_000  # code points that are looked at


class WordsForm(FlaskForm):
    """A phrase, what it does, why, and for how long; a text to try it on; and what was tested."""

    class Meta:
        csrf = (
            False  # no token: opinion.web.origin checks where the request came from (SECURITY.md)
        )

    phrase = StringField(_l("Phrase"), filters=[lambda text: clean_name(text or "")])
    reject = BooleanField(_l("Send comments with it back, instead of holding them"))
    note = StringField(_l("Why it is listed"), filters=[lambda text: clean_name(text or "")])
    days = StringField(_l("For how many days?"), filters=[lambda text: (text or "").strip()])
    sample = TextAreaField(
        _l("A text to try it on"), filters=[lambda text: (text or "").replace("\0", "")[:SAMPLE]]
    )
    tested = HiddenField()

    def validate_phrase(self, field: Field) -> None:
        """Ask for words, with “*” at their ends only."""
        try:
            words = kept(field.data)
        except UnfitPhraseError as problem:
            sentence = _l("Please write words. “*” stands at the beginning or end of one.")
            raise ValidationError(sentence) from problem
        if len(words) > PHRASE_LENGTH:
            raise ValidationError(_l("That is too long."))

    def validate_note(self, field: Field) -> None:
        """Ask for 200 code points at the most."""
        if len(field.data) > NOTE_LENGTH:
            raise ValidationError(_l("That is too long."))

    def validate_days(self, field: Field) -> None:
        """Ask for a number of days, or nothing."""
        if not field.data:
            return
        is_number = field.data.isascii() and field.data.isdigit() and len(field.data) <= DIGITS
        if not is_number or not 1 <= int(field.data) <= MOST_DAYS:
            raise ValidationError(_l("Please write a number of days."))

    @property
    def was_tested(self) -> bool:
        """Whether just this phrase was tested before."""
        return bool(self.tested.data) and self.tested.data == kept(self.phrase.data or "")

    def entry(self, at: datetime) -> Entry:
        """Return what is to be kept from the moment ``at`` on."""
        until = at + timedelta(days=int(self.days.data)) if self.days.data else None
        return Entry(kept(self.phrase.data or ""), bool(self.reject.data), self.note.data, until)
