"""MariaDB: a database of its own in a folder, reached by a socket there, with its defaults."""

import os
import pwd
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.serving import installed, running

SOCKET = "mariadb.sock"
ME = pwd.getpwuid(os.geteuid()).pw_name


def is_installed() -> bool:
    """Whether it can be run here."""
    return all(map(installed, ("mariadbd", "mariadb-install-db")))


@contextmanager
def mariadb(folder: Path, schema: str, cores: set[int]) -> Iterator[int]:
    """Run a server with one empty database, which root may enter without a password.

    Yields the server's process. What the machine's own configuration says is not read.
    """
    data, begin, log = folder / "mariadb", folder / "begin.sql", folder / "mariadb.log"
    own = ["--no-defaults", f"--datadir={data}", f"--user={ME}"]
    begin.write_text(f"CREATE DATABASE {schema};\n")
    install = [str(installed("mariadb-install-db")), *own, "--skip-test-db"]
    subprocess.run(  # noqa: S603
        [*install, "--auth-root-authentication-method=normal"], check=True, capture_output=True
    )
    command = [
        *(str(installed("mariadbd")), *own, "--skip-networking", f"--init-file={begin}"),
        *(f"--socket={folder / SOCKET}", f"--pid-file={folder / 'mariadb.pid'}"),
        "--character-set-server=utf8mb4",
    ]
    with running(command, {}, cores, folder / SOCKET, log) as pid:
        yield pid
