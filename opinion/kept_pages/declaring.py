"""Declaring: which views answer with the same page for everybody."""

from collections.abc import Callable
from enum import Enum
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


class Shows(Enum):
    """What a kept page shows, besides what every page does: when that changes, so does the page."""

    NOTHING = "nothing"
    ARTICLE = "article"
    LISTS = "lists"


def kept(shows: Shows) -> Callable[[View], View]:
    """Declare that a view's good answers may be kept for everybody who carries no cookie of ours.

    Its answer depends on the address, the query's ``after``, ``before`` and ``sort``, and the
    database alone. An article is the one that the address calls ``slug``.
    """

    def declare(view: View) -> View:
        view.__dict__["kept"] = shows
        return view

    return declare


def shown_by(view: Callable[..., Any]) -> Shows | None:
    """Return what the pages of ``view`` show; None where they are not kept."""
    shows: Shows | None = getattr(view, "kept", None)
    return shows
