"""A site under load whose processes are killed, and the clients that go on all the same."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlencode

from opinion.upkeep import serving
from tests.clusters import HOST, unused_port

WORKERS = 2
PATIENCE = 60.0  # seconds that a starved machine may take to go on
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass
class Server:
    """The site as docs/deploying.md has it started."""

    environment: dict[str, str]
    place: Path
    port: int = field(default_factory=unused_port)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = serving.command(self.port, HOST, WORKERS)
        with (self.place / "log").open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603
                command,
                cwd=self.place,
                env={**os.environ, **self.environment},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def workers(self) -> list[int]:
        """Return the processes that answer requests, or will soon."""
        assert self.process
        of = self.process.pid
        children = Path(f"/proc/{of}/task/{of}/children").read_text("ascii").split()
        return [int(each) for each in children if is_alive(int(each))]

    def kill(self) -> None:
        """Kill all its processes at once, as a machine without power does."""
        assert self.process
        for each in (self.process.pid, *self.workers()):
            with suppress(ProcessLookupError):
                os.kill(each, signal.SIGKILL)
        self.process.wait()


def is_alive(process: int) -> bool:
    """Whether it has not ended yet."""
    try:
        return bool(Path(f"/proc/{process}/cmdline").read_bytes())
    except OSError:
        return False


@dataclass
class Load:
    """Who writes and reads meanwhile. A writer says the same again until it is acknowledged."""

    port: int
    acknowledged: list[str] = field(default_factory=list)
    odd: list[int] = field(default_factory=list)
    over: Event = field(default_factory=Event)

    def write(self, writer: int) -> None:
        number = 0
        while not self.over.is_set():
            number += 1
            text = f"Word {number} of {writer}."
            fields = {"name": f"Reader {writer}", "text": text, "anyway": "1"}
            while self._status("POST", "/articles/bread/comments", urlencode(fields)) != 303:
                time.sleep(0.02)
            self.acknowledged.append(text)

    def read(self) -> None:
        while not self.over.is_set():
            self._status("GET", "/articles/bread")
            time.sleep(0.02)

    def _status(self, method: str, path: str, body: str | None = None) -> int:
        """Return what was answered, 0 where the connection broke."""
        origin = {"Origin": f"http://{HOST}:{self.port}"}
        connection = HTTPConnection(HOST, self.port, timeout=PATIENCE)
        try:
            connection.request(method, path, body, FORM | origin)
            status = connection.getresponse().status
        except (OSError, HTTPException):
            return 0
        finally:
            connection.close()
        if status not in {200, 303}:
            self.odd.append(status)
        return status

    def goes_on(self, by: int = 1) -> None:
        """Wait until so many more comments are acknowledged."""
        wanted, end = len(self.acknowledged) + by, time.monotonic() + PATIENCE
        while len(self.acknowledged) < wanted:
            assert time.monotonic() < end, "nothing is acknowledged any more"
            time.sleep(0.005)


@contextmanager
def loaded(port: int, writers: int) -> Iterator[Load]:
    """Let so many write, and one read, until the end; whatever is being said is said to its end."""
    load = Load(port)
    threads = [Thread(target=load.write, args=(number,)) for number in range(writers)]
    threads.append(Thread(target=load.read))
    for thread in threads:
        thread.start()
    try:
        yield load
    finally:
        load.over.set()
        for thread in threads:
            thread.join(PATIENCE)
