"""PostgreSQL servers that tests start for themselves, where its programs are installed."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from threading import Event, Timer
from typing import Any

import pytest

HOST = "127.0.0.1"
PLACES = "/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin"
CARELESS = {"fsync": "off", "full_page_writes": "off"}
OPTIONS = {"listen_addresses": HOST, "unix_socket_directories": "", "max_connections": "60"}


def programs() -> Path | None:
    """Return the folder of PostgreSQL's programs, of the newest version that is installed."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    found = [path for place in PLACES for path in Path("/").glob(place.lstrip("/"))]
    return max(
        (path for path in found if (path / "initdb").exists()),
        key=lambda path: float("".join(c for c in path.parent.name if c in "0123456789.")),
        default=None,
    )


def needed() -> Path:
    """Return that folder; skip the test where there is none."""
    found = programs()
    if found is None:
        pytest.skip("PostgreSQL's programs (initdb, pg_ctl) are not installed")
    return found


def _as_who() -> dict[str, Any]:
    """Return who the server runs as: it refuses to be root."""
    if os.geteuid():
        return {}
    names = {each.pw_name for each in pwd.getpwall()}
    user = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def run(*words: str | Path) -> None:
    """Run one of the programs, as whoever the server runs as."""
    command = [str(needed() / words[0]), *map(str, words[1:])]
    done = subprocess.run(  # noqa: S603
        command,
        **_as_who(),
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def unused_port() -> int:
    with socket.create_server((HOST, 0)) as probe:
        port: int = probe.getsockname()[1]
    return port


class Server:
    """A server whose data lie in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = unused_port()

    @property
    def address(self) -> str:
        """Where it is, as libpq writes it, without the name of a database."""
        return f"postgresql://tester@{HOST}:{self.port}"

    def start(self) -> None:
        settings = {**OPTIONS, **CARELESS, "port": str(self.port)}
        given = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
        log = self.folder / "log"
        run("pg_ctl", "start", "-w", "-D", self.folder, "-l", log, "-o", given)

    def stop(self) -> None:
        run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", self.folder)

    @contextmanager
    def frozen(self, longest: float) -> Iterator[Event]:
        """Let all its processes stand still meanwhile; after ``longest`` seconds that is over.

        Which is told by the event.
        """
        first = int((self.folder / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
        processes, is_over = [first, *map(int, children)], Event()

        def end() -> None:
            is_over.set()
            for process in processes:
                with suppress(ProcessLookupError):  # it was waited for in vain
                    os.kill(process, signal.SIGCONT)

        timer = Timer(longest, end)
        for process in processes:
            os.kill(process, signal.SIGSTOP)
        timer.start()
        try:
            yield is_over
        finally:
            timer.cancel()
            end()


@contextmanager
def _folder() -> Iterator[Path]:
    """Make a folder that whoever the server runs as may write to, and take it away."""
    folder = Path(tempfile.mkdtemp(prefix="opinion-postgresql-"))
    who = _as_who()
    if who:
        os.chown(folder, who["user"], who["group"])
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def cluster() -> Iterator[Server]:
    """Start a server without any data; end it."""
    needed()
    with _folder() as folder, ExitStack() as later:
        server = Server(folder / "data")
        run("initdb", "-D", server.folder, "-U", "tester", "-A", "trust", "-E", "UTF8", "-N")
        server.start()
        later.callback(server.stop)
        yield server


@contextmanager
def replica_of(primary: Server) -> Iterator[Server]:
    """Start a server that repeats all that ``primary`` does; end it, if it runs still."""
    with _folder() as folder:
        server = Server(folder / "data")
        run("pg_basebackup", "-D", server.folder, "-R", "-X", "stream", "-c", "fast", "-N", "-d",
            f"{primary.address}/postgres")  # fmt: skip
        server.start()
        try:
            yield server
        finally:
            if (server.folder / "postmaster.pid").exists():
                server.stop()
