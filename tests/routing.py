"""Sites made quickly: each test has one of its own, and all have the same addresses.

Werkzeug writes a function for each address and compiles it, which takes most of the time in which a
site is made. What comes out depends on the address alone, so here it is kept.
"""

from collections.abc import Callable
from typing import Any

from werkzeug.routing import Rule

Builder = Callable[..., tuple[str, str]]
_compiled: dict[tuple[Any, ...], Builder] = {}
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
