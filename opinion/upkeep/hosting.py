"""Hosting: the site as a process serves it, whose garbage is collected at the end of requests.

Python 3.11 collects wherever memory is asked for, also while it makes an object's ``__dict__``. If
that calls back to the same object, as SQLAlchemy's states do, its values are freed twice, and the
process dies. Later versions collect between two instructions.
"""

import gc
from functools import cache

from flask import Flask

from opinion import create_app

YOUNG = 5_000  # objects that were made since, and are still there
ROUNDS = 10  # of one generation, until the next older one has its turn, as Python has it


@cache
def application() -> Flask:
    """Return the site, which is made once: workers that are forked have that of their parent."""
    app = create_app()
    collect_at_the_end(app)
    return app


def collect_at_the_end(app: Flask) -> None:
    """Let a process collect garbage when ``app`` has answered, once it answers; commands don't."""
    app.before_request(gc.disable)
    app.teardown_request(_collect)


def _collect(_: BaseException | None) -> None:
    """Collect, if there is much; seldom among what has been there for long."""
    young, middle, old = gc.get_count()
    if young > YOUNG:
        gc.collect(2 if old >= ROUNDS else 1 if middle >= ROUNDS else 0)
