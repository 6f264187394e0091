"""Every sentence of the site has its words in every catalogue, in each plural form."""

from functools import cache

import pytest
from babel.messages import Catalog

from opinion.languages import languages
from tests import catalogues

pytestmark = pytest.mark.parametrize("code", languages())
collected = cache(catalogues.collected)
REMEDY = "run `make messages`, then translate what it lists"


def kept(code: str) -> Catalog:
    return catalogues.stored(code)


def test_every_message_is_translated(code: str) -> None:
    assert not list(catalogues.missing(code)), REMEDY


def test_no_translation_is_left_over_or_only_guessed(code: str) -> None:
    wanted = {(message.id, message.context) for message in collected()}
    stored = {(message.id, message.context) for message in kept(code)}

    assert stored <= wanted, REMEDY
    assert not kept(code).obsolete, REMEDY
    assert not [message.id for message in kept(code) if message.id and message.fuzzy], REMEDY


def test_a_translation_keeps_the_places_that_are_filled_in(code: str) -> None:
    catalogue = kept(code)
    problems = [
        f"{message.id}: {problem}"
        for message in catalogue
        if message.id
        for problem in message.check(catalogue)
    ]

    assert not problems


def test_the_catalogue_is_laid_out_as_make_messages_does(code: str) -> None:
    assert catalogues.path_of(code).read_bytes() == catalogues.written(code), REMEDY
