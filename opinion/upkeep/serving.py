"""Serving on one machine: what ``make run`` does once the environment is there."""

import gc
import multiprocessing
import signal
import socket
import sys
import time
from collections.abc import Callable
from urllib.parse import urlsplit

from flask import Flask, current_app, has_app_context
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels
from sqlalchemy import select

from opinion import create_app
from opinion.articles.finding import newest_first
from opinion.articles.models import Article
from opinion.config import Settings
from opinion.database import db
from opinion.seeding.commands import SAMPLES
from opinion.seeding.documents import files_in
from opinion.seeding.loading import FAILED, Load
from opinion.upkeep import migrating

HOST = "127.0.0.1"
PORTS = 100  # tried, one after the other
START = "fork" if sys.platform == "linux" else "spawn"  # of workers
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


def free_port(wanted: int, host: str = HOST) -> int:
    """Return the first free port of ``host`` from ``wanted`` on.

    Raises:
        OSError: none of a hundred is free.
    """
    for port in range(wanted, min(wanted + PORTS, 65536)):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return port
    raise OSError(f"none of the {PORTS} ports from {wanted} on is free")


def application() -> Flask:
    """Return the site: in a worker that was forked the one that was there, else a new one.

    So workers share the memory of all that does not change: code, templates, tables.
    """
    if not has_app_context():
        return create_app()
    made: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001
    return made


def serve(port: int, ready: Callable[[], None], *, host: str = HOST, workers: int = 1) -> None:
    """Serve the site until Ctrl-C, SIGTERM or SIGHUP ends it; call ``ready`` once it answers."""
    multiprocessing.set_start_method(START, force=True)
    _warm_up()
    multiprocessing.Process(target=_tell, args=(port, ready), daemon=True).start()
    server = Granian(
        f"{__name__}:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        factory=True,
        workers=workers,
        blocking_threads=current_app.config["SETTINGS"].threads,
        respawn_failed_workers=True,
        websockets=False,
        log_level=LogLevels.warning,
    )

    @server.on_startup
    def started() -> None:  # a closed terminal ends the server too; Granian would start it anew
        signal.signal(signal.SIGHUP, server.signal_handler_interrupt)

    server.serve()


def _warm_up() -> None:
    """Make what pages are made with, before workers are forked from here.

    They take over no connection: each opens its own.
    """
    asker = current_app.test_client(use_cookies=False)
    host = urlsplit(current_app.config["SETTINGS"].site_url).netloc or HOST
    newest = db.session.scalar(newest_first(select(Article.slug)).limit(1))
    for path in ("/", f"/articles/{newest}"):
        asker.get(path, headers={"Host": host})
    db.session.remove()
    db.engine.dispose()
    gc.collect()
    gc.freeze()  # what is never looked through is never copied


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
