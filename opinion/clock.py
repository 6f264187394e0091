"""The only clock: everything that asks for the time asks here, so that tests can move it."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return the present moment, in UTC, with its zone."""
    return datetime.now(UTC)
