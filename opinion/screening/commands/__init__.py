"""The command line's doors to screening."""

from opinion.screening.commands import learned
from opinion.screening.commands.room import screening

__all__ = ["learned", "screening"]
