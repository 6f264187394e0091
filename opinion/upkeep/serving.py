"""Serving: ``flask serve`` becomes this program, and nothing else stays in memory.

Workers are forked from a process that has the site made and its first pages asked for: they share
what never changes, code, templates and tables.
"""

import gc
import multiprocessing
import os
import signal
import socket
import sys
import time

from flask import current_app
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels
from sqlalchemy import select

from opinion.articles.finding import newest_first
from opinion.articles.models import Article
from opinion.database import db
from opinion.upkeep.hosting import application

HOST = "127.0.0.1"
PORTS = 100  # tried, one after the other
PATIENCE = 30.0  # seconds that the server may take to answer
KILLED_AFTER = 30  # seconds that a worker has to finish what it answers
MEMORY = {  # man 3 mallopt: glibc else keeps some for each thread, and what is free once it grew
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_TRIM_THRESHOLD_": "131072",
}
START = "fork" if sys.platform == "linux" else "spawn"  # of workers


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


def become(port: int, host: str, workers: int) -> None:
    """Let this process become the server, which says where it is once it answers."""
    sys.stdout.flush()
    words = [sys.executable, "-m", __name__, str(port), host, str(workers)]
    os.execve(sys.executable, words, MEMORY | os.environ)  # noqa: S606


def serve(port: int, host: str = HOST, workers: int = 1) -> None:
    """Serve the site until Ctrl-C, SIGTERM or SIGHUP ends it."""
    multiprocessing.set_start_method(START, force=True)
    settings = application().config["SETTINGS"]
    with application().app_context():
        _warm_up()
    told = f"{settings.site_name} is at http://{host}:{port}/ (Ctrl-C ends it)"
    multiprocessing.Process(target=_tell, args=(port, host, told), daemon=True).start()
    server = Granian(
        f"{application.__module__}:{application.__name__}",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        factory=True,
        workers=workers,
        blocking_threads=settings.threads,
        respawn_failed_workers=True,
        workers_kill_timeout=KILLED_AFTER,
        websockets=False,
        log_level=LogLevels.warning,
    )

    @server.on_startup
    def started() -> None:  # a closed terminal ends the server too; Granian would start anew
        signal.signal(signal.SIGHUP, server.signal_handler_interrupt)

    server.serve()


def _warm_up() -> None:
    """Make what pages are made with, before workers are forked from here.

    Flask itself is asked, since what is kept is not made. Workers take over no connection: each
    opens its own.
    """
    address = current_app.config["SETTINGS"].site_url or f"http://{HOST}"
    newest = db.session.scalar(newest_first(select(Article.slug)).limit(1))
    for path in ("/", f"/articles/{newest}"):
        with current_app.test_request_context(path, base_url=address):
            current_app.full_dispatch_request()
    db.session.remove()
    for engine in db.engines.values():  # the replica's, too
        engine.dispose()
    gc.collect()
    gc.freeze()  # what is never looked through is never copied


def _tell(port: int, host: str, words: str) -> None:
    """Wait until the server answers, then say so."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            print(words, flush=True)  # noqa: T201
            return


if __name__ == "__main__":
    asked_port, asked_host, asked_workers = sys.argv[1:]
    serve(int(asked_port), asked_host, int(asked_workers))
