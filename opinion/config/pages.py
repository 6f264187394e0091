"""The settings of finished pages: how many are kept, and for how long by others."""

from dataclasses import dataclass

from opinion.config.defining import setting as _setting
from opinion.config.kinds import number


@dataclass(frozen=True)
class PageSettings:
    """What becomes of public pages once they are made."""

    kept_pages: int = _setting(
        "How many megabytes of finished public pages one worker keeps. `0`: none.",
        8,
        number(0, 4_096),
    )
    kept_on_disk: int = _setting(
        "How many megabytes of finished public pages the instance folder keeps for all workers, "
        "over restarts. `0`: none. Where `OPINION_KEPT_PAGES` is `0`, this is too.",
        250,
        number(0, 65_536),
    )
    shared_seconds: int = _setting(
        "For how many seconds a CDN or proxy may hand out a public page without asking for a newer "
        "one. `0`: it asks each time, which costs little.",
        0,
        number(0, 3_600),
    )
