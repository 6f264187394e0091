"""The doors to the conversation."""

from flask import Flask

from opinion.comments.views import (
    accounting,
    editing,
    posting,
    reading,
    reporting,
    sanctions,
    seen,
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
    "configure",
    "editing",
    "posting",
    "reading",
    "reporting",
    "sanctions",
    "seen",
    "voting",
    "withdrawing",
]


def configure(app: Flask) -> None:
    """Hang the doors into ``app``."""
    for each in (blueprint, own, reactions, mine, statements):
        app.register_blueprint(each)
