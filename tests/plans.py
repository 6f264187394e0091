"""How the databases go about what a request asks: every statement, explained after it was made."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from sqlalchemy import event

from opinion.database import db

MOST_ROWS = 1_000  # that one step of a plan looks at
MOST_STEPS = 40_000  # of SQLite's machine: a page of rows takes some thousand, a long thread more
EACH = 100  # steps that are counted at once
SMALL = {"lesson_counts", "sanctions", "screened_words", "sections"}  # beside all comments
NARROW = {"bylines"}  # of which PostgreSQL rather reads some pages
SCAN = re.compile(r"^SCAN (?!CONSTANT ROW|\(|[a-z_]*anon_|\d)(\w+)", re.MULTILINE)


@dataclass(frozen=True)
class Asked:
    """A statement as the driver got it."""

    statement: str
    parameters: Any

    @property
    def is_question(self) -> bool:
        """Whether it only reads."""
        return self.statement.lstrip().startswith(("SELECT", "WITH"))


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
    different = {each.statement: each for each in asked}
    with db.engine.connect() as connection:
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
    if asked.is_question:
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
    """Say which steps look at more rows than a page needs, or would, in what changes something."""
    options = "FORMAT JSON, ANALYZE" if asked.is_question else "FORMAT JSON"
    with psycopg.ClientCursor(driver) as cursor:
        cursor.execute(f"EXPLAIN ({options}) {asked.statement}".encode(), asked.parameters)
        row = cursor.fetchone()
    steps = list(_steps_in(row[0][0]["Plan"] if row else {}))
    plan = "\n".join(_in_words(step) for step in steps)
    return [f"looks at {_rows(it)}:\n{plan}" for it in steps if _is_bad(it)]


def _is_bad(step: dict[str, Any]) -> bool:
    is_narrow = step["Node Type"] == "Seq Scan" and step["Relation Name"] in NARROW
    return _rows(step) > MOST_ROWS and not is_narrow


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
