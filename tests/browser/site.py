"""The site that a browser visits: a server of its own, started by the command that people use."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.servers import BIN, running, said_until, unused_port

ROOT = Path(__file__).resolve().parent.parent.parent
HOST = "127.0.0.1"


@contextmanager
def served(instance: Path, at: int = 0, **settings: str) -> Iterator[str]:
    """Serve the site in the folder ``instance``; yield its address, without a slash.

    ``at`` is the port, where it must be known before.
    """
    port = str(at or unused_port())
    environment = {"OPINION_INSTANCE": str(instance), **settings}
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("OPINION_")]:
            patch.delenv(name)
        with running([BIN / "flask", "serve", "--port", port], ROOT, environment) as server:
            said = said_until(server, "http://")
            assert f":{port}/" in said, said
            yield f"http://{HOST}:{port}"
