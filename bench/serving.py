"""Serving: the site, the ceilings beside it, and what they take of the machine."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from bench import constant
from bench.constant import Headers
from bench.filling import Site
from bench.places import ALL, pinned
from opinion.upkeep.serving import HOST, free_port

PATIENCE = 30.0  # seconds that a server may take to start
THREADS = 4
BIN = Path(sys.executable).parent
NGINX = """
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
  access_log off; default_type text/html; etag on; sendfile on; tcp_nopush on;
  keepalive_requests 100000000;
  open_file_cache max=8; client_body_temp_path {folder}; proxy_temp_path {folder};
  fastcgi_temp_path {folder}; uwsgi_temp_path {folder}; scgi_temp_path {folder};
  server {{ listen {host}:{port}; root {folder}; }}
}}
"""


@dataclass(frozen=True)
class Server:
    """A server that runs: where it answers, its first process, and the first of what it needs."""

    port: int
    pid: int
    needed: tuple[int, ...] = ()

    def processes(self) -> list[int]:
        """Return the numbers of its processes: the first ones, and all below them."""
        found = [self.pid, *self.needed]
        for pid in found:
            for task in Path(f"/proc/{pid}/task").glob("*/children"):
                found += [int(child) for child in task.read_text().split()]
        return found

    def seconds(self) -> float:
        """Return the processor time that it has taken so far."""
        return sum(_seconds(pid) for pid in self.processes())

    def megabytes(self) -> list[float]:
        """Return the memory of each process: its own, and its share of what it shares (PSS)."""
        return [_kilobytes(pid) * 1024 / 1e6 for pid in self.processes()]


def _seconds(pid: int) -> float:
    """Return the processor time of all threads of a process, by the scheduler's nanoseconds."""
    tasks = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9


def _kilobytes(pid: int) -> int:
    """Return the memory of a process, its share of what it has in common with others included."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0  # it has ended, and nobody has asked how
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


@contextmanager
def site(
    filled: Site, cores: set[int] = ALL, workers: int = 1, *, keeps: bool = True
) -> Iterator[Server]:
    """Serve a site as docs/deploying.md says; without limits on who comments how often."""
    settings = {
        "OPINION_INSTANCE": str(filled.folder),
        "OPINION_FLOOD": "off",
        "OPINION_THREADS": str(THREADS),
        **({} if keeps else {"OPINION_KEPT_PAGES": "0"}),
    }
    port = free_port(8600)
    command = [str(BIN / "flask"), "serve", "--port", str(port), "--workers", str(workers)]
    with running(command, settings, cores, port) as pid:
        yield Server(port, pid)


@contextmanager
def ceiling(
    folder: Path, headers: Headers, known: Headers, body: bytes, cores: set[int]
) -> Iterator[Server]:
    """Serve one constant answer with the same server; with ``known`` to who has it already."""
    file = constant.written(folder, headers, known, body)
    settings = {constant.FILE: str(file)}
    with _granian("bench.constant:create_app", settings, cores, 1) as server:
        yield server


@contextmanager
def nginx(folder: Path, body: bytes, cores: set[int]) -> Iterator[Server | None]:
    """Serve a file at ``/page`` with nginx; yield None where it is not installed."""
    program = installed("nginx")
    if program is None:
        yield None
        return
    port = free_port(8600)
    os.chmod(folder, 0o755)  # noqa: PTH101, S103 - its worker may be somebody else
    (folder / "page").write_bytes(body)
    wanted = folder / "nginx.conf"
    wanted.write_text(NGINX.format(folder=folder, host=HOST, port=port))
    with running([program, "-p", str(folder), "-c", str(wanted)], {}, cores, port) as pid:
        yield Server(port, pid)


def installed(name: str) -> str | None:
    """Return where a program is, also one for administrators; None where it is not installed."""
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")


@contextmanager
def _granian(
    factory: str, settings: dict[str, str], cores: set[int], workers: int
) -> Iterator[Server]:
    port = free_port(8600)
    command = [
        *(str(BIN / "granian"), "--interface", "wsgi", "--factory", factory),
        *("--host", HOST, "--port", str(port), "--blocking-threads", str(THREADS)),
        *("--no-ws", "--workers", str(workers), "--workers-kill-timeout", "2"),
        *("--log-level", "warning"),
    ]
    with running(command, settings, cores, port) as pid:
        yield Server(port, pid)


@contextmanager
def running(
    command: Sequence[str],
    settings: Mapping[str, str],
    cores: set[int],
    door: int | Path,
    log: Path | None = None,
) -> Iterator[int]:
    """Run a program on some of the cores until the end; yield its process.

    It has begun once it answers at its ``door``: a port, or a socket in a file. What it says goes
    into ``log``, if one is named.

    Raises:
        RuntimeError: it did not begin.
    """
    kept = {name: it for name, it in os.environ.items() if not name.startswith("OPINION_")}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)  # what is installed is compiled
    with pinned(cores), log.open("wb") if log else nullcontext() as out:
        process = subprocess.Popen(  # noqa: S603
            command, env={**kept, **settings}, stdout=out, stderr=out
        )
    try:
        if not _is_answering(door, process):
            said = log.read_text() if log else ""
            raise RuntimeError(f"the server at {door} did not start. {said}")
        yield process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)


def _is_answering(door: int | Path, process: subprocess.Popen[bytes]) -> bool:
    """Wait until a program answers; say whether it does."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        if _is_open(door):
            return True
        time.sleep(0.05)
    return False


def _is_open(door: int | Path) -> bool:
    is_port = isinstance(door, int)
    with socket.socket(socket.AF_INET if is_port else socket.AF_UNIX) as probe:
        return not probe.connect_ex((HOST, door) if is_port else str(door))
