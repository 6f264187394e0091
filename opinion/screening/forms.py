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

NO_END = "none"
SPANS = {
    "30": _l("30 days"),
    "90": _l("90 days"),
    "365": _l("A year"),
    NO_END: _l("No end: until it is taken off"),
}
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
    days = StringField(_l("For how long?"), default="90")
    spans = SPANS
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
        """Ask for a reason, of 200 code points at the most."""
        if not field.data:
            raise ValidationError(_l("Please write why it is listed."))
        if len(field.data) > NOTE_LENGTH:
            raise ValidationError(_l("That is too long."))

    def validate_days(self, field: Field) -> None:
        """Ask for one of the spans; none has no end unless that is chosen."""
        if field.data not in SPANS:
            raise ValidationError(_l("Please choose for how long."))

    @property
    def was_tested(self) -> bool:
        """Whether just this phrase was tested before."""
        return bool(self.tested.data) and self.tested.data == kept(self.phrase.data or "")

    def entry(self, at: datetime) -> Entry:
        """Return what is to be kept from the moment ``at`` on."""
        days = self.days.data or NO_END
        until = None if days == NO_END else at + timedelta(days=int(days))
        return Entry(kept(self.phrase.data or ""), bool(self.reject.data), self.note.data, until)
