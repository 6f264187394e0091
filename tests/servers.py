"""Servers that tests start as a person would, by a command, and end again."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlencode

BIN = Path(sys.executable).parent
PATIENCE = 20.0  # seconds


@contextmanager
def running(
    command: Sequence[str | Path], place: Path, environment: Mapping[str, str]
) -> Iterator[subprocess.Popen[str]]:
    """Run ``command`` in the folder ``place``; end it at the end, where it is running still."""
    with subprocess.Popen(  # noqa: S603
        [str(word) for word in command],
        cwd=place,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)


def said_until(process: subprocess.Popen[str], word: str) -> str:
    """Return what ``process`` says, up to the line that holds ``word``; all where none does."""
    assert process.stdout
    said = ""
    for line in process.stdout:
        said += line
        if word in line:
            break
    return said


def fetch(port: int, path: str = "/") -> tuple[int, str]:
    """Return status and text of ``path`` on the server of this machine at ``port``."""
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("GET", path)
    response: HTTPResponse = connection.getresponse()
    text = response.read().decode()
    connection.close()
    return response.status, text


def posted(port: int, path: str, **fields: str) -> int:
    """Send a form to ``path`` as a page of that server would; return the status of the answer."""
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Origin": f"http://127.0.0.1:{port}",
    }
    connection.request("POST", path, urlencode(fields), headers)
    status = connection.getresponse().status
    connection.close()
    return status


def unused_port() -> int:
    """Return a port that nobody listens at: two servers might share one, unasked."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    return port


def is_silent(port: int) -> bool:
    """Whether nobody answers at ``port``, or soon won't."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            fetch(port)
        except OSError:
            return True
        time.sleep(0.1)
    return False
