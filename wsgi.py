"""The door for any WSGI host."""

from opinion.upkeep.hosting import application

app = application()
