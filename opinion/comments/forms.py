"""What may be typed: the form of a comment."""

import re
from collections.abc import Callable
from datetime import datetime

from flask import current_app
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_ngettext
from flask_wtf import FlaskForm
from itsdangerous import BadSignature, URLSafeTimedSerializer
from wtforms import (
    BooleanField,
    EmailField,
    Field,
    HiddenField,
    StringField,
    SubmitField,
    TextAreaField,
)
from wtforms.validators import ValidationError

from opinion.clock import now
from opinion.comments.posting import Submission
from opinion.config import Settings
from opinion.languages import number_words
from opinion.people.models import EMAIL_LENGTH, Person
from opinion.text import NAME_LENGTH, clean_body, clean_name
from opinion.tongues import TONGUES

SHORTEST_TEXT = 3  # code points
ATOM = r"[A-Za-z0-9!#$%&'*+/=^_`{|}~-]+"  # RFC 5322, 3.2.3, but for “?”: “=?…?=” is RFC 2047's
EMAIL = re.compile(rf"{ATOM}(\.{ATOM})*@[A-Za-z0-9-]{{1,63}}(\.[A-Za-z0-9-]{{1,63}})+")
BLOCK = re.compile(r"b[1-9][0-9]{0,8}")  # the name of a block that can be talked about
QUOTE_SENT = 2_000  # characters of a selection that are looked at
SHOWN, AGAIN = "shown", "again"


def _cleaned(clean: Callable[[str], str]) -> Callable[[str | None], str]:
    return lambda text: clean(text or "")


class ReplyForm(FlaskForm):
    """A comment, or a reply to ``parent``; or a comment about ``quote`` in ``block``.

    ``homepage`` is bait that people never see; ``took`` is a script's count of seconds; ``stamp``
    is our signed time on a form made for one asker. ``anyway`` is pressed in spite of a courtesy,
    ``quoting`` to have the parent quoted. ``signer`` is who signs it by being signed in.
    """

    class Meta:
        csrf = False  # opinion.web.origin checks where a request came from (SECURITY.md)

    parent = HiddenField(filters=[_cleaned(str.strip)])
    block = HiddenField(filters=[_cleaned(lambda name: name if BLOCK.fullmatch(name) else "")])
    quote = HiddenField(filters=[_cleaned(lambda quote: quote[:QUOTE_SENT])])
    name = StringField(_l("Name"), filters=[_cleaned(clean_name)])
    email = EmailField(_l("E-mail"), filters=[_cleaned(str.strip)])
    text = TextAreaField(_l("Comment"), filters=[_cleaned(clean_body)])
    homepage = StringField(_l("Leave this field empty"))
    took = HiddenField()
    stamp = HiddenField()
    language = StringField(_l("Language of your comment"), filters=[_cleaned(str.strip)])
    remember = BooleanField(_l("Remember my name and e-mail address in this browser"))
    preview = SubmitField()
    anyway = SubmitField()
    quoting = SubmitField()
    follow = BooleanField(_l("Mail me replies"))
    signer: Person | None = None

    def sign_as(self, person: Person) -> None:
        """Take name and address from who is signed in; the name is asked for if they have none."""
        self.signer = person
        self.name.data = person.name or self.name.data
        self.email.data = person.email
        self.remember.data = False

    def validate_name(self, field: Field) -> None:
        """Ask for a name of at most 80 code points."""
        if not field.data:
            raise ValidationError(_l("Please write a name: any name that others may call you."))
        if len(field.data) > NAME_LENGTH:
            problem = _l(
                "That name is too long: it has %(length)s characters, and %(most)s are allowed.",
                length=len(field.data),
                most=NAME_LENGTH,
            )
            raise ValidationError(problem)

    def validate_email(self, field: Field) -> None:
        """Ask a guest for an address, or nothing, as the site wishes."""
        if self.signer:
            return
        if settings().guest_email == "off":
            field.data = ""
        elif not field.data and self.follow.data:
            raise ValidationError(_l("Please write your e-mail address: replies are mailed there."))
        elif not field.data and settings().guest_email == "required":
            raise ValidationError(_l("Please write your e-mail address. It is never shown."))
        elif field.data and not (len(field.data) <= EMAIL_LENGTH and EMAIL.fullmatch(field.data)):
            problem = _l("That is not an e-mail address. One looks like name@example.org.")
            raise ValidationError(problem)

    def validate_language(self, field: Field) -> None:
        """Take a language that the form offers, else the article's."""
        if field.data not in TONGUES:
            field.data = ""

    def validate_text(self, field: Field) -> None:
        """Ask for 3 to 5,000 code points (the upper bound is a setting)."""
        length, most = len(field.data), settings().comment_length
        if length < SHORTEST_TEXT:
            raise ValidationError(
                lazy_ngettext(
                    "Too short: write at least %(num)s character.",
                    "Too short: write at least %(num)s characters.",
                    SHORTEST_TEXT,
                )
            )
        if length > most:
            raise ValidationError(
                _l(
                    "Too long: it has %(length)s characters, and %(most)s are allowed.",
                    length=number_words(length),
                    most=number_words(most),
                )
            )

    def submission(self) -> Submission:
        """Return what was written, cleaned."""
        return Submission(
            name=self.name.data or "",
            text=self.text.data or "",
            email=self.email.data or "",
            language=self.language.data or "",
        )

    def stamp_as(self, what: str) -> None:
        """Put a fresh signed time on the form: ``SHOWN``, or ``AGAIN`` where it comes back."""
        self.stamp.data = _stamps().dumps(what)
        self.homepage.data = ""

    def was_returned(self) -> bool:
        """Whether this is a form that we gave back: it is not asked about time and bait again."""
        return self._read_stamp()[0] == AGAIN

    def seconds(self) -> float | None:
        """Return how long the writing took, as far as it is known."""
        what, age = self._read_stamp()
        if what:
            return age
        try:
            return float(self.took.data or "")
        except ValueError:
            return None

    def _read_stamp(self) -> tuple[str, float | None]:
        try:
            what, made = _stamps().loads(self.stamp.data or "", return_timestamp=True)
        except BadSignature:
            return "", None
        return str(what), (now() - made).total_seconds()


class EditForm(FlaskForm):
    """Another text for a comment. ``seen`` is how many former versions its writer knew of."""

    class Meta:
        csrf = False  # as above

    text = TextAreaField(_l("Comment"), filters=[_cleaned(clean_body)])
    seen = HiddenField()
    preview = SubmitField()

    validate_text = ReplyForm.validate_text


class WithdrawalForm(FlaskForm):
    """What a writer takes back: the whole ``comment``, or their ``name`` on it."""

    class Meta:
        csrf = False  # as above

    what = HiddenField()


def scored_until() -> datetime:
    """Return the moment until which a comment must have been posted for its score to be shown."""
    return now() - settings().hiding


def settings() -> Settings:
    """Return the site's settings."""
    known: Settings = current_app.config["SETTINGS"]
    return known


def _stamps() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="reply form")
