"""How the site answers: pages and parts, errors, headers, origins, static files."""

from flask import Flask

from opinion.config import Settings
from opinion.web import arguments, compression, errors, headers, origin, static


def configure(app: Flask, settings: Settings) -> None:
    """Hang the web's own doors and rules into ``app``. What is registered first acts last."""
    arguments.configure(app)
    compression.configure(app)
    headers.configure(app)
    origin.configure(app, settings)
    errors.configure(app)
    static.configure(app)
