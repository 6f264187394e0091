"""The doors to feeds, and to the page of the latest comments."""

from flask import Flask

from opinion.feeds.views import private, reading


def configure(app: Flask) -> None:
    """Hang the doors into ``app``."""
    app.register_blueprint(reading.blueprint)
    app.register_blueprint(private.blueprint)
