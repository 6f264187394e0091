"""Seeing: up to where somebody of the staff knew a comment when they decided about it."""

import re
from dataclasses import dataclass

SEEN = re.compile(r"([0-9]{1,10})\.([0-9]{1,3})")


@dataclass(frozen=True)
class Seen:
    """The last ``decision`` about a comment, 0 where there was none; and which of its texts.

    ``versions`` is how many former texts there were. Written as a form carries it: ``12.3``.
    """

    decision: int = 0
    versions: int = 0

    def __str__(self) -> str:
        """Return it as a form carries it."""
        return f"{self.decision}.{self.versions}"


def seen_in(text: str) -> Seen:
    """Return what ``text``, from a form, says; nothing seen at all where it says nothing."""
    found = SEEN.fullmatch(text)
    return Seen(int(found[1]), int(found[2])) if found else Seen()
