"""The doors to mail: asking for it, confirming, ending it. Nothing happens on a GET."""

from opinion.notices.views import ending, following
from opinion.notices.views.room import blueprint

__all__ = ["blueprint", "ending", "following"]
