"""Places: which cores do what, so that client and server don't disturb each other."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

ALL = os.sched_getaffinity(0)
CORES = sorted(ALL)
OF_SERVER = {CORES[0]}
OF_CLIENT = {CORES[-1]}


@contextmanager
def pinned(cores: set[int]) -> Iterator[None]:
    """Run on these cores alone meanwhile, with all processes that are started meanwhile."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, cores)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)
