"""A file of texts is learned aside, while others write and teach; what came of it is added."""

import pytest

from opinion.database import writing
from opinion.screening.learning import BIAS
from opinion.screening.lessons import (
    ForgottenError,
    Lesson,
    all_weights,
    lesson_counts,
    moves_of,
    replace_all,
    teach,
    teach_all,
)
from tests.screening.corpus import FAIR, LESSONS, SPAM


@pytest.mark.usefixtures("app")
def test_what_others_taught_while_a_file_was_learned_stays() -> None:
    moves = moves_of(LESSONS)
    with writing():
        teach(Lesson("an unheard word", is_spam=True))
    before = all_weights()
    with writing():
        teach_all(LESSONS, moves)

    after = all_weights()

    assert lesson_counts() == {True: len(SPAM) + 1, False: len(FAIR)}
    moved = moves.weights
    assert after.keys() == before.keys() | moved.keys()
    assert all(after[bucket] == before[bucket] for bucket in before.keys() - moved.keys())
    assert after[BIAS].squares == pytest.approx(before[BIAS].squares + moved[BIAS].squares)


@pytest.mark.usefixtures("app")
def test_a_filter_that_forgot_meanwhile_is_not_taught_what_followed_from_before() -> None:
    for text in LESSONS:
        with writing():
            teach(text)
    moves = moves_of(LESSONS)
    with writing():
        replace_all({}, {False: 0, True: 0})

    with pytest.raises(ForgottenError), writing():
        teach_all(LESSONS, moves)

    assert all_weights() == {}
    assert lesson_counts() == {True: 0, False: 0}
