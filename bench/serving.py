"""Serving: the site, the ceilings beside it, and what they take of the machine."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench import constant
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
    """A server that runs: where it answers, and its first process."""

    port: int
    pid: int

    def processes(self) -> list[int]:
        """Return the numbers of its process and all below it."""
        found = [self.pid]
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
    with _running(command, settings, cores, port) as server:
        yield server


@contextmanager
def ceiling(
    folder: Path, headers: list[tuple[str, str]], body: bytes, cores: set[int]
) -> Iterator[Server]:
    """Serve one constant answer with the same server."""
    file = constant.written(folder, headers, body)
    settings = {constant.FILE: str(file)}
    with _granian("bench.constant:create_app", settings, cores, 1) as server:
        yield server


@contextmanager
def nginx(folder: Path, body: bytes, cores: set[int]) -> Iterator[Server | None]:
    """Serve a file at ``/page`` with nginx; yield None where it is not installed."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if program is None:
        yield None
        return
    port = free_port(8600)
    os.chmod(folder, 0o755)  # noqa: PTH101, S103 - its worker may be somebody else
    (folder / "page").write_bytes(body)
    wanted = folder / "nginx.conf"
    wanted.write_text(NGINX.format(folder=folder, host=HOST, port=port))
    with _running([program, "-p", str(folder), "-c", str(wanted)], {}, cores, port) as server:
        yield server


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
    with _running(command, settings, cores, port) as server:
        yield server


@contextmanager
def _running(
    command: Sequence[str], settings: dict[str, str], cores: set[int], port: int
) -> Iterator[Server]:
    """Run a server on some of the cores until the end."""
    kept = {name: it for name, it in os.environ.items() if not name.startswith("OPINION_")}
    with pinned(cores):
        process = subprocess.Popen(command, env={**kept, **settings})  # noqa: S603
    try:
        _wait_for(port, process)
        yield Server(port, process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            socket.create_connection((HOST, port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"the server on port {port} did not start")
