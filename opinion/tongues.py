"""Tongues: what languages are called by themselves, where they are spoken, which way they run."""

from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

TONGUES = {  # that a comment may be written in, by their own names
    "ar": "العربية", "bg": "български", "cs": "čeština", "da": "dansk", "de": "Deutsch",
    "el": "Ελληνικά", "en": "English", "es": "español", "et": "eesti", "fa": "فارسی",
    "fi": "suomi", "fr": "français", "ga": "Gaeilge", "he": "עברית", "hr": "hrvatski",
    "hu": "magyar", "it": "italiano", "ja": "日本語", "lt": "lietuvių", "lv": "latviešu",
    "mt": "Malti", "nb": "norsk bokmål", "nl": "Nederlands", "pl": "polski", "pt": "português",
    "ro": "română", "ru": "русский", "sk": "slovenčina", "sl": "slovenščina", "sv": "svenska",
    "tr": "Türkçe", "uk": "українська", "zh": "中文",
}  # fmt: skip
LOCALES = {"en": "en_GB"}  # whose dates and numbers a bare language takes, if not its own


@lru_cache(maxsize=256)
def direction(language: str) -> str:
    """Return ``rtl`` or ``ltr``: the way a language is written."""
    try:
        return Locale.parse(language, sep="-").text_direction
    except (UnknownLocaleError, ValueError):
        return "ltr"


def og_locale(code: str) -> str:
    """Return a language with a territory, as Open Graph writes it: ``en_GB``, ``de_DE``.

    The territory is the likeliest (Unicode CLDR), where the code names none.
    """
    try:
        known = Locale.parse(LOCALES.get(code, code), sep="_" if code in LOCALES else "-")
    except (UnknownLocaleError, ValueError):
        return code
    likely = get_global("likely_subtags").get(known.language, "").rpartition("_")[2]
    territory = known.territory or likely
    return f"{known.language}_{territory}" if territory else known.language


def tongue(code: str) -> str:
    """Return the name of a language by itself, such as “Deutsch”; its code where we have none."""
    if code in TONGUES:
        return TONGUES[code]
    try:
        return Locale.parse(code, sep="-").get_display_name() or code
    except (UnknownLocaleError, ValueError):
        return code
