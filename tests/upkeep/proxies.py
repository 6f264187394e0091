"""nginx, set up by docs/nginx.conf itself, where it is installed."""

import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.clusters import HOST, unused_port

PATIENCE = 30.0  # seconds
GIVEN = Path(__file__).resolve().parents[2] / "docs/nginx.conf"
AROUND = """
{user}
daemon off;
pid {folder}/pid;
error_log {folder}/errors;
events {{}}
http {{
    log_format seen "$upstream_cache_status $upstream_addr";
    access_log {folder}/seen seen;
    {temporary}
    {given}
}}
"""
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def nginx() -> str:
    """Return where the program is; skip the test where there is none."""
    found = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if found is None:
        pytest.skip("nginx is not installed")
    return found


def configured(folder: Path, port: int, nodes: list[int]) -> Path:
    """Write the documented configuration with our own places in it; return where it lies."""
    given = GIVEN.read_text("utf-8").replace("/var/cache/nginx/opinion", f"{folder}/kept")
    given = given.replace("listen 443 ssl", f"listen {HOST}:{port}").replace(
        "server_name opinion.example", "server_name localhost"
    )
    given = re.sub(r"ssl_certificate\w*\s.*;", "", given)
    for number, node in enumerate(nodes, 11):
        given = given.replace(f"10.0.0.{number}:8000", f"{HOST}:{node}")
    path = folder / "nginx.conf"
    temporary = " ".join(f"{name}_temp_path {folder}/{name};" for name in TEMPORARY)
    user = "" if os.geteuid() else "user root;"
    path.write_text(AROUND.format(user=user, folder=folder, temporary=temporary, given=given))
    return path


@contextmanager
def proxy(folder: Path, nodes: list[int]) -> Iterator[int]:
    """Run it in front of the two ``nodes``, with its files in ``folder``; yield its port."""
    port = unused_port()
    command = [nginx(), "-p", str(folder), "-c", str(configured(folder, port, nodes))]
    subprocess.run([*command, "-t"], check=True, capture_output=True)  # noqa: S603
    with subprocess.Popen(command) as process:  # noqa: S603
        try:
            yield port
        finally:
            process.terminate()


def seen(folder: Path) -> list[str]:
    """Return what it had kept of each page asked for, and which node was asked, so far."""
    return (folder / "seen").read_text("ascii").split()


def until(is_so: Callable[[], object]) -> None:
    """Wait until it is."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, "it does not come about"
        time.sleep(0.05)
