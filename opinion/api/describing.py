"""The description of what programs may ask, as OpenAPI 3.1: written by hand in ``openapi.yaml``."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

SOURCE = Path(__file__).with_name("openapi.yaml")


def description(site: str) -> dict[str, Any]:
    """Return the description of the interface of the site at the address ``site``."""
    return {**_written(), "servers": [{"url": f"{site}/api/v1"}]}


@cache
def _written() -> dict[str, Any]:
    written: dict[str, Any] = yaml.safe_load(SOURCE.read_text("utf-8"))
    return written
