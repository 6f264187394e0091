"""Front matter: what stands above a text between two lines of signs, in YAML or TOML."""

import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

import yaml

from opinion.seeding.documents import Document
from opinion.seeding.values import FrontMatter, is_nothing, plain

FENCES = {"---": ("---", "..."), "+++": ("+++",)}
NESTED = ("params", "extra", "taxonomies")
TOML_LINE = re.compile(r"at line (\d+)")
TOML_PLACE = re.compile(r" \(at (?:line \d+, column \d+|end of document)\)$")


def has_front_matter(text: str) -> bool:
    """Whether ``text`` begins like one with front matter."""
    return text.partition("\n")[0].rstrip() in FENCES


def part(document: Document) -> tuple[FrontMatter, str]:
    """Part the front matter of ``document`` from its body; there may be none.

    Raises:
        BadDocumentError: it does not end, or is malformed, and in which line.
    """
    if not has_front_matter(document.text):
        return FrontMatter(document), document.text
    lines = document.text.split("\n")
    fence = lines[0].rstrip()
    closing = (
        number for number, line in enumerate(lines) if number and line.rstrip() in FENCES[fence]
    )
    end = next(closing, 0)
    if not end:
        raise document.bad(1, f"the front matter is not closed by {fence}")
    head, body = "\n".join(lines[1:end]), "\n".join(lines[end + 1 :])
    values = _toml(document, head) if fence == "+++" else _yaml(document, head)
    front = FrontMatter(document)
    for name, value in _flat(values):
        if plain(name) not in front.values:
            front.values[plain(name)], front.written[plain(name)] = value, name
    return front, body


def _flat(values: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Return names and values, those of known inner maps behind the others."""
    outer, inner = [], []
    for name, value in values.items():
        if plain(name) in NESTED and isinstance(value, dict):
            inner += [(str(each), what) for each, what in value.items()]
        else:
            outer.append((name, value))
    return outer + inner


def _yaml(document: Document, head: str) -> dict[str, Any]:
    try:
        head = re.sub(r"[ \t]+$", "", head, flags=re.MULTILINE)  # a tab there is no harm, to most
        values = yaml.load(head, yaml.BaseLoader)  # noqa: S506, makes texts, lists and maps only
    except yaml.MarkedYAMLError as problem:
        line = (problem.problem_mark.line if problem.problem_mark else 0) + 2
        raise document.bad(line, f"the YAML is malformed: {problem.problem}") from problem
    except yaml.reader.ReaderError as problem:
        line = head.count("\n", 0, problem.position) + 2
        raise document.bad(line, f"the YAML is malformed: {problem.reason}") from problem
    except (yaml.YAMLError, ValueError, RecursionError) as problem:
        raise document.bad(2, f"the YAML is malformed: {problem}") from problem
    if is_nothing(values):
        return {}
    if not isinstance(values, dict) or not all(isinstance(name, str) for name in values):
        raise document.bad(2, "the front matter must be names and values")
    return values


def _toml(document: Document, head: str) -> dict[str, Any]:
    try:
        values = tomllib.loads(head)
        return {name: _as_text(value) for name, value in values.items()}
    except (tomllib.TOMLDecodeError, ValueError, RecursionError) as problem:
        found = TOML_LINE.search(str(problem))
        line = int(found[1]) + 1 if found else head.count("\n") + 2
        said = TOML_PLACE.sub("", str(problem))  # it counts lines from below the fence
        raise document.bad(line, f"the TOML is malformed: {said}") from problem


def _as_text(value: Any) -> Any:
    """Return a value of TOML with texts in place of numbers, switches and dates."""
    if isinstance(value, dict):
        return {name: _as_text(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_as_text(each) for each in value]
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value).lower() if isinstance(value, bool) else str(value)
