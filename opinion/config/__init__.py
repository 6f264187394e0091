"""Every setting of the site: its name, meaning, default and what it may be.

Settings come from environment variables that begin with ``OPINION_``. A value may be read from a
file instead, by the same name with ``_FILE`` behind it. An unknown name or a malformed value
stops the start and says which one it was.
"""

from opinion.config.defining import variable
from opinion.config.places import place
from opinion.config.reading import BadSettingError, read_settings
from opinion.config.settings import STORED_COMMENT_LENGTH, Settings

__all__ = [
    "STORED_COMMENT_LENGTH",
    "BadSettingError",
    "Settings",
    "place",
    "read_settings",
    "variable",
]
