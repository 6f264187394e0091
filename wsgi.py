"""The door for any WSGI host."""

from opinion import create_app

app = create_app()
