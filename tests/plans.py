"""How the databases go about what a request asks: every statement, explained after it was made."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import Any

import psycopg
from sqlalchemy import event

from opinion.database import Model, db

MOST_ROWS = 1_000  # that one step of a plan looks at
MOST_STEPS = 20_000  # of SQLite's machine: a page of rows takes some thousand
EACH = 100  # steps that are counted at once
SMALL = {  # beside all comments: words and sections, and what the staff did or is to do
    *("lesson_counts", "screened_words", "sections", "sanctions", "decisions", "named_voices"),
    *("objections", "role_changes", "sanction_acts", "waiting", "word_changes"),
}
NARROW = {"bylines"}  # of which PostgreSQL rather reads some pages
BEGINS = (  # each index of PostgreSQL, and the column that it begins with
    "SELECT indexname, substring(indexdef FROM '\\((\\w+)') FROM pg_indexes"
)
DELETE = re.compile(r"\s*DELETE FROM (\w+)")
SCAN = re.compile(r"^SCAN (?!CONSTANT ROW|\(|[a-z_]*anon_|\d)(\w+)", re.MULTILINE)


@dataclass(frozen=True)
class Asked:
    """A statement as the driver got it."""

    statement: str
    parameters: Any

    @property
    def is_repeatable(self) -> bool:
        """Whether it can be done once more."""
        return not self.statement.lstrip().startswith("INSERT")

    def asked_for_it(self) -> list["Asked"]:
        """Return what the database asks by itself: where what is deleted is referred to."""
        deleted = DELETE.match(self.statement)
        return [
            Asked(f"SELECT 1 FROM {key.parent.table.name} WHERE {key.parent.name} = 0", ())  # noqa: S608
            for table in Model.metadata.tables.values()
            for key in table.foreign_keys
            if deleted and key.column.table.name == deleted[1]
        ]


@contextmanager
def asking() -> Iterator[list[Asked]]:
    """Collect all that the database is asked meanwhile."""
    asked: list[Asked] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if statement.lstrip().startswith(("SELECT", "WITH", "UPDATE", "DELETE", "INSERT")):
            asked.append(Asked(statement, parameters))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def troubles(asked: list[Asked]) -> list[str]:
    """Return what is asked in a way that takes longer where more is stored."""
    find = _troubles_of_sqlite if db.engine.dialect.name == "sqlite" else _troubles_of_postgresql
    every = chain(asked, *(each.asked_for_it() for each in asked))
    different = {each.statement: each for each in every}
    with db.engine.connect() as connection:
        connection.begin()  # never to be committed: what was changed is changed once more
        driver = connection.connection.driver_connection
        return [
            f"{trouble}\n{' '.join(each.statement.split())[-1500:]}"
            for each in different.values()
            for trouble in find(driver, each)
        ]


def _troubles_of_sqlite(driver: Any, asked: Asked) -> list[str]:
    """Say which tables are scanned, and whether the machine takes more steps than a page needs."""
    rows = driver.execute(f"EXPLAIN QUERY PLAN {asked.statement}", asked.parameters).fetchall()
    plan = "\n".join(row[-1] for row in rows)
    found = [f"scans {table}:\n{plan}" for table in SCAN.findall(plan) if table not in SMALL]
    if asked.is_repeatable:
        steps = _steps(driver, asked)
        if steps > MOST_STEPS:
            found.append(f"takes {steps} steps:\n{plan}")
    return found


def _steps(driver: Any, asked: Asked) -> int:
    counted = 0

    def count() -> int:
        nonlocal counted
        counted += EACH
        return 0

    driver.set_progress_handler(count, EACH)
    try:
        driver.execute(asked.statement, asked.parameters).fetchall()
    finally:
        driver.set_progress_handler(None, EACH)
    return counted


def _troubles_of_postgresql(driver: Any, asked: Asked) -> list[str]:
    """Say which steps look at more rows than a page needs, or would, in what adds something."""
    options = "FORMAT JSON, ANALYZE" if asked.is_repeatable else "FORMAT JSON"
    with psycopg.ClientCursor(driver) as cursor:
        cursor.execute(f"EXPLAIN ({options}) {asked.statement}".encode(), asked.parameters)
        row = cursor.fetchone()
        begins = dict(cursor.execute(BEGINS).fetchall())
    steps = list(_steps_in(row[0][0]["Plan"] if row else {}))
    plan = "\n".join(_in_words(step) for step in steps)
    found = [f"looks at {_rows(it)}:\n{plan}" for it in steps if _is_bad(it)]
    return found + [f"walks along an index:\n{plan}" for it in steps if _walks(it, begins)]


def _is_bad(step: dict[str, Any]) -> bool:
    is_narrow = step["Node Type"] == "Seq Scan" and step["Relation Name"] in NARROW
    return _rows(step) > MOST_ROWS and not is_narrow


def _walks(step: dict[str, Any], begins: dict[str, str]) -> bool:
    """Whether all of an index is read, since what is looked for is not what it begins with."""
    wanted = step.get("Index Cond", "")
    return wanted != "" and not re.search(rf"\b{begins[step['Index Name']]}\b", wanted)


def _steps_in(step: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield step
    for below in step.get("Plans", []):
        yield from _steps_in(below)


def _rows(step: dict[str, Any]) -> int:
    """Return how many rows a step looks at: what it found, and what it threw away again."""
    each = step.get("Actual Rows", step["Plan Rows"]) + step.get("Rows Removed by Filter", 0)
    return int(each * step.get("Actual Loops", 1))


def _in_words(step: dict[str, Any]) -> str:
    about = ("Node Type", "Relation Name", "Index Name", "Index Cond", "Filter", "Sort Key")
    return f"{_rows(step)}: " + ", ".join(str(step[name]) for name in about if name in step)
