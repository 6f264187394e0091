"""The list of words at the editors' page: tested before it is saved, each change written down."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import select

from opinion.clock import now
from opinion.comments.models import Status
from opinion.database import db, writing
from opinion.people.models import Person, Role
from opinion.screening.gathering import words_in
from opinion.screening.keeping import caught_by
from opinion.screening.models import Change, ScreenedWords, WordChange
from opinion.screening.words import kept, phrase_of
from tests import make
from tests.pages import Page, problems
from tests.people.members import member
from tests.people.readers import press, signed_in

WORDS = "/moderation/words"
FIELDS = {"phrase": "Casino", "note": "The wave of May", "days": "30"}
LETTERS = st.text(st.characters(categories=["Ll", "Lu", "Nd"]), min_size=1, max_size=12)


@pytest.fixture
def editor(app: Flask) -> Person:
    return member(Role.EDITOR)


@pytest.fixture
def desk(app: Flask, editor: Person) -> FlaskClient:
    """The editor's browser."""
    return signed_in(app, editor)


def listed() -> list[str]:
    db.session.rollback()
    return list(db.session.scalars(select(ScreenedWords.phrase)))


def changes() -> list[tuple[str, str, int | None]]:
    rows = db.session.scalars(select(WordChange).order_by(WordChange.id))
    return [(each.change, each.phrase, each.person_id) for each in rows]


@pytest.mark.usefixtures("each_database")
def test_a_test_shows_what_would_have_been_caught(desk: FlaskClient) -> None:
    article = make.article()
    make.comment(article, "Come to my Casino!")
    make.comment(article, "A casino, still.", status=Status.HELD)
    make.comment(article, "Casinos are another matter.")

    answer = press(desk, f"{WORDS}/test", sample="casino?", **FIELDS | {"phrase": "CASINO"})

    assert answer.status_code == 200
    assert Page(answer.text).words("#catch h2") == [
        "It would have caught 2 comments of the latest 3"
    ]
    assert Page(answer.text).words("#catch dl > div") == ["Held back1", "Published1"]
    assert "Your text: caught." in answer.text
    assert "Save" in Page(answer.text).words("#words-form button")
    assert problems(answer.text) == []
    assert listed() == []
    assert "Save" not in Page(desk.get(WORDS).text).words("#words-form button")


@pytest.mark.usefixtures("each_database")
def test_what_was_tested_is_saved_changed_and_taken_off(desk: FlaskClient, editor: Person) -> None:
    first = press(desk, WORDS, tested="", **FIELDS)
    other = press(desk, WORDS, tested="poker", **FIELDS)
    assert (first.status_code, other.status_code, listed()) == (422, 422, [])
    assert "It was not tested so far" in first.text

    assert press(desk, WORDS, tested="casino", **FIELDS).status_code == 303
    assert press(desk, WORDS, tested="casino", reject="1", **FIELDS).status_code == 303
    shown = desk.get(WORDS).text
    assert "by Mo Member" in shown
    assert problems(shown) == []
    number = db.session.scalars(select(ScreenedWords.id)).one()
    for _ in range(2):
        assert press(desk, f"{WORDS}/{number}/removal").status_code == 303

    assert listed() == []
    assert changes() == [
        (Change.ADDED, "casino", editor.id),
        (Change.CHANGED, "casino", editor.id),
        (Change.REMOVED, "casino", editor.id),
    ]


@pytest.mark.parametrize(
    "wrong", [{"phrase": ""}, {"phrase": "a*b"}, {"phrase": "x" * 101}, {"days": "7"},
              {"days": ""}, {"note": "n" * 201}, {"note": " "}],
)  # fmt: skip
def test_what_is_no_phrase_comes_back(desk: FlaskClient, wrong: dict[str, str]) -> None:
    fields = {**FIELDS, "phrase": "fine", "sample": "Kept as typed.", "tested": "fine", **wrong}

    for way in (WORDS, f"{WORDS}/test"):
        answer = press(desk, way, **fields)
        assert answer.status_code == 422
        assert "Kept as typed." in answer.text
    assert listed() == []


def test_each_has_an_end_unless_none_is_chosen(desk: FlaskClient) -> None:
    form = Page(desk.get(WORDS).text)
    assert form.values("#words-days option", "value") == ["30", "90", "365", "none"]
    assert form.values("#words-days option[selected]", "value") == ["90"]

    press(desk, WORDS, tested="casino", **FIELDS)
    press(desk, WORDS, tested="poker", **FIELDS | {"phrase": "Poker", "days": "none"})

    db.session.rollback()
    casino, poker = db.session.scalars(select(ScreenedWords).order_by(ScreenedWords.phrase))
    assert casino.expires_at is not None
    assert timedelta(days=29) < casino.expires_at - now() <= timedelta(days=30)
    assert poker.expires_at is None
    assert "no end" in desk.get(WORDS).text


@pytest.mark.usefixtures("each_database")
def test_what_is_over_catches_nothing_and_is_renewed_after_a_look(desk: FlaskClient) -> None:
    press(desk, WORDS, tested="casino", reject="1", **FIELDS)
    with writing():
        row = db.session.scalars(select(ScreenedWords)).one()
        row.expires_at = now()
    assert words_in("A casino", now()) == ()
    page = desk.get(WORDS).text
    assert problems(page) == []
    over = "[aria-labelledby=words-expired]"
    assert "no more since" in Page(page).words(f"{over} p")[0]
    names = Page(page).values(f"{over} input", "name")
    kept = dict(zip(names, Page(page).values(f"{over} input", "value"), strict=True))

    looked = press(desk, f"{WORDS}/test", **kept)
    tested = Page(looked.text).values("input[name=tested]", "value")[0]
    press(desk, WORDS, tested=tested, **kept)

    assert "It would have caught" in looked.text
    assert [each.is_rejected for each in words_in("A casino", now())] == [True]
    assert not Page(desk.get(WORDS).text).has(over)


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(before=LETTERS, word=LETTERS, behind=LETTERS)
def test_a_test_catches_just_the_comments_with_the_phrase(
    app: Flask, before: str, word: str, behind: str
) -> None:
    with app.app_context():
        article = make.article()
        with_it = make.comment(article, f"{before} {word}, {behind}", name="-")
        without = make.comment(article, f"z{before}q{word}q{behind}z", name="-")

        caught = {each.id for each in caught_by(phrase_of(kept(word))).shown}

    assert with_it.id in caught
    assert without.id not in caught
