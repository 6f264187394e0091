"""The build: all that a finished page is made by besides the database, as one mark."""

import sys
from dataclasses import astuple
from hashlib import blake2b
from pathlib import Path

from opinion.config import Settings, place

OURS = ("opinion", "templates", "static")
COMPILED = ".pyc"


def build_of(settings: Settings) -> bytes:
    """Return the mark of this program, its libraries and ``settings``: 32 bytes.

    It is another one wherever a file of ours, a library's version or a setting is another.
    """
    mark = blake2b(repr((astuple(settings), sys.version, _libraries())).encode(), digest_size=32)
    for folder in OURS:
        top = place(folder)
        for file in sorted(top.rglob("*")):
            if file.is_file() and file.suffix != COMPILED:
                mark.update(f"\0{file.relative_to(top)}\0".encode())
                mark.update(file.read_bytes())
    return mark.digest()


def _libraries() -> list[str]:
    """Return the names and versions of what is installed, as their folders say (PEP 376)."""
    folders = [Path(folder) for folder in sys.path]
    return sorted(each.name for folder in folders for each in folder.glob("*.dist-info"))
