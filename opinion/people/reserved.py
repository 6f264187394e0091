"""Reserved: what the staff are called, in each of the site's languages, and the site's own name."""

from flask import current_app

from opinion.languages import catalogue, languages


def reserved_names() -> list[str]:
    """Return the words that nobody else goes by."""
    site_name: str = current_app.config["SETTINGS"].site_name
    return [site_name, *dict.fromkeys(word for code in languages() for word in _called(code))]


def _called(code: str) -> list[str]:
    """Return what the staff are called in the language ``code``."""
    # Translators: what may be no reader's name, parted by commas, as many words as you like.
    words = catalogue(code).gettext("Staff, Moderator, Editor, Editors, Admin, Administrator")
    return [each.strip() for each in words.split(",")]
