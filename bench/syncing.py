"""Syncing: how often the disk can be told to keep something, which no posting can outdo."""

import os
from pathlib import Path
from time import perf_counter

FRAME = 4_096 + 24  # bytes: a page of the database, and its head in the log


def syncs_per_second(folder: Path, seconds: float) -> float:
    """Append a page to a file and wait until it is on the disk, again and again."""
    file = folder / "synced"
    handle = os.open(file, os.O_CREAT | os.O_WRONLY | os.O_TRUNC)
    try:
        number, start = 0, perf_counter()
        while perf_counter() < start + seconds:
            os.write(handle, b"\0" * FRAME)
            os.fdatasync(handle)
            number += 1
        return number / (perf_counter() - start)
    finally:
        os.close(handle)
        file.unlink()
