"""Sites made quickly: each test has one of its own, and all have the same addresses and questions.

Werkzeug compiles each address into what matches and what writes it; SQLAlchemy writes the SQL of
each statement. What comes out depends on address or statement alone, so here it is kept.
"""

from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule

COMPILED = ("_parts", "_trace", "_converters", "arguments", "_build", "_build_unknown")
STATEMENTS = 4_000
_compiled: dict[tuple[Any, ...], dict[str, Any]] = {}
_statements: Any = LRUCache(STATEMENTS)
_compile = Rule.compile


def keep_compiled_addresses() -> None:
    """Let what this process compiles of one site's addresses serve for the others."""

    def kept(rule: Rule) -> None:
        defaults = tuple(sorted((rule.defaults or {}).items()))
        key = (rule.rule, rule.subdomain, rule.host, rule.merge_slashes, defaults)
        if key not in _compiled:
            _compile(rule)
            _compiled[key] = {name: getattr(rule, name) for name in COMPILED}
        vars(rule).update(_compiled[key])

    Rule.compile = kept  # type: ignore[assignment,method-assign]


def keep_written_statements() -> None:
    """Let the SQL that is written for one site's database serve for the others of its kind.

    A cache knows it by the dialect's instance: here, all of one class are one and the same.
    """
    DefaultDialect.__hash__ = lambda self: hash(type(self))  # type: ignore[method-assign]
    DefaultDialect.__eq__ = lambda dialect, other: type(dialect) is type(other)  # type: ignore[method-assign]
    event.listen(Engine, "engine_connect", _share_statements)


def _share_statements(connection: Connection) -> None:
    connection.engine._compiled_cache = _statements  # noqa: SLF001
