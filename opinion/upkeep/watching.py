"""Watching: the program that starts the processes of a server, and others where some die.

It is run as a file, with the standard library alone: what only waits should take no memory.
Its processes end when their standard input does: when it is told to end, or is killed itself.
They say in a pipe how far they and their forks have come, each in a line: a number and a word.
"""

import ctypes
import os
import signal
import sys
from contextlib import suppress

FORKS = sys.platform == "linux"  # elsewhere what is forked may not call the system's libraries
TAKE_IN_ORPHANS = 36  # man 2 prctl: PR_SET_CHILD_SUBREAPER
STARTED, FORKED = "started", "forked"
LISTENS, SERVES = "listens", "serves"  # to the end of its input; requests
MUCH = 65_536  # bytes that a pipe holds


class Watch:
    """Who watches over the processes that ``words`` start."""

    def __init__(self, words: list[str]) -> None:
        self.words = words
        self.input, self.held_open = os.pipe()
        self.heard, self.told = os.pipe()
        os.set_blocking(self.heard, False)
        os.set_inheritable(self.told, True)  # noqa: FBT003
        self.known: dict[int, str] = {}  # processes, and how far they have come
        self.forking = 0
        self.is_ending = self.has_failed = False

    def start(self, workers: int, *, first: bool = False) -> None:
        """Start a worker; or, for several, a process that leaves them behind and ends.

        They are a group of their own: a key that is pressed in a terminal is for who watches.
        """
        words = [*self.words, str(workers), str(self.told), "first" if first else "again"]
        stdin = [(os.POSIX_SPAWN_DUP2, self.input, 0)]
        process = os.posix_spawn(words[0], words, os.environ, file_actions=stdin, setpgroup=0)
        self.known[process] = STARTED
        if workers > 1:
            self.forking = process

    def end(self, *_: object) -> None:
        """Let all processes end: also who still starts, and does not listen yet."""
        if self.is_ending:
            return
        self.is_ending = True
        os.close(self.held_open)
        self._listen()
        for process, word in self.known.items():
            if word in {STARTED, FORKED}:
                with suppress(ProcessLookupError):  # it has just ended
                    os.kill(process, signal.SIGTERM)

    def until_the_end(self) -> None:
        """Replace who dies, until there is nobody; whoever else is our child is left alone."""
        while self.known:
            process, status = os.wait()
            self._listen()
            if process in self.known:
                self._follow(process, os.waitstatus_to_exitcode(status))

    def _listen(self) -> None:
        """Note what the processes have said in the pipe so far."""
        with suppress(BlockingIOError):
            for line in os.read(self.heard, MUCH).decode().splitlines():
                number, word = line.split()
                if word == FORKED:  # which may be said after the fork has said more
                    self.known.setdefault(int(number), word)
                else:
                    self.known[int(number)] = word

    def _follow(self, process: int, code: int) -> None:
        has_served = self.known.pop(process) == SERVES
        if self.is_ending:
            if code == -signal.SIGALRM:
                _say("A worker was killed, since it did not finish in time.")
        elif has_served or self._was_killed(process, code):
            self.start(1)
        elif code or process != self.forking:
            _say("A worker could not start, so the server ends.")
            self.has_failed = True
            self.end()

    def _was_killed(self, process: int, code: int) -> bool:
        """Whether a worker was killed as it started, while others serve: so the next one can."""
        return code < 0 and process != self.forking and SERVES in self.known.values()


def watch(workers: int, words: list[str]) -> bool:
    """Keep so many workers until a signal ends them; say whether all could start."""
    watching = Watch(words)
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(each) is not signal.SIG_IGN:  # as nohup has it
            signal.signal(each, watching.end)
    if FORKS:
        ctypes.CDLL(None).prctl(TAKE_IN_ORPHANS, 1)
        watching.start(workers, first=True)
    else:
        for number in range(workers):
            watching.start(1, first=number == 0)
    watching.until_the_end()
    return not watching.has_failed


def _say(words: str) -> None:
    print(words, file=sys.stderr)  # noqa: T201


if __name__ == "__main__":
    sys.exit(not watch(int(sys.argv[1]), sys.argv[2:]))
