"""What the doors ask of a name: that it is nobody else's."""

from flask_babel import gettext

from opinion.articles.models import Article
from opinion.comments.forms import ReplyForm
from opinion.comments.protecting import is_name_taken
from opinion.people.reserved import reserved_names
from opinion.people.signing_in import current_person


def has_taken_name(form: ReplyForm, article: Article) -> bool:
    """Whether the name in ``form`` is kept for another, beside which it then says so."""
    person = current_person()
    if not is_name_taken(form.name.data or "", article, person, reserved_names()):
        return False
    sentence = gettext(
        "That is the name of the article’s author or of one of the staff, or looks like it. Please "
        "choose another one; if it is yours, sign in, or ask the editors."
    )
    if person:
        sentence = gettext(
            "That is the name of the article’s author or of one of the staff, or looks like it. "
            "Please choose another one; if it is yours, ask the editors to say so."
        )
    form.name.errors = [*form.name.errors, sentence]
    return True
