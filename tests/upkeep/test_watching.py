"""Who watches starts workers, replaces who dies, ends all at a signal, and leaves nobody behind."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from opinion.upkeep.serving import WATCHING
from tests.servers import PATIENCE, running, said_until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nobody forks")

WORKER = """
import os, signal, sys
workers, pipe, turn = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
def say(word):
    os.write(1, f"{word} {os.getpid()}\\n".encode())
def tell(process, word):
    os.write(pipe, f"{process} {word}\\n".encode())
def end(*_):
    say("ended")
    os._exit(0)
def work():
    signal.signal(signal.SIGTERM, end)
    tell(os.getpid(), "serves")
    say(turn)
    sys.stdin.read()
    end()
if workers == 1:
    work()
for _ in range(workers):
    process = os.fork()
    if not process:
        work()
    tell(process, "forked")
"""
NOT_AGAIN = f"import sys\nif sys.argv[3] == 'again': sys.exit(1)\n{WORKER}"


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
    with watched(2, NOT_AGAIN, tmp_path) as process:
        first, second = worker_of(process, "first"), worker_of(process, "first")
        os.kill(first, signal.SIGKILL)
        said, _ = process.communicate(timeout=PATIENCE)

    assert f"ended {second}" in said
    assert process.returncode == 1


def test_who_is_killed_while_starting_is_replaced_if_others_serve(tmp_path: Path) -> None:
    waits = "open('once', 'x'); print('starts', os.getpid(), flush=True); input()"
    once = f"import os, sys\nif 'again' in sys.argv and not os.path.exists('once'): {waits}"
    with watched(2, f"{once}\n{WORKER}", tmp_path) as process:
        first, _ = worker_of(process, "first"), worker_of(process, "first")
        os.kill(first, signal.SIGKILL)
        os.kill(worker_of(process, "starts"), signal.SIGKILL)
        assert worker_of(process, "again")
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 0


@pytest.mark.parametrize("workers", [1, 2])
def test_who_is_still_starting_does_not_hold_the_end_up(tmp_path: Path, workers: int) -> None:
    starts = "import time; print('starts', flush=True); time.sleep(3600)"
    with watched(workers, starts, tmp_path) as process:
        said_until(process, "starts")
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE)

    assert process.returncode == 0


def test_a_worker_that_served_and_fails_is_replaced(tmp_path: Path) -> None:
    fails = WORKER.replace("sys.stdin.read()", "sys.stdin.read(); sys.exit(3)")
    once = fails.replace("sys.stdin.read()", "turn == 'first' and sys.exit(3); sys.stdin.read()")
    with watched(1, once, tmp_path) as process:
        worker_of(process, "first")
        assert worker_of(process, "again")
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE)

    assert process.returncode == 0


def test_replacements_that_all_fail_end_the_server(tmp_path: Path) -> None:
    with watched(3, NOT_AGAIN, tmp_path) as process:
        for worker in [worker_of(process, "first") for _ in range(3)]:
            os.kill(worker, signal.SIGKILL)
        process.communicate(timeout=PATIENCE)

    assert process.returncode == 1


def test_forks_that_fail_before_they_serve_end_the_server(tmp_path: Path) -> None:
    fails = WORKER.replace("def work():", "def work():\n    if workers > 1: sys.exit(2)")
    with watched(2, fails, tmp_path) as process:
        said, _ = process.communicate(timeout=PATIENCE)

    assert "A worker could not start" in said
    assert process.returncode == 1


def test_another_child_of_the_process_becomes_no_worker(tmp_path: Path) -> None:
    words = [sys.executable, "-P", str(WATCHING), "1", sys.executable, "-c", WORKER]
    with running(["sh", "-c", 'sleep 0.2 & exec "$@"', "sh", *words], tmp_path, {}) as process:
        worker_of(process, "first")
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.5)  # the child has ended meanwhile
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=PATIENCE)

    assert "again" not in said


def test_what_is_to_outlive_its_terminal_does(tmp_path: Path) -> None:
    words = [sys.executable, "-P", str(WATCHING), "1", sys.executable, "-c", WORKER]
    with running(["nohup", *words], tmp_path, {}) as process:
        worker_of(process, "first")
        process.send_signal(signal.SIGHUP)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(0.3)
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=PATIENCE)

    assert "ended" in said


def test_a_key_in_the_terminal_is_for_who_watches_alone(tmp_path: Path) -> None:
    listens = WORKER.replace("signal.SIGTERM, end)", "signal.SIGINT, lambda *_: say('pressed'))")
    words = [sys.executable, "-P", str(WATCHING), "2", sys.executable, "-c", listens]
    with running(["setsid", *words], tmp_path, {}) as process:
        started = {worker_of(process, "first") for _ in range(2)}
        os.killpg(os.getpgid(process.pid), signal.SIGINT)
        said, _ = process.communicate(timeout=PATIENCE)

    assert "pressed" not in said
    assert {int(line.removeprefix("ended ")) for line in said.splitlines()} == started
