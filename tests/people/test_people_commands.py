"""People from the command line: staff, who writes articles, named voices and their log."""

import re
from importlib.metadata import entry_points

import pytest
from flask import Flask
from sqlalchemy import func, select

from opinion.articles.models import Author
from opinion.database import db
from opinion.people.models import NamedVoice, Person, Role
from tests import make
from tests.databases import written_by_another
from tests.people.commanding import GROUPS, run, said


def person_at(email: str) -> Person:
    return db.session.scalars(select(Person).where(Person.email == email)).one()


def how_many(table: type[Person | NamedVoice]) -> int:
    return db.session.scalar(select(func.count()).select_from(table)) or 0


@pytest.mark.usefixtures("each_database")
def test_staff_are_made_changed_listed_and_dismissed(app: Flask) -> None:
    added = said(app, "staff add Ed@Example.org --role moderator --name", " Ed  Itor ")
    again = said(app, "staff add ed@example.org --role moderator")
    raised = said(app, "staff add ed@example.org --role admin")
    said(app, "staff add ann@example.org --role editor")
    listed = said(app, "staff list")
    removed = said(app, "staff remove ed@example.org")
    twice = said(app, "staff remove ed@example.org")

    assert added.splitlines()[:2] == [
        "ed@example.org is moderator now.",
        "They set a password or a passkey here, once, within 24 hours:",
    ]
    assert again.startswith("ed@example.org was moderator already.")
    assert raised.startswith("ed@example.org is admin now.")
    assert listed == "ann@example.org  editor  (no name)\ned@example.org  admin  Ed Itor\n"
    assert removed == "ed@example.org is not admin any more.\n"
    assert twice == "ed@example.org is not one of the staff.\n"
    assert (person_at("ed@example.org").role, person_at("ed@example.org").name) == (None, "Ed Itor")


def test_a_reader_who_becomes_staff_keeps_what_is_theirs(app: Flask) -> None:
    reader = make.person("pat@example.org", "Pat Reader")
    writer = reader.writer

    said(app, "staff add pat@example.org --role editor")

    assert how_many(Person) == 1
    changed = person_at("pat@example.org")
    assert (changed.name, changed.writer, changed.role) == ("Pat Reader", writer, Role.EDITOR)


