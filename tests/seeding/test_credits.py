"""Sentences that say where a text first appeared, and who wrote it."""

import pytest

from opinion.seeding.credits import credit_in, sentences, signature_in
from opinion.seeding.names import role_and_name, same_person


@pytest.mark.parametrize(
    ("sentence", "publication"),
    [
        ("This piece was originally published in Brussels Morning.", "Brussels Morning"),
        ("Originally published on The Sample Blog.", "The Sample Blog"),
        ("A version of this essay first appeared in “The Gazette”.", "The Gazette"),
        ("It was first published in The Gazette on 14 January 2022.", "The Gazette"),
        ("The article appeared first in The Gazette, and is republished here.", "The Gazette"),
        ("This column was first published in Town and Country.", "Town and Country"),
        ("Dieser Beitrag erschien zuerst in der Musterzeitung.", "Musterzeitung"),
        ("Der Text ist ursprünglich im Musterblatt erschienen.", "Musterblatt"),
        ("Dieser Artikel wurde zuerst auf Muster Online veröffentlicht.", "Muster Online"),
    ],
)
def test_a_credit_names_the_publication(sentence: str, publication: str) -> None:
    found = credit_in(f"One sentence, by Dr. A. Sample. {sentence} Another one.")

    assert found is not None
    assert found[0].publication == publication


def test_a_credit_to_an_address_is_called_by_its_host() -> None:
    found = credit_in("This post was originally published on https://sample.example/a/b.")

    assert found is not None
    assert (found[0].publication, found[0].url) == ("sample.example", "https://sample.example/a/b")


@pytest.mark.parametrize(
    "sentence",
    [
        "The disease first appeared in Europe.",
        "His first novel was first published in 1954.",
        "Die Regierung hat zuerst in Berlin getagt.",
        "It was first published in one two three four five six seven eight nine.",
        "The piece was published in The Gazette.",
    ],
)
def test_other_sentences_are_no_credit(sentence: str) -> None:
    assert credit_in(sentence) is None


@pytest.mark.parametrize(
    ("who", "role", "name"),
    [
        ("MEP Markéta Gregorová", "MEP", "Markéta Gregorová"),
        ("Sample Writer", "", "Sample Writer"),
        ("Sample von der Writer", "", "Sample von der Writer"),
        ("the former mayor Sample Writer", "former mayor", "Sample Writer"),
        ("Professor Sample Writer", "Professor", "Sample Writer"),
        ("Dr. Sample Writer", "Dr.", "Sample Writer"),
        ("Green MEP Sample Writer", "Green MEP", "Sample Writer"),
        ("SAMPLE WRITER HAND", "", "SAMPLE WRITER HAND"),
        ("Sample Writer, MEP,", "MEP", "Sample Writer"),
    ],
)
def test_a_credit_names_its_writer_and_what_they_are(who: str, role: str, name: str) -> None:
    found = credit_in(f"This piece by {who} was originally published in The Gazette.")

    assert found is not None
    assert [(each.role, each.name) for each in found[1]] == [(role, name)]


def test_a_credit_may_have_several_writers() -> None:
    found = credit_in("This piece by Sample Writer and Other Hand was first published in A Paper.")

    assert found is not None
    assert found[0].by == "Sample Writer, Other Hand"


def test_a_credit_by_nobody_we_could_name_has_no_writer() -> None:
    found = credit_in("This piece by the editors was first published in A Paper.")

    assert found is not None
    assert found[1] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("It ends here. By Sample Writer.", "Sample Writer"),
        ("It ends here. By Sample Writer", "Sample Writer"),
        ("It “ends.” Von Anna Muster.", "Anna Muster"),
        ("By Sample Writer.", "Sample Writer"),
        ("It is by Sample Writer.", ""),
        ("It ends. By the way, no.", ""),
        ("It ends. By Sample Writer. And goes on.", ""),
    ],
)
def test_a_signature_is_a_sentence_of_its_own_at_the_end(text: str, name: str) -> None:
    assert signature_in(text) == name


def test_abbreviations_and_initials_do_not_end_a_sentence() -> None:
    said = "It was Dr. A. B. Sample of St. Muster. She said: “No.” He left."

    assert sentences(said) == [
        "It was Dr. A. B. Sample of St. Muster.",
        "She said: “No.”",
        "He left.",
    ]


def test_people_are_the_same_whatever_the_capitals_and_titles() -> None:
    assert same_person("Dr. Sample Writer", "SAMPLE WRITER")
    assert not same_person("Sample Writer", "Sample Reader")


def test_words_that_are_no_name_have_neither_role_nor_name() -> None:
    assert role_and_name("the people of this town") == ("", "")
