"""Sites made quickly: each test has one of its own, and all have the same addresses and questions.

Werkzeug writes a function for each address and compiles it; SQLAlchemy writes the SQL of each
statement. What comes out depends on address or statement alone, so here it is kept.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule

Builder = Callable[..., tuple[str, str]]
STATEMENTS = 4_000
_compiled: dict[tuple[Any, ...], Builder] = {}
_statements: Any = LRUCache(STATEMENTS)
_compile = Rule._compile_builder  # noqa: SLF001


def keep_compiled_addresses() -> None:
    """Let what this process compiles of one site's addresses serve for the others."""

    def kept(rule: Rule, append_unknown: bool = True) -> Builder:
        defaults = tuple(sorted((rule.defaults or {}).items()))
        key = (rule.rule, rule.subdomain, rule.host, rule.merge_slashes, defaults, append_unknown)
        if key not in _compiled:
            _compiled[key] = _compile(rule, append_unknown)
        return _compiled[key]

    Rule._compile_builder = kept  # type: ignore[assignment,method-assign] # noqa: SLF001


def keep_written_statements() -> None:
    """Let the SQL that is written for one site's database serve for the others of its kind.

    A cache knows it by the dialect's instance: here, all of one class are one and the same.
    """
    DefaultDialect.__hash__ = lambda self: hash(type(self))  # type: ignore[method-assign]
    DefaultDialect.__eq__ = lambda dialect, other: type(dialect) is type(other)  # type: ignore[method-assign]
    event.listen(Engine, "engine_connect", _share_statements)


def _share_statements(connection: Connection) -> None:
    connection.engine._compiled_cache = _statements  # noqa: SLF001
