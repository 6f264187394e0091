"""Serving on one machine: what ``make run`` does once the environment is there."""

import multiprocessing
import signal
import socket
import time
from collections.abc import Callable
from threading import Thread

from flask import current_app
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels
from sqlalchemy import select

from opinion.articles.models import Article
from opinion.config import Settings
from opinion.database import db
from opinion.seeding.commands import SAMPLES
from opinion.seeding.documents import files_in
from opinion.seeding.loading import FAILED, Load
from opinion.upkeep import migrating

HOST = "127.0.0.1"
PORTS = 100  # tried, one after the other
PATIENCE = 30.0  # seconds that the server may take to answer


def prepare() -> str:
    """Bring the tables up to date; load the samples where there is nothing. Say what was done."""
    if not migrating.is_current():
        migrating.upgrade()
    settings: Settings = current_app.config["SETTINGS"]
    if settings.is_production or db.session.scalar(select(Article.id).limit(1)):
        return ""
    load = Load(settings, with_comments=True)
    told = [line for path, folder in files_in([SAMPLES]) for line in load.take(path, folder)]
    failed = [line for line in told if line.startswith(FAILED)]
    return "\n".join([*failed, f"Loaded the sample articles: {load.summary()}."])


def free_port(wanted: int) -> int:
    """Return the first free port from ``wanted`` on.

    Raises:
        OSError: none of a hundred is free.
    """
    for port in range(wanted, min(wanted + PORTS, 65536)):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return port
    raise OSError(f"none of the {PORTS} ports from {wanted} on is free")


def serve(port: int, ready: Callable[[], None]) -> None:
    """Serve the site until Ctrl-C, SIGTERM or SIGHUP ends it; call ``ready`` once it answers."""
    settings: Settings = current_app.config["SETTINGS"]
    db.session.remove()
    db.engine.dispose()
    multiprocessing.set_start_method("spawn", force=True)  # forking and threads don't mix
    Thread(target=_tell, args=(port, ready), daemon=True).start()
    server = Granian(
        "opinion:create_app",
        address=HOST,
        port=port,
        interface=Interfaces.WSGI,
        factory=True,
        blocking_threads=settings.threads,
        websockets=False,
        log_level=LogLevels.warning,
    )

    @server.on_startup
    def started() -> None:  # a closed terminal ends the server too; Granian would start it anew
        signal.signal(signal.SIGHUP, server.signal_handler_interrupt)

    server.serve()


def _tell(port: int, ready: Callable[[], None]) -> None:
    """Wait until the server answers on ``port``, then call ``ready``."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            socket.create_connection((HOST, port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            ready()
            return
