"""Fills every table of a site with rows that its constraints allow, whatever tables there are."""

import hashlib
import re
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import JSON, Boolean, CheckConstraint, Column, Float, LargeBinary, String, Table
from sqlalchemy.orm import Session

from opinion.database import Model, Moment

ROWS = (1, 2, 3)  # the third has nothing where nothing may be
LEFT_TO_TRIGGERS = "versions"
WORDS = "Grüße, „Leser“: ☃ 𝄞 'one' \"two\" \\three\t%s :four"
EPOCH = datetime(2024, 3, 31, 1, 59, 59, 123456, UTC)
NEEDED: dict[tuple[str, int], dict[str, Any]] = {  # what constraints want of several columns
    ("comments", 1): {"parent_id": None, "thread_id": None, "path": ""},
    ("comments", 2): {"article_id": 1, "parent_id": 1, "thread_id": 1, "path": "00001"},
    ("comments", 3): {"path": ""},
    ("followings", 1): {"scope": "replies"},
    ("followings", 2): {"scope": "thread"},
    ("followings", 3): {"scope": "article"},
    ("sanctions", 3): {"kind": "ban", "on": "mail"},
}


def fill(session: Session) -> None:
    """Put a few rows into every table, in place of what is there."""
    tables = [each for each in Model.metadata.sorted_tables if each.name != LEFT_TO_TRIGGERS]
    for table in reversed(tables):
        session.execute(table.delete())
    for table in tables:
        for number in ROWS[:2] if table.name == "lesson_counts" else ROWS:
            stored = [column for column in table.columns if column.computed is None]
            row = {column.name: value(table, column, number) for column in stored}
            session.execute(table.insert(), row | NEEDED.get((table.name, number), {}))


def value(table: Table, column: Column[Any], number: int) -> Any:
    """Return what stands in a column of the row with this number."""
    if column.nullable and number == ROWS[-1]:
        return None
    if column.foreign_keys:
        return number
    if allowed := allowed_words(table, column):
        return allowed[number % len(allowed)]
    if isinstance(column.type, String):
        return words(table, column, number)
    made = {
        Boolean: number % 2 == 0,
        Moment: EPOCH + timedelta(days=number, hours=list(table.columns).index(column)),
        JSON: {WORDS: [number, 1 / 3, None, False]},
        LargeBinary: bytes(range(256)),
        Float: number / 3,
    }
    return made.get(type(column.type), number)


def words(table: Table, column: Column[Any], number: int) -> str:
    assert isinstance(column.type, String)
    length = column.type.length or 10_000
    mark = hashlib.sha256(f"{table.name} {column.name} {number}".encode()).hexdigest()
    is_free = column.name in {"text", "note", "words", "title"} or length > 300
    return f"{WORDS} {mark}"[:length] if is_free else mark[:length]


def allowed_words(table: Table, column: Column[Any]) -> list[str]:
    """Return the words that a constraint lets into a column; none where any may be there."""
    for constraint in table.constraints:
        if isinstance(constraint, CheckConstraint):
            found = re.fullmatch(rf'"?{column.name}"? IN \((.*)\)', str(constraint.sqltext))
            if found:
                return re.findall(r"'([^']*)'", found[1])
    return []
