"""Languages: the catalogues we have, the one a page speaks, and dates and numbers in its way.

A page's text has its own language (the article's). What the site itself says stands in the same
language where there is a catalogue for it, else in the site's; never in the browser's, because a
page is the same for everybody.
"""

from datetime import UTC, date, datetime, time
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time, get_timezone
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import Translations
from flask import Flask, current_app, g
from flask_babel import Babel
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext

from opinion.text import catalogued_html
from opinion.tongues import LOCALES, TONGUES, direction, og_locale, tongue

CATALOGUES = Path(__file__).resolve().parent / "translations"


def configure(app: Flask, language: str, timezone: str) -> None:
    """Give ``app`` its catalogues and its templates their words for dates, numbers and lists."""
    app.config.update(OPINION_LANGUAGE=language, OPINION_TIMEZONE=timezone)
    babel = Babel(app, default_locale=language, locale_selector=lambda: str(locale()))
    with app.app_context():
        babel.domain_instance.cache.update(
            {(str(_locale_of(code)), "messages"): catalogue(code) for code in languages()}
        )
    app.jinja_env.globals.update(_=_said, ngettext=_said_of_many)  # faster than the extension's
    app.jinja_env.filters.update(date=date_words, moment=moment_words, number=number_words)
    app.jinja_env.filters.update(iso=iso, day=day_words, month=month_words)
    app.jinja_env.globals.update(joined=joined, direction=direction)
    app.jinja_env.globals.update(tongue=tongue, tongues=TONGUES, og_locale=og_locale)
    app.jinja_env.globals.update(site_speech=site_speech, site_direction=site_direction)
    app.context_processor(
        lambda: {"content_language": content_language(), "interface_language": interface_language()}
    )


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages that there are catalogues for, in order."""
    files = CATALOGUES.glob("*/LC_MESSAGES/messages.po")
    return tuple(sorted(path.parent.parent.name for path in files))


@cache
def catalogue(code: str) -> Translations:
    """Return the catalogue of the language ``code``, compiled once."""
    source = CATALOGUES / code / "LC_MESSAGES" / "messages.po"
    compiled = BytesIO()
    with source.open("rb") as file:
        write_mo(compiled, read_po(file, locale=code))
    compiled.seek(0)
    return Translations(compiled)


@pass_eval_context
def _said(context: EvalContext, message: str, **named: object) -> str:
    """Return a template's sentence in the page's language, with what is ``named`` in it."""
    words = catalogue(interface_language()).ugettext(message)
    return (catalogued_html(words) if context.autoescape else words) % named


@pass_eval_context
def _said_of_many(context: EvalContext, one: str, many: str, number: int, **named: object) -> str:
    words = catalogue(interface_language()).ungettext(one, many, number)
    return (catalogued_html(words) if context.autoescape else words) % {"num": number, **named}


def speak(language: str) -> None:
    """Say that the page being made is about a text in ``language`` (BCP 47)."""
    g.language, g.interface_language = language, _interface_of(language)


def content_language() -> str:
    """Return the language of the page's text."""
    language: str = g.get("language") or current_app.config["OPINION_LANGUAGE"]
    return language


def interface_language() -> str:
    """Return the language that the site itself speaks on this page."""
    language: str = g.get("interface_language") or _interface_of(content_language())
    return language


def _interface_of(content: str) -> str:
    """Return the language that the site itself speaks about a text in the language ``content``."""
    wanted = content.split("-", maxsplit=1)[0].lower()
    site: str = current_app.config["OPINION_LANGUAGE"]
    return wanted if wanted in languages() else site


def site_speech() -> dict[str, str]:
    """Return the attributes of what the site says itself, where it speaks otherwise than the page.

    These are its language and its direction, each where it is not the page's.
    """
    language = interface_language()
    spoken = {"lang": language} if language != content_language() else {}
    return spoken | site_direction()


def site_direction() -> dict[str, str]:
    """Return the attribute of a sentence of the site's, where it runs against the page."""
    way = direction(interface_language())
    return {"dir": way} if way != direction(content_language()) else {}


def locale() -> Locale:
    """Return whose dates, numbers and messages this page uses."""
    return _locale_of(interface_language())


@cache
def _locale_of(language: str) -> Locale:
    return Locale.parse(LOCALES.get(language, language))


def date_words(moment: datetime) -> str:
    """Return the day of ``moment`` on the site's calendar, such as “21 November 2026”."""
    return _words_of(_local(moment).date(), interface_language())


def day_words(day: str) -> str:
    """Return a calendar day (ISO 8601) in words, such as “21 November 2026”."""
    return _words_of(date.fromisoformat(day), interface_language())


@lru_cache(maxsize=1_024)
def _words_of(day: date, language: str) -> str:
    return format_date(day, "long", locale=_locale_of(language))


def month_words(moment: datetime) -> str:
    """Return the month of ``moment`` in UTC, such as “November 2026”."""
    return format_skeleton("yMMMM", moment, locale=locale())


def moment_words(moment: datetime) -> str:
    """Return day and time of ``moment``, such as “21 November 2026, 08:12”."""
    there, language = _local(moment), interface_language()
    day, minute = (
        _words_of(there.date(), language),
        _minute_words(there.hour, there.minute, language),
    )
    pattern = str(_locale_of(language).datetime_formats["medium"])
    return pattern.replace("{1}", day).replace("{0}", minute)


@lru_cache(maxsize=4_096)  # all there are in two languages
def _minute_words(hour: int, minute: int, language: str) -> str:
    return format_time(time(hour, minute), "short", locale=_locale_of(language))


def _local(moment: datetime) -> datetime:
    """Return ``moment`` by the clocks of the site's zone."""
    return moment.astimezone(get_timezone(current_app.config["OPINION_TIMEZONE"]))


def iso(moment: datetime) -> str:
    """Return ``moment`` for machines, in UTC to the second (RFC 3339)."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def number_words(number: int) -> str:
    """Return ``number`` with its digits grouped as the language does."""
    return _number_in(number, interface_language())


@lru_cache(maxsize=1_024)
def _number_in(number: int, language: str) -> str:
    return format_decimal(number, locale=_locale_of(language))


def joined(names: list[str]) -> str:
    """Return ``names`` as one phrase: “A, B and C”. Where they are Markup, so is the phrase."""
    if not names:
        return ""
    phrase = format_list([f"{{{place}}}" for place in range(len(names))], locale=locale())
    return type(names[0])(phrase).format(*names)
