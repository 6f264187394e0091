"""Reasons: why a comment is held or not taken, as data; sentences are made of them when shown."""

from enum import StrEnum
from typing import Any

Reason = dict[str, Any]  # what is stored: the word for it below ``why``, and its details


class Why(StrEnum):
    """What a check found, or who asked for a moderator."""

    REPEATED = "repeated"
    TOO_FAST = "too fast"
    HEATED = "heated"
    CLOSED = "closed"
    BARRED = "barred"
    WARNED = "warned"
    WATCHED = "watched"
    TRAPPED = "trapped"
    WORDS = "words"
    LINKS = "links"
    FIRST = "first"
    HISTORY = "history"
    RESEMBLES = "resembles spam"
    PRE_MODERATION = "pre-moderation"
    REPORTS = "reports"


def reason(why: Why, **details: str | int | bool | list[str]) -> Reason:
    """Return a reason with its details, as it is stored."""
    return {"why": str(why), **details}
