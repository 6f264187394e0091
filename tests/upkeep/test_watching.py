"""Who watches starts workers, replaces who dies, ends all at a signal, and leaves nobody behind."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from opinion.upkeep.serving import WATCHING
from tests.servers import PATIENCE, running, said_until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nobody forks")

WORKER = """
import os, signal, sys
workers, turn = int(sys.argv[1]), sys.argv[2]
def say(word):
    os.write(1, f"{word} {os.getpid()}\\n".encode())
def end(*_):
    say("ended")
    os._exit(0)
def work():
    signal.signal(signal.SIGTERM, end)
    say(turn)
    sys.stdin.read()
    end()
if workers == 1:
    work()
for _ in range(workers):
    if not os.fork():
        work()
"""


@contextmanager
def watched(workers: int, script: str, place: Path) -> Iterator[subprocess.Popen[str]]:
    """Watch over ``workers`` of a ``script``."""
    words = [sys.executable, "-P", str(WATCHING), str(workers), sys.executable, "-c", script]
    with running(words, place, {}) as process:
        yield process


def worker_of(process: subprocess.Popen[str], turn: str) -> int:
    """Return the next worker that says that it is there in this ``turn``."""
    said = said_until(process, f"{turn} ")
    return int(said.split()[-1])


@pytest.mark.parametrize("workers", [1, 2])
def test_who_is_told_to_end_waits_for_all(tmp_path: Path, workers: int) -> None:
    with watched(workers, WORKER, tmp_path) as process:
        started = {worker_of(process, "first") for _ in range(workers)}
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=PATIENCE)

    assert {int(line.removeprefix("ended ")) for line in said.splitlines()} == started
    assert process.returncode == 0


@pytest.mark.parametrize("workers", [1, 2])
def test_nobody_is_left_behind_by_who_is_killed(tmp_path: Path, workers: int) -> None:
    with watched(workers, WORKER, tmp_path) as process:
        started = {worker_of(process, "first") for _ in range(workers)}
        process.kill()
        said, _ = process.communicate(timeout=PATIENCE)  # until nobody has its output any more

    assert {int(line.removeprefix("ended ")) for line in said.splitlines()} == started


def test_who_is_killed_is_replaced(tmp_path: Path) -> None:
    with watched(2, WORKER, tmp_path) as process:
        first, second = worker_of(process, "first"), worker_of(process, "first")
        os.kill(first, signal.SIGKILL)
        third = worker_of(process, "again")
        os.kill(second, signal.SIGTERM)
        fourth = worker_of(process, "again")
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=PATIENCE)

    assert {f"ended {third}", f"ended {fourth}"} == set(said.splitlines())


@pytest.mark.parametrize("dies", ["raise SystemExit(3)", "import os; os.kill(os.getpid(), 9)"])
@pytest.mark.parametrize("workers", [1, 2])
def test_who_dies_while_starting_ends_the_server(tmp_path: Path, dies: str, workers: int) -> None:
    with watched(workers, dies, tmp_path) as process:
        said, _ = process.communicate(timeout=PATIENCE)

    assert said == "A worker could not start, so the server ends.\n"
    assert process.returncode == 1


def test_a_replacement_that_dies_while_starting_ends_the_others(tmp_path: Path) -> None:
    fails = f"import sys\nif sys.argv[2] == 'again': sys.exit(1)\n{WORKER}"
    with watched(2, fails, tmp_path) as process:
        first, second = worker_of(process, "first"), worker_of(process, "first")
        os.kill(first, signal.SIGKILL)
        said, _ = process.communicate(timeout=PATIENCE)

    assert f"ended {second}" in said
    assert process.returncode == 1


@pytest.mark.parametrize("workers", [1, 2])
def test_who_is_still_starting_does_not_hold_the_end_up(tmp_path: Path, workers: int) -> None:
    starts = "import time; print('starts', flush=True); time.sleep(3600)"
    with watched(workers, starts, tmp_path) as process:
        said_until(process, "starts")
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE)

    assert process.returncode == 0
