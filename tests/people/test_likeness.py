"""Which names can be taken for which: confusable characters, case, accents, what can't be seen."""

import hashlib
import unicodedata
from collections import defaultdict
from importlib.resources import files
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opinion.people.likeness import CONFUSABLES, can_be_taken_for, looks_like, prototypes, skeleton

PUBLISHED = "95bd0aad6dced5ebc63436f459c06ab21a8d107cd842fb57f5c3a1e91bca8611"  # SHA-256
NAMES = """
Ada Sample, Adam Sample, Anna Sample, Anne Sample, Annie Sample, Ana Simple, Ben Ames,
Ben Arnes-Lee, Bill Specimen, Bell Specimen, Bob Example, Rob Example, Carl Probe, Clara
Probe, Karl Probe, Dan Trial, Dana Trial, Eva Muster, Ewa Muster, Iva Muster, Hina
Beispiel, Nina Beispiel, Vina Beispiel, Tina Beispiel, Jan Essai, Jon Essai, Ian Essai,
Lea Ejemplo, Leo Ejemplo, Lena Ejemplo, Max Prova, Mac Prova, Mia Prova, Noor Voorbeeld,
Noah Voorbeeld, Olga Obrazec, Helga Obrazec, Uma Sample, Yuma Sample, Zoe Trial, Joe
Trial, Анна Пример, Инна Пример, Нина Пример, Ганна Пример, Иван Пример, Ива Пример,
Νίνα Δείγμα, Ίνα Δείγμα, Άννα Δείγμα, מיכל דוגמה, מיכאל דוגמה, سلمى مثال, سليم مثال,
سلمان مثال, कुमार नमूना, कमार नमूना, 李明, 李朋, 王明, 김민수, 김민서, さくら, さくろ, がんば, かんば
"""
PEOPLE = [" ".join(name.split()) for name in NAMES.split(",")]
MARKS = "\u0300\u0301\u0308\u0327\u0338\u20dd"
NOTHING = (
    " ",
    "\u00ad",
    "\u200b",
    "\u200d",
    "\u2060",
    "\u3164",
    "\ufe0f",
    ".",
    "-",
    "’",
    "_",
    "✅",
)


def lookalikes() -> dict[str, list[str]]:
    """Return the characters that look the same, by what they look like."""
    found = defaultdict(list)
    for each in prototypes():
        if unicodedata.normalize("NFD", each) == each and skeleton(each):
            found[skeleton(each)].append(each)
    return found


LOOKALIKES = lookalikes()


@st.composite
def disguised(draw: st.DrawFn, name: str) -> str:
    """Write ``name`` in other characters that look the same, with more that makes no difference."""
    written = []
    for letter in name:
        turned = draw(st.sampled_from([letter, letter.upper(), letter.lower()]))
        written.append(draw(st.sampled_from([turned, *LOOKALIKES.get(skeleton(turned), [])])))
        written.append(draw(st.sampled_from(["", "", *MARKS, *NOTHING])))
    return "".join(written)


@given(st.data())
def test_a_name_in_disguise_looks_like_the_name(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([each for each in PEOPLE if each.isascii()]))

    assert looks_like(data.draw(disguised(name)), name)


