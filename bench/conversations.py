"""Conversations: the rows of the comments under one article, with all that is counted in them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from bench.shapes import depth
from bench.words import name
from opinion.comments.branches import FIRST_REPLIES
from opinion.comments.models import MAX_DEPTH, STEP
from opinion.comments.ranking import PAGE

COLUMNS = (
    "id", "article_id", "parent_id", "thread_id", "path", "children", "reply_count", "agree_count",
    "status", "posted_at", "published_at", "name", "email", "language", "text", "html",
    "fingerprint", "writer", "addressee",
)  # fmt: skip
WRITERS = 40_000
AGREED = 0.3  # the share of comments that somebody agrees with
ANCHORED = 0.1  # the share of threads that are about a paragraph
RECENT = 40  # a reply answers one of the last few comments
Remarks = Sequence[tuple[str, str]]


@dataclass
class Said:
    """A comment that is to be stored."""

    number: int
    parent: "Said | None"
    writer: str
    path: str = ""
    children: int = 0
    replies: int = 0
    agreeing: int = 0

    @property
    def root(self) -> "Said":
        """The comment at the top of its thread."""
        return self if self.parent is None else self.parent.root


@dataclass
class Conversation:
    """What is said under an article; ``about`` says which threads are about which block."""

    article: int
    said: list[Said] = field(default_factory=list)
    about: dict[int, str] = field(default_factory=dict)

    @property
    def agreeing(self) -> int:
        """How many votes there are in all."""
        return sum(each.agreeing for each in self.said)

    def passage_counts(self) -> dict[str, int]:
        """Return how many comments there are about each block."""
        counts: dict[str, int] = {}
        for each in self.said:
            block = self.about.get(each.number)
            if block:
                counts[block] = counts.get(block, 0) + 1 + each.replies
        return counts


def conversation(article: int, first: int, size: int, blocks: int, chance: Random) -> Conversation:
    """Return ``size`` comments under an article, numbered from ``first`` on.

    Where they are as many as a page has, it shows them all: threads have few replies there.
    """
    made = Conversation(article)
    by_depth: list[list[Said]] = [[] for _ in range(MAX_DEPTH + 1)]
    for number in range(first, first + size):
        wanted = depth(chance)
        while wanted > 1 and not by_depth[wanted - 1]:
            wanted -= 1
        parent = chance.choice(by_depth[wanted - 1][-RECENT:]) if wanted > 1 else None
        if parent and size == PAGE and parent.root.replies == FIRST_REPLIES:
            wanted, parent = 1, None
        said = Said(number, parent, f"{chance.randrange(WRITERS):064x}")
        if chance.random() < AGREED:
            said.agreeing = chance.randrange(1, 12)
        if parent:
            _put_below(said, parent)
        elif blocks and chance.random() < ANCHORED:
            made.about[number] = f"b{chance.randrange(1, blocks + 1)}"
        by_depth[wanted].append(said)
        made.said.append(said)
    return made


def _put_below(said: Said, parent: Said) -> None:
    parent.children += 1
    said.path = parent.path + f"{parent.children:0{STEP}x}"
    above: Said | None = parent
    while above:
        above.replies += 1
        above = above.parent


def rows(
    made: Conversation, start: datetime, end: datetime, remarks: Remarks, chance: Random
) -> list[tuple[Any, ...]]:
    """Return what to store, in the order of ``COLUMNS``; said from ``start`` to ``end``.

    Most is said early.
    """
    found = []
    span = (end - start).total_seconds()
    for place, each in enumerate(made.said, 1):
        seconds = span * (place / len(made.said)) ** 2
        at = f"{start + timedelta(seconds=seconds):%Y-%m-%d %H:%M:%S.%f}"
        text, html = chance.choice(remarks)
        parent = each.parent
        found.append((
            each.number, made.article, parent and parent.number, parent and each.root.number,
            each.path, each.children, each.replies, each.agreeing, "published", at, at,
            name(chance), "", "en", text, html, f"{chance.getrandbits(256):064x}", each.writer,
            parent and parent.writer,
        ))  # fmt: skip
    return found
