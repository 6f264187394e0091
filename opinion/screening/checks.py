"""Checks of what was sent: pure questions, each about one thing."""

SHORTEST = 3.0  # seconds; nobody reads and writes faster
LONGEST = 24 * 3600.0  # seconds; a form that lay open for longer is asked for again


def has_taken_bait(bait: str) -> bool:
    """Whether the field that people never see was filled in."""
    return bool(bait.strip())


def is_out_of_time(seconds: float | None) -> bool:
    """Whether the writing took impossibly short or very long; no verdict where no time is known."""
    return seconds is not None and not SHORTEST <= seconds <= LONGEST
