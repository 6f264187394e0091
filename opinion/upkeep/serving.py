"""Serving: ``flask serve`` becomes who watches, and nothing else stays in memory.

What it starts is this program: it makes the site, asks for its first pages, forks the workers and
ends. So they share what never changes, code, templates and tables, and nobody else has it.
"""

import gc
import os
import signal
import socket
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from threading import Thread, main_thread
from typing import Any

from flask import current_app
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import MPServer
from sqlalchemy import select
from werkzeug.test import create_environ

from opinion.articles.finding import newest_first
from opinion.articles.models import Article
from opinion.database import db
from opinion.upkeep.hosting import application
from opinion.upkeep.watching import FORKED, LISTENS, SERVES

WATCHING = Path(__file__).with_name("watching.py")
HOST = "127.0.0.1"
PORTS = 100  # tried, one after the other
PATIENCE = 30.0  # seconds that the server may take to answer
WARMING = 10  # articles: code that has run is written to less
KILLED_AFTER = 30  # seconds that a worker has to finish what it answers
MEMORY = {  # man 3 mallopt: glibc else keeps some for each thread, and what is free once it grew
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_TRIM_THRESHOLD_": "1000000",
    "MALLOC_MMAP_THRESHOLD_": "1000000",  # else a page of 100 kB is made in memory fetched for it
}


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


def command(port: int, host: str, workers: int) -> list[str]:
    """Return the words that start the server, which says where it is once it answers."""
    watching = [sys.executable, "-P", str(WATCHING), str(workers)]
    return [*watching, sys.executable, "-m", __name__, str(port), host]


def become(port: int, host: str, workers: int) -> None:
    """Let this process become the server."""
    sys.stdout.flush()
    words = command(port, host, workers)
    os.execve(words[0], words, MEMORY | os.environ)  # noqa: S606


class Worker(MPServer):
    """A server whose only worker is the process that it is in."""

    def _spawn_workers(self, spawn_target: Any, target_loader: Any) -> None:
        if not self.interrupt_signal:  # it has been told to end already
            self._spawn_worker(0, spawn_target, target_loader).inner.run()
        self.interrupt_signal = True
        self.main_loop_interrupt.set()


@dataclass(frozen=True)
class Place:
    """Where the site is served: the address, and the pipe in which who watches is told."""

    port: int
    host: str
    pipe: int

    def tell(self, process: int, word: str) -> None:
        """Tell who watches one of its words about a process."""
        os.write(self.pipe, f"{process} {word}\n".encode())


def serve(place: Place, workers: int, *, is_first: bool) -> None:
    """Serve the site until who watches ends that; several workers are left behind, as forks."""
    with application().app_context():
        _warm_up()
    if workers == 1:
        _work(place, says_where=is_first)
        return
    for number in range(workers):
        process = os.fork()
        if not process:
            _work(place, says_where=is_first and number == 0)
            return
        place.tell(process, FORKED)
    os._exit(0)  # cleaning up would copy what they share


def _work(place: Place, *, says_where: bool) -> None:
    """Answer requests; print where, if this is the one that ``says_where``."""
    settings = application().config["SETTINGS"]
    server = Worker(
        f"{application.__module__}:{application.__name__}",
        address=place.host,
        port=place.port,
        interface=Interfaces.WSGI,
        factory=True,
        blocking_threads=settings.threads,
        websockets=False,
        log_level=LogLevels.warning,
    )

    Thread(target=_end_with_the_input, args=(server,), daemon=True).start()
    place.tell(os.getpid(), LISTENS)

    @server.on_startup
    def started() -> None:  # the address is ours
        signal.signal(signal.SIGHUP, signal.SIG_IGN)  # is for who watches; Granian would start anew
        place.tell(os.getpid(), SERVES)
        if says_where:
            Thread(target=_say_where, args=(place, settings.site_name), daemon=True).start()

    server.serve()


def _end_with_the_input(server: Worker) -> None:
    """Finish what is being answered once who watches has ended our input, or is there no more."""
    while os.read(sys.stdin.fileno(), 1):
        pass
    signal.alarm(KILLED_AFTER)
    while signal.getsignal(signal.SIGTERM) == server.signal_handler_interrupt:
        time.sleep(0.01)  # it starts: what it is told now it may forget
    for _ in range(2):  # the first may be lost, where it comes as Granian begins to serve
        signal.pthread_kill(main_thread().ident or 0, signal.SIGTERM)  # it is who handles signals
        time.sleep(1)


def _warm_up() -> None:
    """Make what pages are made with, before workers are forked from here.

    Flask itself is asked, since what is kept is not made. Workers take over no connection: each
    opens its own.
    """
    address = current_app.config["SETTINGS"].site_url or f"http://{HOST}"
    newest = db.session.scalars(newest_first(select(Article.slug)).limit(WARMING)).all()
    for path in ("/", *(f"/articles/{slug}" for slug in newest)):
        with current_app.request_context(create_environ(path, address)):
            current_app.full_dispatch_request()
    db.session.remove()
    for engine in db.engines.values():  # the replica's, too
        engine.dispose()
    gc.collect()
    gc.freeze()  # what is never looked through is never copied


def _say_where(place: Place, site: str) -> None:
    """Wait until the server answers, then say so."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            socket.create_connection((place.host, place.port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            address = f"http://{place.host}:{place.port}/"
            print(f"{site} is at {address} (Ctrl-C ends it)", flush=True)  # noqa: T201
            return


if __name__ == "__main__":
    asked_port, asked_host, asked_workers, asked_pipe, turn = sys.argv[1:]
    asked = Place(int(asked_port), asked_host, int(asked_pipe))
    serve(asked, int(asked_workers), is_first=turn == "first")