@given(st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyzåæøüßñğışАнжелиαβγδ"), min_size=2))
def test_case_spaces_and_compatible_forms_are_no_difference(name: str) -> None:
    for other in (name, name.upper(), name.title(), f" {name} ", " ".join(name)):
        assert looks_like(other, name)
        assert looks_like(unicodedata.normalize("NFKD", other), name)


def test_different_names_do_not_look_alike() -> None:
    alike = [pair for pair in permutations(PEOPLE, 2) if looks_like(*pair)]

    assert not alike


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("\u0410nn \u0405\u0430mpl\u0435", "Ann Sample"),  # Cyrillic А, Ѕ, а, е
        ("\u0391\u03bd\u03b1 Sample", "Ava Sample"),  # Greek Α, ν, α
        ("Ann Samp1e", "Ann Sample"),
        ("Ann SampIe", "Ann Sample"),
        ("ANN SAMPlE", "Ann Sample"),
        ("AlICE SAMPLE", "Alice Sample"),
        ("Ann Samp|e", "Ann Sample"),
        ("R0b Example", "Rob Example"),
        ("Ａｎｎ　Ｓａｍｐｌｅ", "Ann Sample"),
        ("\U0001d4d0nn \U0001d54aample", "Ann Sample"),  # letters of mathematics
        ("Ada Arnes", "Ada Ames"),
        ("Ada Ames", "Ada Arnes"),
        ("\ufb01ona", "Fiona"),  # the ligature fi
        ("A.n.n-S_a_m_p_l_e ✓", "Ann Sample"),
        ("Änn Sâmple", "Ann Sample"),
        ("АННА ПРИМЕР", "Анна Пример"),
        ("Aннa Пpимep", "Анна Пример"),  # Latin A, a, p, e, p
        ("STRASSE", "Straße"),
        ("Straße", "STRASSE"),
        ("\u017ftaff", "Staff"),  # the long s, which folds to s and looks like f
        ("işık", "IŞIK"),
        ("ISIK", "Işık"),
        ("ipek", "İpek"),
        ("İPEK", "ipek"),
        ("Guðrún", "GUÐRÚN"),
        ("Hawai'i", "Hawai\u02bbi"),
        ("ɢʀᴇᴛᴀ", "Greta"),
        ("Ꞡreta", "Greta"),
        ("Gɾeta", "Greta"),
        ("Aппa", "Anna"),  # Cyrillic п
        ("Gr3ta", "Greta"),
        ("Gre7a 5ample", "Greta Sample"),
        ("B1ll 5p3c1m3n", "Bill Specimen"),
        ("R0b 3x4mp13", "Rob Example"),
        ("Gre†a", "Greta"),
        ("Greta † $ample", "Greta Sample"),
        ("Grɘta", "Greta"),
        ("أحمد مثال", "احمد مثال"),
    ],
)
def test_a_name_is_like_another_that_it_can_be_taken_for(name: str, other: str) -> None:
    assert looks_like(name, other)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Hina Sample", "Nina Sample"),
        ("Sample Ann", "Ann Sample"),
        ("Dr. Ann Sample", "Ann Sample"),
        ("Ann", "Ann Sample"),
        ("Ann Samplee", "Ann Sample"),
        ("A", "A"),
        ("A.", "a"),
        ("✓✓✓", "✓✓✓"),
        ("\u3164\u3164", "\u3164\u3164"),
        ("", ""),
        ("李", "李"),
    ],
)
def test_a_name_is_unlike_what_it_is_not_taken_for_or_what_is_nobodys(
    name: str, other: str
) -> None:
    assert not looks_like(name, other)


@pytest.mark.parametrize(
    "name",
    [
        "Ann Sample (Staff)",
        "Ann Sample, Moderator",
        "Ann Sample – editor",
        "Ann Sample - editor",
        "Editor: Ann Sample",
        "[Staff] ANN SAMPlE",
        "Ann Sample（Staff）",
        "Ann (Sample)",
    ],
)
def test_an_addition_makes_no_other_name(name: str) -> None:
    assert can_be_taken_for(name, "Ann Sample")


@pytest.mark.parametrize("name", ["Ann Sample-Lee", "Joann Sample", "Ann, Sample Lee", "(,)", ""])
def test_a_longer_name_is_another(name: str) -> None:
    assert not can_be_taken_for(name, "Ann Sample")


@given(st.text(), st.text())
def test_any_two_texts_can_be_compared(one: str, other: str) -> None:
    assert looks_like(one, other) == looks_like(f" {one}\u200b", f"“{other}”")


def test_many_alike_letters_are_compared_in_no_time() -> None:
    assert looks_like("rn" * 40, "m" * 40)
    assert not looks_like("ss" * 79 + "x", "ß" * 80)


def test_the_list_is_the_one_that_unicode_published() -> None:
    data = files("opinion.people").joinpath(CONFUSABLES).read_bytes()

    assert hashlib.sha256(data).hexdigest() == PUBLISHED
    assert "# Version: 16.0.0" in data.decode()
    assert len(prototypes()) == 6355
    assert (
        "Unicode-3.0"
        in files("opinion.people").joinpath("confusables-16.0.0.LICENSE.txt").read_text()
    )
