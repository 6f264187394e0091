"""Taking turns: how many writers wait, for whom, and for how long."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from opinion.database import BusyError, WriteLock


@pytest.mark.usefixtures("impatient")
def test_no_more_writers_wait_than_leave_a_thread_for_readers() -> None:
    lock = WriteLock(None, places=2)

    with lock.held(), lock.held(), pytest.raises(BusyError), lock.held():
        pass

    with lock.held(), lock.held():
        pass


def test_one_writer_more_waits_for_the_first_who_is_through() -> None:
    lock = WriteLock(None, places=1)

    def write() -> bool:
        with lock.held():
            return True

    with ThreadPoolExecutor(1) as pool:
        with lock.held():
            one_more = pool.submit(write)
        assert one_more.result()


@pytest.mark.usefixtures("impatient")
def test_whoever_waits_for_another_process_waits_no_longer_than_one_may(app: Flask) -> None:
    file = app.config["SETTINGS"].instance / "write.lock"
    lock, other = WriteLock(file, places=3), WriteLock(file, places=3)
    waited = []

    def wait() -> None:
        start = time.monotonic()
        with pytest.raises(BusyError), other.held():
            pass
        waited.append(time.monotonic() - start)

    with lock.held(), ThreadPoolExecutor(3) as pool:
        for done in [pool.submit(wait) for _ in range(3)]:
            done.result()

    assert min(waited) > 0.2
    assert max(waited) < 2  # a busy machine is slow to wake up
    with other.held():
        pass
