"""Names that one is compared with all at once: that says the same as one after the other."""

from hypothesis import given
from hypothesis import strategies as st

from opinion.people.likeness import Names, looks_like
from tests.people.test_likeness import PEOPLE, disguised

RESERVED = [*PEOPLE, "Staff", "@nna", "$$", "†", "", "ﬁne", "E"]
NAMES = Names(RESERVED)
LETTERS = st.sampled_from("@$€†‡staffSTAFFnneA4l1 .ﬁſ\u0430\u0410")  # the last two are Cyrillic


@given(st.data())
def test_a_disguise_is_found_among_many_names(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(RESERVED))

    worn = data.draw(disguised(name))

    assert NAMES.have_one_like(worn) == any(looks_like(worn, each) for each in RESERVED)


@given(st.text(LETTERS), st.lists(st.text(LETTERS, max_size=3)))
def test_many_names_are_compared_as_one_after_the_other(name: str, others: list[str]) -> None:
    assert Names(others).have_one_like(name) == any(looks_like(name, each) for each in others)
