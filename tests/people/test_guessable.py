"""Passwords that anybody would try, and such as nobody would."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opinion.people.guessable import is_guessable

OWN = ("mo.member@example.org", "Mo Member", "The Daily Bread", "bread.example")


@pytest.mark.parametrize(
    "password",
    [
        "password1234",
        "P4ssw0rd!!!!",
        "Passwort-2026",
        "aaaaaaaaaaaaaaaa",
        "121212121212",
        "123456789012",
        "qwertyuiopasdf",
        "1q2w3e4r5t6y",
        "1qaz2wsx3edc4rfv",
        "zyxwvutsrqponm",
        "letmeinletmein",
        "Summer2026!!",
        "iloveyou iloveyou",
        "mo.member@example.org",
        "MemberMember1",
        "thedailybread1",
        "bread example 1",
        "\uff50\uff41\uff53\uff53\uff57\uff4f\uff52\uff441234",  # full-width
    ],
)
def test_what_everybody_would_try_is_guessable(password: str) -> None:
    assert is_guessable(password, OWN)


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery staple",
        "seven quiet harbours at noon",
        "kX9#mQ2$vL7!",
        "739182640517",
        "vier kühle Gärten am Meer",
        "خمسة قوارب زرقاء",
        "🦔🌵🛶🪕🧭🥾🫖🪁🧵🦚🛷🎐",
        "my password is a long walk home",
    ],
)
def test_words_that_have_nothing_to_do_with_each_other_are_not(password: str) -> None:
    assert not is_guessable(password, OWN)


@given(st.text(max_size=128), st.lists(st.text(max_size=80), max_size=4))
def test_any_text_is_answered_for(password: str, own: list[str]) -> None:
    assert is_guessable(password, own) in {True, False}
