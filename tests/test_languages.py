"""Dates, numbers and lists in each language's way, on the calendar of the site's zone."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from opinion.languages import (
    date_words,
    day_words,
    iso,
    joined,
    moment_words,
    number_words,
    speak,
)
from opinion.text import stored_html
from opinion.tongues import direction, og_locale

NEW_YEARS_EVE = datetime(2026, 12, 31, 23, 30, 59, tzinfo=UTC)


@pytest.fixture
def environment(environment: dict[str, str]) -> dict[str, str]:
    return environment | {"OPINION_TIMEZONE": "Europe/Prague"}


@pytest.mark.parametrize(
    ("language", "date", "moment", "number"),
    [
        ("en", "1 January 2027", "1 January 2027, 00:30", "12,345"),
        ("de", "1. Januar 2027", "1. Januar 2027, 00:30", "12.345"),
        ("ar", "1 January 2027", "1 January 2027, 00:30", "12,345"),
    ],
)
def test_dates_and_numbers_are_said_as_the_language_does(
    app: Flask, language: str, date: str, moment: str, number: str
) -> None:
    speak(language)

    assert date_words(NEW_YEARS_EVE) == date
    assert moment_words(NEW_YEARS_EVE) == moment
    assert day_words("2027-01-01") == date
    assert number_words(12_345) == number


def test_machines_get_utc(app: Flask) -> None:
    assert iso(NEW_YEARS_EVE) == "2026-12-31T23:30:59Z"


@pytest.mark.parametrize(
    ("names", "phrase"),
    [
        (["A"], "A"),
        (["A", "B"], "A und B"),
        (["A", "B", "C"], "A, B und C"),
        (["<A>", "{0}"], "<A> und {0}"),
    ],
)
def test_names_are_joined_as_the_language_does(app: Flask, names: list[str], phrase: str) -> None:
    speak("de")

    assert joined(names) == phrase


def test_joined_markup_stays_markup_and_words_stay_words(app: Flask) -> None:
    names = [stored_html("<bdi>A</bdi>"), stored_html("<bdi>{1} & %s</bdi>")]

    template = app.jinja_env.from_string("{{ joined(names) }}")

    assert template.render(names=names) == "<bdi>A</bdi> and <bdi>{1} & %s</bdi>"
    assert template.render(names=["<A>", "B"]) == "&lt;A&gt; and B"


@given(st.text(min_size=2, max_size=35))
def test_whatever_is_called_a_language_has_a_direction(tag: str) -> None:
    assert direction(tag) in {"ltr", "rtl"}


@pytest.mark.parametrize(
    ("code", "name"),
    [("en", "en_GB"), ("de", "de_DE"), ("pt-BR", "pt_BR"), ("ar", "ar_EG"), ("x-none", "x-none")],
)
def test_open_graph_wants_a_language_with_its_territory(code: str, name: str) -> None:
    assert og_locale(code) == name
