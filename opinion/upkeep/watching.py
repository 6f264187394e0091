"""Watching: the program that starts the processes of a server, and others where some die.

It is run as a file, with the standard library alone: what only waits should take no memory.
Its processes end when their standard input does: when it is told to end, or is killed itself.
"""

import ctypes
import os
import signal
import sys
from contextlib import suppress
from time import monotonic

FORKS = sys.platform == "linux"  # elsewhere what is forked may not call the system's libraries
TAKE_IN_ORPHANS = 36  # man 2 prctl: PR_SET_CHILD_SUBREAPER
TOO_SOON = 6.0  # seconds that a process must live, if another one is to take its place


class Watch:
    """Who watches over the processes that ``words`` start."""

    def __init__(self, words: list[str]) -> None:
        self.words = words
        self.input, self.held_open = os.pipe()
        self.newest, self.since = 0, 0.0
        self.forking = 0
        self.is_ending = self.has_failed = False

    def start(self, workers: int, *, first: bool = False) -> None:
        """Start a worker; or, for several, a process that leaves them behind and ends."""
        words = [*self.words, str(workers), "first" if first else "again"]
        stdin = [(os.POSIX_SPAWN_DUP2, self.input, 0)]
        self.newest = os.posix_spawn(words[0], words, os.environ, file_actions=stdin)
        self.since = monotonic()
        if workers > 1:
            self.forking = self.newest

    def end(self, *_: object) -> None:
        """Let all processes end: the newest too, which may not listen to its input yet."""
        if self.is_ending:
            return
        self.is_ending = True
        os.close(self.held_open)
        if self.newest:
            with suppress(ProcessLookupError):  # it has just ended
                os.kill(self.newest, signal.SIGTERM)

    def until_the_end(self) -> None:
        """Replace who dies, until there is nobody."""
        while True:
            try:
                process, status = os.wait()
            except ChildProcessError:
                return
            if not self.is_ending:
                self._follow(process, os.waitstatus_to_exitcode(status))

    def _follow(self, process: int, code: int) -> None:
        has_forked = process == self.forking and code == 0
        is_newest = process == self.newest
        if is_newest:
            self.newest = self.forking = 0
        if has_forked:
            return
        if is_newest and (code > 0 or monotonic() < self.since + TOO_SOON):
            print("A worker could not start, so the server ends.", file=sys.stderr)  # noqa: T201
            self.has_failed = True
            self.end()
        else:
            self.start(1)


def watch(workers: int, words: list[str]) -> bool:
    """Keep so many workers until a signal ends them; say whether all could start."""
    watching = Watch(words)
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, watching.end)
    if FORKS:
        ctypes.CDLL(None).prctl(TAKE_IN_ORPHANS, 1)
        watching.start(workers, first=True)
    else:
        for number in range(workers):
            watching.start(1, first=number == 0)
    watching.until_the_end()
    return not watching.has_failed


if __name__ == "__main__":
    sys.exit(not watch(int(sys.argv[1]), sys.argv[2:]))
