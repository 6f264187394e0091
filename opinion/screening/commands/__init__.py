"""The command line's doors to screening: words, how strict it is where, why, what was learned."""

from opinion.screening.commands import explaining, learned, strictness
from opinion.screening.commands.room import screening
from opinion.screening.commands.words import words

screening.add_command(words)

__all__ = ["explaining", "learned", "screening", "strictness"]
