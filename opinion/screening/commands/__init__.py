"""The command line's doors to screening: the list of words, how strict it is where, and why."""

from opinion.screening.commands import explaining, strictness
from opinion.screening.commands.room import screening
from opinion.screening.commands.words import words

screening.add_command(words)

__all__ = ["explaining", "screening", "strictness"]