@pytest.mark.parametrize(
    ("line", "more", "problem", "status"),
    [
        ("staff add nobody --role editor", [], "“nobody” is not an e-mail address", 2),
        (f"staff add {'x' * 250}@example.org --role editor", [], "is not an e-mail address", 2),
        ("staff add ed@example.org", [], "Missing option '--role'", 2),
        ("staff add ed@example.org --role king", [], "'king' is not one of", 2),
        ("staff add ed@example.org --role editor --name", [" \u200b "], "a name has 1 to 80", 1),
        ("staff add ed@example.org --role editor --name", ["x" * 81], "a name has 1 to 80", 1),
        ("staff remove ed@example.org", [], "nobody has signed in as ed@example.org yet", 1),
        ("staff link ed@example.org", [], "nobody has signed in as ed@example.org yet", 1),
        ("staff link pat@example.org", [], "pat@example.org is not one of the staff", 1),
        ("people author ed@example.org ann", [], "nobody has signed in as", 1),
        ("people author pat@example.org nobody", [], "there is no author “nobody”", 1),
        ("voices grant ed@example.org MEP", [], "nobody has signed in as", 1),
        ("voices grant pat@example.org", [""], "are empty", 1),
        ("voices grant pat@example.org", [" \u3164 "], "are empty", 1),
        ("voices grant pat@example.org", ["x" * 41], "41 characters, and 40 are allowed", 1),
        ("voices grant pat@example.org", ["M\x07EP"], "control characters", 1),
        ("voices grant pat@example.org", ["M\nEP"], "control characters", 1),
        ("voices grant pat@example.org", ["M\u202eEP"], "characters that can't be seen", 1),
        ("voices grant pat@example.org MEP --article nowhere", [], "no article “nowhere”", 1),
        ("voices grant pat@example.org MEP --article", [""], "no article “”", 1),
        ("voices end 7", [], "there is no voice 7", 1),
        ("voices end nothing", [], "'nothing' is not a valid integer", 2),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_done(
    app: Flask, line: str, more: list[str], problem: str, status: int
) -> None:
    make.person("pat@example.org")

    result = run(app, line, *more)

    assert result.exit_code == status
    assert problem in " ".join(result.stderr.split())
    assert (how_many(Person), how_many(NamedVoice)) == (1, 0)


@pytest.mark.usefixtures("each_database")
def test_somebody_is_an_author_until_that_ends(app: Flask) -> None:
    make.article(authors=["Ann Writer"])
    make.person("ann@example.org", "Ann")
    make.person("bob@example.org", "Bob")

    credited = said(app, "people author ann@example.org ann-writer")
    twice = said(app, "people author ann@example.org ann-writer")
    other = run(app, "people author bob@example.org ann-writer")
    listed = said(app, "people list")
    not_theirs = said(app, "people author bob@example.org ann-writer --end")
    ended = said(app, "people author ann@example.org ann-writer --end")

    assert credited == "ann@example.org is Ann Writer now.\n"
    assert twice == "ann@example.org was Ann Writer already.\n"
    assert other.exit_code == 1
    assert other.stderr == "Error: Ann Writer is ann@example.org: end that first, by --end\n"
    assert listed == "ann@example.org  Ann  author ann-writer\nbob@example.org  Bob\n"
    assert not_theirs == "bob@example.org was not Ann Writer.\n"
    assert ended == "ann@example.org is not Ann Writer any more.\n"
    assert db.session.scalars(select(Author.person_id)).all() == [None]


@pytest.mark.usefixtures("each_database")
def test_voices_are_granted_ended_and_kept_in_the_log(app: Flask) -> None:
    make.article(slug="bread")
    make.person("pat@example.org")
    editor = make.person("ed@example.org", role=Role.EDITOR)

    granted = said(app, "voices grant pat@example.org", " MEP  for Bread ")
    quoted = said(app, "voices grant pat@example.org Quoted --article bread")
    again = said(app, "voices grant pat@example.org", "MEP for Bread")
    ended = said(app, "voices end 1")
    twice = said(app, "voices end 1")
    anew = said(app, "voices grant pat@example.org", "MEP for Bread")
    db.session.get_one(NamedVoice, 2).granted_by = editor.id
    db.session.commit()
    log = re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d", "NOW", said(app, "voices list"))

    assert granted == "1: “MEP for Bread” stands beside the name of pat@example.org everywhere.\n"
    assert quoted == "2: “Quoted” stands beside the name of pat@example.org under bread.\n"
    assert "already" in again
    assert (ended, twice) == (
        "1: “MEP for Bread” has ended.\n",
        "1: “MEP for Bread” had ended already.\n",
    )
    assert anew.startswith("3: ")
    mep = (
        "pat@example.org  Pat Reader  “MEP for Bread”  everywhere  granted NOW UTC by command line"
    )
    assert log.splitlines() == [
        f"1  {mep}  ended NOW UTC by command line",
        "2  pat@example.org  Pat Reader  “Quoted”  under bread  granted NOW UTC by ed@example.org",
        f"3  {mep}",
    ]


def test_voices_of_forty_characters_in_any_script_are_kept(app: Flask) -> None:
    make.person("pat@example.org")

    for words in ("ة" * 40, "\U0001d4dc" * 40, "עד ראייה"):
        said(app, "voices grant pat@example.org", words)

    assert how_many(NamedVoice) == 3


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    "line", ["staff add ed@example.org --role editor", "voices grant pat@example.org MEP"]
)
def test_a_busy_database_is_said_in_a_sentence(app: Flask, line: str) -> None:
    make.person("pat@example.org")

    with written_by_another(app):
        result = run(app, line)

    assert result.exit_code == 1
    assert result.stderr == "Error: the database is being written to: try again\n"


def test_flask_knows_the_commands() -> None:
    known = {each.name: each for each in entry_points(group="flask.commands")}

    assert [known[name].load() for name in GROUPS] == list(GROUPS.values())
