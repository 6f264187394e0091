"""Loading: one file after the other, each in one transaction, and what came of it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy.exc import DBAPIError

from opinion.articles.checking import UnfitDraftError
from opinion.articles.publishing import Outcome, foresee, publish
from opinion.clock import now
from opinion.config import Settings
from opinion.database import writing
from opinion.seeding.conversations import (
    Turn,
    add_conversation,
    conversation_beside,
    has_conversation,
    length_of,
    read_conversation,
)
from opinion.seeding.documents import BadDocumentError, Reading, key_of, number_of, real
from opinion.seeding.guesses import guesses
from opinion.seeding.reading import read
from opinion.text import TooNestedError

FAILED = "failed"
INDENT = " " * 11


@dataclass
class Load:
    """One run: what it is asked to do, and what came of it.

    ``keys`` are those of all documents of the run: one of them is not another one with a new name.
    """

    settings: Settings
    is_dry: bool = False
    with_comments: bool = False
    keys: frozenset[str] = frozenset()
    counts: Counter[str] = field(default_factory=Counter)
    _taken: set[str] = field(default_factory=set)
    _promised: dict[str, str] = field(default_factory=dict)  # in a dry run: addresses, headlines

    def take(self, path: Path, folder: Path) -> list[str]:
        """Load the file ``path``, found below ``folder``, and return the lines to tell about it."""
        turns, problem = self._conversation(path)
        try:
            reading = self._read(path, folder)
            outcome = (self._foresee if self.is_dry else self._publish)(reading, turns)
        except BadDocumentError as failure:
            return [self._failed(failure), *problem]
        except (UnfitDraftError, TooNestedError, OSError) as failure:
            return [self._failed(BadDocumentError(path, 0, str(failure))), *problem]
        except DBAPIError as failure:
            words = f"the database refuses it: {failure.orig}"
            return [self._failed(BadDocumentError(path, 0, words)), *problem]
        self.counts[outcome] += 1
        told = () if outcome is Outcome.UNCHANGED else self._told(reading)
        return [f"{outcome:11}{path}", *(INDENT + line for line in told), *problem]

    def summary(self) -> str:
        """Return one sentence about the whole run."""
        would = "would be " if self.is_dry else ""
        named = ", ".join(f"{self.counts[outcome]} {would}{outcome}" for outcome in Outcome)
        comments = number_of(self.counts["comments"], "comment")
        with_comments = f", {comments} {would}added" if self.with_comments else ""
        return f"{named}, {self.counts[FAILED]} {FAILED}{with_comments}"

    def _read(self, path: Path, folder: Path) -> Reading:
        """Read a document; its folder tells it apart from another one of this run with its key."""
        zone, media = ZoneInfo(self.settings.timezone), self.settings.media
        key = key_of(path, folder)
        if key in self._taken:
            key = f"{real(path).parent.name}/{key}"
        self._taken.add(key)
        return read(path, folder, key=key, zone=zone, media=None if self.is_dry else media)

    def _conversation(self, path: Path) -> tuple[tuple[Turn, ...], list[str]]:
        """Return the turns that lie beside a document, and the line to tell where they are bad."""
        beside = conversation_beside(path) if self.with_comments else None
        if beside is None:
            return (), []
        try:
            return read_conversation(beside), []
        except BadDocumentError as failure:
            return (), [self._failed(failure)]

    def _publish(self, reading: Reading, turns: tuple[Turn, ...]) -> Outcome:
        others = self.keys - {reading.draft.key}
        with writing():
            at, language = now(), self.settings.language
            published = publish(reading.draft, at=at, language=language, others=others)
            added = add_conversation(published.article, turns, at)
        self.counts["comments"] += added
        return published.outcome

    def _foresee(self, reading: Reading, turns: tuple[Turn, ...]) -> Outcome:
        others = self.keys - {reading.draft.key}
        draft = reading.draft
        if draft.slug in self._promised:
            title = self._promised[draft.slug]
            raise UnfitDraftError(f"the address “{draft.slug}” is that of “{title}”")
        article, outcome = foresee(draft, language=self.settings.language, others=others)
        if draft.slug:
            self._promised[draft.slug] = draft.title
        if article is None or not has_conversation(article):
            self.counts["comments"] += sum(map(length_of, turns))
        return outcome

    def _told(self, reading: Reading) -> Iterator[str]:
        """Yield what an editor should know; in a dry run, all that was found."""
        yield from reading.notes
        moment = reading.draft.published_at
        if moment and moment > now():
            yield f"readers will see it from {moment:%Y-%m-%d} on"
        yield from guesses(reading.draft) if self.is_dry else ()

    def _failed(self, problem: BadDocumentError) -> str:
        self.counts[FAILED] += 1
        return f"{FAILED:11}{problem}"
