"""The doors to the conversation."""

from opinion.comments.views import (
    accounting,
    editing,
    posting,
    reading,
    reporting,
    sanctions,
    voting,
    withdrawing,
)
from opinion.comments.views.mine import mine
from opinion.comments.views.own import own
from opinion.comments.views.reacting import reactions
from opinion.comments.views.room import blueprint
from opinion.comments.views.statements import statements

__all__ = [
    "accounting",
    "blueprint",
    "editing",
    "mine",
    "own",
    "posting",
    "reactions",
    "reading",
    "reporting",
    "sanctions",
    "statements",
    "voting",
    "withdrawing",
]
