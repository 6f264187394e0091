"""Files for the learning filter: lessons to read, and what was learned, to carry elsewhere."""

import csv
import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from opinion.screening.evidence import BUCKETS
from opinion.screening.learning import BIAS, Weight
from opinion.screening.lessons import Lesson

SPAM = {"1", "spam", "true", "yes"}
NOT_SPAM = {"0", "ham", "false", "no"}
LABELS = {False: "not spam", True: "spam"}
KIND = {"what": "opinion learning filter", "version": 1, "buckets": BUCKETS}


class MalformedError(Exception):
    """A file is not what it should be; the message names it, and the line where there is one."""


@dataclass(frozen=True)
class Columns:
    """Which columns, or members, of a file hold the texts and whether they are spam."""

    text: str = "text"
    label: str = "spam"


def lessons_in(path: Path, columns: Columns, encoding: str = "utf-8") -> list[Lesson]:
    """Return what ``path`` teaches: a table (.csv, names in the first line) or JSON lines (.jsonl).

    Raises:
        MalformedError: it cannot be read, names no such columns, or holds another label than
            spam or ham, 1 or 0, true or false, yes or no.
    """
    read = _json_lines if path.suffix == ".jsonl" else _table
    lessons = []
    try:
        for line, row in read(path, encoding):
            lessons.append(_lesson(row, columns, f"{path}, line {line}"))
    except (OSError, UnicodeDecodeError, LookupError, csv.Error) as problem:
        raise MalformedError(f"{path}: {problem}") from problem
    if not lessons:
        raise MalformedError(f"{path}: there is no lesson in it")
    return lessons


def written(weights: Mapping[int, Weight], counts: Mapping[bool, int]) -> Iterator[str]:
    """Yield the lines of a file that holds all that was learned (JSON, a line for each weight)."""
    yield json.dumps({**KIND, **{name: counts[label] for label, name in LABELS.items()}})
    for bucket, weight in weights.items():
        yield json.dumps([bucket, weight.value, weight.squares])


def learned_in(path: Path) -> tuple[dict[int, Weight], dict[bool, int]]:
    """Return the weights and the numbers of lessons in a file that ``written`` made.

    Raises:
        MalformedError: it is not such a file, or not of this version.
    """
    weights: dict[int, Weight] = {}
    try:
        lines = path.read_text("utf-8").splitlines() or [""]
    except (OSError, UnicodeDecodeError) as problem:
        raise MalformedError(f"{path}: {problem}") from problem
    head = _json(lines[0], f"{path}, line 1")
    counts = [head.get(name) for name in LABELS.values()] if isinstance(head, dict) else []
    is_ours = isinstance(head, dict) and {name: head.get(name) for name in KIND} == KIND
    numbers = [each for each in counts if type(each) is int and each >= 0]
    if not is_ours or len(numbers) < len(LABELS):
        raise MalformedError(f"{path}, line 1: not a learning filter of version {KIND['version']}")
    for number, line in enumerate(lines[1:], 2):
        bucket, weight = _weight(_json(line, f"{path}, line {number}"), f"{path}, line {number}")
        weights[bucket] = weight
    return weights, dict(zip(LABELS, numbers, strict=True))


def _table(path: Path, encoding: str) -> Iterator[tuple[int, dict[str, Any]]]:
    with path.open(encoding=encoding, newline="") as file:
        rows = csv.DictReader(file, strict=True)
        yield from ((rows.line_num, row) for row in rows)


def _json_lines(path: Path, encoding: str) -> Iterator[tuple[int, dict[str, Any]]]:
    with path.open(encoding=encoding) as file:
        for number, line in enumerate(file, 1):
            row = _json(line, f"{path}, line {number}")
            if not isinstance(row, dict):
                raise MalformedError(f"{path}, line {number}: not an object")
            yield number, row


def _lesson(row: dict[str, Any], columns: Columns, place: str) -> Lesson:
    text, label = row.get(columns.text), str(row.get(columns.label, "")).strip().lower()
    if not isinstance(text, str):
        raise MalformedError(f"{place}: there is no text called “{columns.text}”")
    if label not in SPAM | NOT_SPAM:
        raise MalformedError(f"{place}: “{columns.label}” says “{label}”, not spam or ham")
    return Lesson(text, label in SPAM)


def _weight(row: Any, place: str) -> tuple[int, Weight]:
    match row:
        case [int(bucket), int() | float() as value, int() | float() as squares]:
            is_sound = math.isfinite(value) and math.isfinite(squares) and squares >= 0
            if BIAS <= bucket < BUCKETS and is_sound:
                return bucket, Weight(float(value), float(squares))
    raise MalformedError(f"{place}: not the weight of a bucket")


def _json(line: str, place: str) -> Any:
    try:
        return json.loads(line)
    except ValueError as problem:
        raise MalformedError(f"{place}: {problem}") from problem
