"""The doors to the conversation."""

from opinion.comments.views import editing, posting, reading, reporting, voting, withdrawing
from opinion.comments.views.mine import mine
from opinion.comments.views.own import own
from opinion.comments.views.reacting import reactions
from opinion.comments.views.room import blueprint

__all__ = [
    "blueprint",
    "editing",
    "mine",
    "own",
    "posting",
    "reactions",
    "reading",
    "reporting",
    "voting",
    "withdrawing",
]
