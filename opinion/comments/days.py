"""Days: the one on which something was, as the database reckons it by itself."""

from datetime import date
from typing import Any

from sqlalchemy import Date
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class UtcDay(FunctionElement[date]):
    """The day of a moment in UTC; in the words in which each database hands it back."""

    type = Date()
    inherit_cache = True


@compiles(UtcDay, "sqlite")
def _of_text(day: UtcDay, compiler: Any, **options: Any) -> str:
    return f"substr({compiler.process(day.clauses, **options)}, 1, 10)"


@compiles(UtcDay, "postgresql")
def _of_moment(day: UtcDay, compiler: Any, **options: Any) -> str:
    return f"({compiler.process(day.clauses, **options)} AT TIME ZONE 'UTC'::text)::date"
