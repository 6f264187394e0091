"""Presets: the figures of the whole ladder, set by one word; and which are in force where."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

HOLD: Final = "hold"  # instead of a preset, for a section or an article: a moderator reads all
INHERIT: Final = "inherit"  # what takes back anything said of a section or an article


class Preset(StrEnum):
    """How much a site trusts who writes to it."""

    OPEN = "open"
    BALANCED = "balanced"
    STRICT = "strict"


MODERATION: Final = (
    *(each.value for each in Preset),
    HOLD,
)  # what may be said of a section or an article


class Place(StrEnum):
    """What a rule was set for."""

    ARTICLE = "article"
    SECTION = "section"
    SITE = "site"


@dataclass(frozen=True)
class Figures:
    """The figures of one preset.

    Known is who had ``approved`` comments approved. ``is_first_held`` says whether those of others
    wait. Comments with more links than is said wait, and all of a writer of whose comments at least
    ``rejected`` percent were taken away; at least ``decided`` must have been decided. 0: never.
    """

    approved: int = 1
    is_first_held: bool = True
    links: int = 1
    links_of_known: int = 5
    rejected: int = 30
    decided: int = 5


FIGURES: Final = {
    Preset.OPEN: Figures(is_first_held=False, decided=0),
    Preset.BALANCED: Figures(),
    Preset.STRICT: Figures(approved=3, links=0, links_of_known=2, rejected=20, decided=3),
}


@dataclass(frozen=True)
class Terms:
    """What is in force in one place.

    ``holds`` says what it was set for that a moderator reads every comment; None where nothing is.
    Without anybody on the staff nothing is held for lack of trust alone.
    """

    figures: Figures
    holds: Place | None = None
    has_staff: bool = True


@dataclass(frozen=True)
class Site:
    """What the settings say, and whether there is anybody on the staff."""

    preset: Preset = Preset.BALANCED
    is_holding: bool = False
    has_staff: bool = True


def terms_of(site: Site, section: str | None = None, article: str | None = None) -> Terms:
    """Return what is in force under an article: what is said nearest to it."""
    said: list[tuple[Place, str | None]] = [
        (Place.ARTICLE, article),
        (Place.SECTION, section),
        (Place.SITE, HOLD if site.is_holding else site.preset),
    ]
    place, word = next((place, word) for place, word in said if word)
    holds = place if word == HOLD else None
    preset = site.preset if holds else Preset(word)
    return Terms(FIGURES[preset], holds, site.has_staff)
