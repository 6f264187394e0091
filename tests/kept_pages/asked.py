"""What Flask is asked for, because it is not kept."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask, request_started

PAGE = "/articles/bread"


@contextmanager
def made(app: Flask) -> Iterator[list[str]]:
    """Collect what Flask is asked for meanwhile."""
    asked: list[str] = []

    def note(sender: Flask) -> None:
        asked.append("asked")

    with request_started.connected_to(note, app):
        yield asked
