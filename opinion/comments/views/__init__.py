"""The doors to the conversation."""

from flask import Flask

from opinion.comments.views import (
    accounting,
    editing,
    finished,
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
from opinion.config import Settings

__all__ = [
    "accounting",
    "configure",
    "editing",
    "posting",
    "reading",
    "reporting",
    "sanctions",
    "voting",
    "withdrawing",
]


def configure(app: Flask, settings: Settings) -> None:
    """Hang the doors into ``app``, and let it keep what strangers read of threads."""
    for each in (blueprint, own, reactions, mine, statements):
        app.register_blueprint(each)
    finished.configure(app, settings.kept_pages)
