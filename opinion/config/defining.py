"""How a setting is defined: its meaning, its default, what it may be, and its variable's name."""

from collections.abc import Callable
from dataclasses import Field, field
from typing import Any

PREFIX = "OPINION_"


def setting(
    meaning: str, default: Any, read: Callable[[str], Any] = str, *, is_secret: bool = False
) -> Any:
    """Return the field of a setting, whose values ``read`` reads from a text or refuses."""
    return field(default=default, repr=not is_secret, metadata={"meaning": meaning, "read": read})


def variable(setting: Field[Any]) -> str:
    """Return the name of the environment variable of ``setting``."""
    return PREFIX + setting.name.upper()
