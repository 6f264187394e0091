"""Results: what was measured, kept as a file until all of it is reported."""

import json
import os
import platform
from collections.abc import Mapping
from typing import Any

from bench.filling import PLACE
from opinion.clock import now
from opinion.database import sqlite


def keep(name: str, what: Mapping[str, Any]) -> None:
    """Keep what was measured under a name."""
    PLACE.mkdir(parents=True, exist_ok=True)
    _file(name).write_text(json.dumps({**what, "machine": machine()}, indent=1))


def kept(name: str) -> dict[str, Any]:
    """Return what was measured last under a name; empty where nothing was."""
    file = _file(name)
    found: dict[str, Any] = json.loads(file.read_text()) if file.exists() else {}
    return found


def machine() -> str:
    """Say in general words what was measured on."""
    return (
        f"{os.cpu_count()} cores ({platform.machine()}), {platform.system()}, "
        f"Python {platform.python_version()}, SQLite {sqlite.sqlite_version}, {now():%Y-%m-%d}"
    )


def _file(name: str) -> Any:
    return PLACE / f"{name}.json"
