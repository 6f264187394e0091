"""What the filter was taught is in the database, for every process, and can be carried away."""

import json
import threading
from pathlib import Path

import pytest
from flask import Flask

from opinion.database import writing
from opinion.screening.learning import BIAS
from opinion.screening.lessons import (
    ENOUGH,
    Lesson,
    all_weights,
    lesson_counts,
    moves_of,
    teach,
    teach_all,
    verdict_on,
)
from tests.screening.commanding import run, said
from tests.screening.corpus import FAIR, LESSONS, SPAM

SUSPECT = "Friends!! free casino bonus, subscribe at www.example.com"


def teach_everything() -> None:
    moves = moves_of(LESSONS)
    with writing():
        teach_all(LESSONS, moves)


@pytest.mark.usefixtures("each_database")
def test_what_was_taught_is_known(app: Flask) -> None:
    teach_everything()

    verdict = verdict_on(SUSPECT)

    assert verdict
    assert verdict.holds
    assert lesson_counts() == {True: len(SPAM), False: len(FAIR)}


@pytest.mark.usefixtures("app")
def test_the_filter_says_nothing_before_it_knows_enough_of_both_kinds() -> None:
    with writing():
        for text in SPAM[:ENOUGH]:
            teach(Lesson(text, is_spam=True))
        for text in FAIR[: ENOUGH - 1]:
            teach(Lesson(text, is_spam=False))
    before = verdict_on(SUSPECT)
    with writing():
        teach(Lesson(FAIR[-1], is_spam=False))

    assert before is None
    assert verdict_on(SUSPECT)


@pytest.mark.usefixtures("each_database", "room_for_all")
def test_lessons_taught_at_once_are_all_counted_and_none_is_lost(app: Flask) -> None:
    def take_turns(texts: list[str]) -> None:
        with app.app_context():
            for text in texts:
                with writing():
                    teach(Lesson(text, is_spam=True))

    threads = [threading.Thread(target=take_turns, args=[SPAM[n::4]]) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert lesson_counts()[True] == len(SPAM)
    assert all_weights()[BIAS].squares > 0


@pytest.mark.parametrize("name", ["lessons.csv", "lessons.jsonl"])
def test_a_file_teaches(app: Flask, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    if name.endswith(".csv"):
        rows = [f'"{each.text}",{"spam" if each.is_spam else "ham"}' for each in LESSONS]
        file.write_text("\n".join(["text,spam", *rows]), "utf-8")
    else:
        rows = [json.dumps({"text": each.text, "spam": each.is_spam}) for each in LESSONS]
        file.write_text("\n".join(rows), "utf-8")

    output = said(app, "train", file)

    assert output.splitlines()[0] == f"learned from {len(LESSONS)} texts, {len(SPAM)} of them spam"
    verdict = verdict_on(SUSPECT)
    assert verdict
    assert verdict.holds


def test_columns_of_other_names_and_another_encoding_can_be_named(
    app: Flask, tmp_path: Path
) -> None:
    file = tmp_path / "old.csv"
    file.write_bytes("v1,v2\nham,Schöne Grüße\nspam,£100 free\n".encode("latin-1"))

    said(app, "train", "--text", "v2", "--label", "v1", "--encoding", "latin-1", file)

    assert lesson_counts() == {True: 1, False: 1}


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.csv", b"text,spam\nFine,ham\nOdd,perhaps\n", "line 3: “spam” says “perhaps”"),
        ("a.csv", b"text,spam\nFine,ham\n,\n\nOdd\n", "line 3: “spam” says “”"),
        ("a.csv", b"message,spam\nFine,ham\n", "line 2: there is no text called “text”"),
        ("a.csv", b"text,spam\nGr\xfc\xdfe,ham\n", "codec can't decode"),
        ("a.csv", b"", "there is no lesson in it"),
        ("a.jsonl", b'{"text": "Fine", "spam": false}\n{"text"', "line 2: "),
        ("a.jsonl", b"[]\n", "line 1: not an object"),
        ("a.jsonl", b'{"text": 7, "spam": false}\n', "line 1: there is no text"),
        ("none.csv", None, "No such file"),
    ],
)
def test_a_malformed_file_is_named_with_its_line_and_teaches_nothing(
    app: Flask, tmp_path: Path, name: str, content: bytes | None, problem: str
) -> None:
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)

    result = run(app, "train", file)

    assert result.exit_code == 1
    assert f"Error: {file}" in result.output
    assert problem in result.output
    assert lesson_counts() == {True: 0, False: 0}
    assert all_weights() == {}


def test_what_was_learned_can_be_carried_to_another_site(app: Flask, tmp_path: Path) -> None:
    teach_everything()
    weights, counts = all_weights(), lesson_counts()

    said(app, "filter", "export", tmp_path / "filter")
    said(app, "filter", "forget", "--yes")
    forgotten = all_weights(), lesson_counts()
    said(app, "filter", "import", tmp_path / "filter")

    assert forgotten == ({}, {True: 0, False: 0})
    assert (all_weights(), lesson_counts()) == (weights, counts)
    exported = (tmp_path / "filter").read_text("utf-8")
    assert "casino" not in exported


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        (1, '{"what": "something else"}'),
        (1, "7"),
        (1, ""),
        (3, "[1, 2]"),
        (3, "[-2, 0.5, 1.0]"),
        (3, "[5, NaN, 1.0]"),
        (3, "[5, 0.5, -1.0]"),
        (3, "[5, 0.5"),
    ],
)
def test_a_malformed_filter_is_refused_and_what_was_known_stays(
    app: Flask, tmp_path: Path, line: int, wrong: str
) -> None:
    teach_everything()
    file = tmp_path / "filter"
    said(app, "filter", "export", file)
    lines = file.read_text("utf-8").splitlines()
    lines[line - 1] = wrong
    file.write_text("\n".join(lines), "utf-8")
    before = all_weights()

    result = run(app, "filter", "import", file)

    assert result.exit_code == 1
    assert f"{file}, line {line}: " in result.output
    assert all_weights() == before
